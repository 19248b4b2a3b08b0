import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import { countCalls, scenario, watched } from './harness.js';

const LOOK_UP = 'LookupAccountNameW';

describe('SIDs', () => {
  it('delay neither the first snapshot nor an event, and come later with a change', async () => {
    const world = createWorld(scenario);
    const held = world.hold(LOOK_UP);
    const { watch, reported } = await watched({ types: ['lock'] }, world);
    await watch.ready;
    expect(watch.sessions.get(2)).toMatchObject({ user: 'anna', sid: undefined });
    world.lock(2);
    await world.settled();
    expect(reported()).toEqual([['lock', 2]]);
    let changes = 0;
    watch.on('change', () => (changes += 1));
    held.end();
    await world.settled();
    expect(changes).toBe(1);
    expect(watch.sessions.get(2)).toMatchObject({ lock: 'locked', sid: expect.stringMatching(/^S-1-5-21-/) });
    expect(watch.sessions.get(2)?.withheld).toEqual([]);
  });

  it('do not delay a remote watch', async () => {
    const world = createWorld(scenario);
    const held = world.host('THERE').hold(LOOK_UP);
    await using host = await world.module.openHost('THERE');
    const { watch } = await watched({ types: ['logon'] }, world, host);
    await watch.ready;
    expect(watch.sessions.get(2)?.sid).toBeUndefined();
    held.end();
    await world.settled();
    expect(watch.sessions.get(2)?.sid).toBeDefined();
    await world.advance(120_000);
    expect(watch.sessions.get(2)?.sid).toBeDefined();
    await watch.close();
  });

  it('are asked for once, however often a session is refreshed', async () => {
    const world = createWorld(scenario);
    using _held = world.hold(LOOK_UP);
    const { watch, reported } = await watched({ types: ['remoteConnect'] }, world);
    const asked = countCalls(world, LOOK_UP);
    for (let i = 0; i < 100; i++) {
      world.disconnect(3);
      world.reconnect(3, { name: `PC${i}` });
      await world.settled();
    }
    expect(reported()).toHaveLength(100);
    expect(countCalls(world, LOOK_UP)).toBe(asked);
    expect(watch.sessions.get(3)?.client?.name).toBe('PC99');
    await watch.close();
  });

  it('that are refused are named, as in a list', async () => {
    const world = createWorld(scenario);
    world.fail(LOOK_UP, { code: 'ERROR_NO_LOGON_SERVERS' });
    const { watch } = await watched({}, world);
    expect(watch.sessions.get(2)?.withheld).toEqual([
      { what: 'sid', code: 'ERROR_NO_LOGON_SERVERS', reason: 'unreachable' },
    ]);
  });

  it('of an event with details are there as soon as they are known', async () => {
    const { world, events } = await watched({ details: true, types: ['lock', 'logon'] });
    world.lock(2);
    world.logon({ user: 'dora', client: { name: 'PC' } });
    await world.settled();
    for (const event of events) expect(event).toMatchObject({ session: { sid: expect.stringMatching(/^S-1-5-21-/) } });
    expect(events).toHaveLength(2);
  });
});
