import { edge, howItEnds, nativeCounts, sleep, winstation } from './harness.js';

const HOSTS = ['rds01', 'rds02', 'rds03', 'rds04', 'rds05'];
const PER_HOST = 4;
const PER_PROCESS = 16;
const TIMEOUT_MS = 100;
const PATIENCE_MS = 1000;

// Each host may have four threads that nobody waits for any more, but all of a process no more than sixteen.
edge({
  async main({ client, check, faultOn, nothingLeft }) {
    await client.request('reset', {
      version: 1,
      hosts: [{ name: 'ws01', local: true }, ...HOSTS.map(name => ({ name }))],
    });
    const { openHost, localHost } = winstation();
    const hosts = await Promise.all(HOSTS.map(name => openHost(name)));
    const releases = await Promise.all(HOSTS.map(name => faultOn(name, 'hang')));
    const ends: string[] = [];
    // The call of a round writes off the thread of the round before.
    for (let round = 0; round <= PER_HOST; round++) {
      ends.push(...(await Promise.all(hosts.map(host => howItEnds(host.sessions({ timeout: TIMEOUT_MS }))))));
      await sleep(PATIENCE_MS + 200);
    }
    const busy = ends.filter(end => end === 'busy').length;
    const refused = HOSTS.length * PER_HOST - PER_PROCESS;
    check(busy === refused, `${busy} calls were refused instead of ${refused}`);
    check(ends.filter(end => end === 'ETIMEDOUT').length === ends.length - busy, `the calls ended with ${ends.join()}`);
    check(nativeCounts().writtenOff === PER_PROCESS, `${nativeCounts().writtenOff} threads are written off`);
    check((await localHost().sessions()).length > 0, 'dead hosts hold up this machine');
    await Promise.all(releases.map(release => release()));
    await Promise.all(hosts.map(host => host.close()));
    await nothingLeft(1);
  },
});
