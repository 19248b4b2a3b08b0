import { describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../../lib/mock/index.js';
import { NOTICES } from '../../../../lib/terminal/watch/notice-codes.js';
import type { WatchOptions } from '../../../../lib/terminal/watch/types.js';
import { scenario, watched } from './harness.js';

const INFO_EX = 25;

/** The raw calls about sessions. */
async function cost(options: WatchOptions, act: (world: World) => void): Promise<unknown[]> {
  const world = createWorld(scenario);
  const { watch } = await watched(options, world);
  world.clearCalls();
  act(world);
  await world.settled();
  const calls = world.calls.filter(({ name }) => name.startsWith('WTS') && name !== 'WTSGetActiveConsoleSessionId');
  await watch.close();
  return calls.map(({ name, args }) => (name === 'WTSQuerySessionInformationW' ? args : name));
}

const GLANCE = [[3, INFO_EX]];
const ENDED = [[2, INFO_EX]];

describe.each([{ details: true }, { details: false }])('an event (details: $details)', ({ details }) => {
  it('of a lock or unlock costs one call', async () => {
    expect(await cost({ details }, world => world.lock(3))).toEqual(GLANCE);
    expect(await cost({ details }, world => world.unlock(3))).toEqual(GLANCE);
  });

  it('costs one call for a burst about one session', async () => {
    const calls = await cost({ details }, world => {
      for (let i = 0; i < 500; i++) {
        world.lock(3);
        world.unlock(3);
      }
    });
    expect(calls).toEqual(GLANCE);
  });

  it('costs one call where remote control begins or ends', async () => {
    expect(await cost({ details }, world => world.remoteControl(3))).toEqual(GLANCE);
  });

  it('costs one call for the end of a session', async () => {
    expect(await cost({ details }, world => world.logoff(2))).toEqual(ENDED);
  });

  it('of a connect, a disconnect or a logon costs one list and the details of that session', async () => {
    const full = await cost({ details }, world => world.disconnect(3));
    expect(full.filter(call => call === 'WTSEnumerateSessionsExW')).toHaveLength(1);
    expect(full.slice(1).every(call => Array.isArray(call) && call[0] === 3)).toBe(true);
    expect(full.length).toBeLessThanOrEqual(6);
    // Create, connect, logon and desktop ready: one refresh for all of them.
    const logon = await cost({ details }, world => world.logon({ user: 'dora', client: { name: 'PC' } }));
    expect(logon).toHaveLength(full.length);
  });

  it('of a session that the table cannot show costs nothing', async () => {
    expect(await cost({ details, where: { id: 2 } }, world => world.lock(3))).toEqual([]);
  });
});

describe('desktopReady', () => {
  it('changes nothing in the table: it costs a call only where the event needs its session', async () => {
    const act = (world: World) => world.notice(NOTICES.WTS_SESSION_DESKTOP_READY, 3);
    expect(await cost({}, act)).toEqual([]);
    expect(await cost({ details: true }, act)).toEqual(GLANCE);
    expect(await cost({ details: true, types: ['lock'] }, act)).toEqual([]);
  });
});

it('a session that is another one than in the table is asked about fully', async () => {
  for (const details of [true, false]) {
    const world = createWorld(scenario);
    const { watch } = await watched({ details }, world);
    {
      using _lost = world.dropEvents();
      world.logoff(3);
      world.logon({ user: 'emil', client: { name: 'PC' } });
      await world.settled();
    }
    expect(watch.sessions.get(3)?.user).toBe('ben');
    world.lock(3);
    await world.settled();
    expect(watch.sessions.get(3)).toMatchObject({ user: 'emil', lock: 'locked', client: { name: 'PC' } });
    await watch.close();
  }
});
