import type { SessionHost, SessionWatch } from 'winstation';
import { edge, sleep, winstation } from './harness.js';

const HOSTS = Array.from({ length: 50 }, (_, i) => `rds${String(i + 1).padStart(2, '0')}`);
const DEAD = HOSTS.filter((_, i) => i % 10 === 3);
const ALIVE = HOSTS.filter(name => !DEAD.includes(name));
const PATIENCE_MS = 3_000;

/** The slowest way of a logon from the world to a handler, over these watches. */
async function slowest(
  watches: ReadonlyMap<string, SessionWatch>,
  names: readonly string[],
  logon: (name: string) => Promise<unknown>,
): Promise<number> {
  const began = performance.now();
  const arrivals = names.map(
    name =>
      new Promise<number>(resolve => {
        const heard = () => {
          watches.get(name)?.off('logon', heard);
          resolve(performance.now() - began);
        };
        watches.get(name)?.on('logon', heard);
      }),
  );
  await Promise.all(names.map(logon));
  const late = sleep(PATIENCE_MS).then(() => Number.POSITIVE_INFINITY);
  return Math.max(...(await Promise.all(arrivals.map(it => Promise.race([it, late])))));
}

// A server that never answers has threads of its own to wait for it: nobody else waits with them.
edge({
  async main({ client, check, actOn, faultOn, nothingLeft }) {
    await client.request('reset', {
      version: 1,
      hosts: [{ name: 'ws01', local: true }, ...HOSTS.map(name => ({ name }))],
    });
    const { openHost } = winstation();
    const hosts = new Map<string, SessionHost>();
    for (const name of HOSTS) hosts.set(name, await openHost(name));
    const watches = new Map<string, SessionWatch>();
    const watch = (name: string): SessionWatch => {
      const it = (hosts.get(name) as SessionHost).watch({ types: ['logon'] });
      it.on('error', () => {});
      watches.set(name, it);
      return it;
    };
    await Promise.all(ALIVE.map(name => watch(name).ready));
    let user = 0;
    const logon = (name: string) => actOn(name, 'logon', { user: `user${user++}`, client: { name: 'PC' } });
    const alone = await slowest(watches, ALIVE, logon);
    const releases = await Promise.all(DEAD.map(name => faultOn(name, 'hang')));
    let answered = 0;
    for (const name of DEAD) {
      void watch(name)
        .ready.then(() => {
          answered += 1;
        })
        .catch(() => {});
    }
    await sleep(200);
    const beside = await slowest(watches, ALIVE, logon);
    check(alone < PATIENCE_MS, `alone a logon was not told within ${PATIENCE_MS} ms`);
    check(beside < 2 * alone + 250, `beside dead hosts it took ${beside.toFixed(0)} ms, alone ${alone.toFixed(0)} ms`);
    check(answered === 0, `${answered} dead hosts have answered`);
    const closing = performance.now();
    await Promise.all([...watches.values()].map(it => it.close()));
    check(performance.now() - closing < 1_000, 'closing waited for dead hosts');
    await Promise.all(releases.map(release => release()));
    await Promise.all([...hosts.values()].map(it => it.close()));
    await nothingLeft(1);
  },
});
