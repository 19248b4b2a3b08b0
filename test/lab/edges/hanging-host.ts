import { edge, howItEnds, sleep, winstation } from './harness.js';

const HOST = 'rds01';
const PER_HOST = 4;
const TIMEOUT_MS = 100;
/** How long the followers of a stuck call wait before its thread is written off. */
const PATIENCE_MS = 1000;

edge({
  async main({ client, check, faultOn, nothingLeft }) {
    await client.request('reset', { version: 1, hosts: [{ name: 'ws01', local: true }, { name: HOST }] });
    const { openHost, localHost } = winstation();
    const host = await openHost(HOST);
    let release = await faultOn(HOST, 'hang');
    for (let i = 0; i < PER_HOST; i++) {
      const ended = await howItEnds(host.sessions({ timeout: TIMEOUT_MS }));
      check(ended === 'ETIMEDOUT', `stuck call ${i} ended with ${ended}`);
      await sleep(PATIENCE_MS + 200);
    }
    // Each of those was written off when the next one came, and the last one has a thread too many behind it.
    const fifth = await howItEnds(host.sessions({ timeout: TIMEOUT_MS }));
    check(fifth === 'ETIMEDOUT', `the fifth call ended with ${fifth}`);
    await sleep(PATIENCE_MS + 200);
    const started = performance.now();
    const beyond = await howItEnds(host.sessions({ timeout: 5000 }));
    check(beyond === 'busy', `the call beyond the bound ended with ${beyond}`);
    check(performance.now() - started < PATIENCE_MS, 'the call beyond the bound was not refused at once');
    check((await localHost().sessions()).length > 0, 'a dead host holds up this machine');
    await release();
    // The stuck answers come in one after the other, and each makes room.
    const deadline = performance.now() + 5000;
    let back = await howItEnds(host.sessions({ timeout: 5000 }));
    while (back === 'busy' && performance.now() < deadline) {
      await sleep(10);
      back = await howItEnds(host.sessions({ timeout: 5000 }));
    }
    check(back === 'fulfilled', `the host does not come back: ${back}`);
    // A call behind a stuck one is served by a new lane.
    release = await faultOn(HOST, 'hold', 'WTSEnumerateSessionsExW', { times: 1 });
    const stuck = howItEnds(host.sessions({ timeout: TIMEOUT_MS }));
    const behind = host.sessions({ timeout: 5000 });
    check((await stuck) === 'ETIMEDOUT', 'the stuck call did not time out');
    check((await behind).length > 0, 'the call behind a stuck one was not served');
    await release();
    await host.close();
    await nothingLeft(1);
  },
});
