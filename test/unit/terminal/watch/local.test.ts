import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import { countCalls, scenario, short, watched } from './harness.js';

describe('a watch', () => {
  it('registers, lists, then reports what happens, in the order of Windows', async () => {
    const { world, events, reported } = await watched();
    expect(events.map(short)).toEqual(['snapshot']);
    const names = world.calls.map(call => call.name);
    expect(names.indexOf('WTSRegisterSessionNotificationEx')).toBeGreaterThan(names.indexOf('CreateWindowExW'));
    expect(names.indexOf('WTSEnumerateSessionsExW')).toBeGreaterThan(names.indexOf('WTSRegisterSessionNotificationEx'));
    const dora = world.logon({ user: 'dora', client: { name: 'PC' } });
    world.lock(dora);
    world.disconnect(dora);
    world.reconnect(dora, { name: 'PC2' });
    world.unlock(3);
    world.remoteControl(3);
    world.logoff(dora);
    await world.settled();
    expect(reported()).toEqual([
      ['create', dora],
      ['remoteConnect', dora],
      ['logon', dora],
      ['desktopReady', dora],
      ['lock', dora],
      ['remoteDisconnect', dora],
      ['remoteConnect', dora],
      ['unlock', dora],
      ['unlock', 3],
      ['remoteControl', 3],
      ['logoff', dora],
      ['remoteDisconnect', dora],
      ['terminate', dora],
    ]);
  });

  it('reports the time at which the window got the notice, and the host', async () => {
    const { world, events } = await watched();
    await world.advance(1_234);
    world.lock(3);
    await world.advance(1_000);
    expect(events[1]).toMatchObject({ host: 'HERE', time: new Date('2026-01-05T08:00:01.234Z'), overlap: false });
    expect(Object.isFrozen(events[1])).toBe(true);
  });

  it('marks events that came during the list, and reports them after it', async () => {
    const world = createWorld(scenario);
    const hold = world.hold('WTSEnumerateSessionsExW', { times: 1 });
    const { events } = await watched({}, world);
    world.lock(2);
    world.lock(3);
    await world.settled();
    expect(events).toEqual([]);
    hold.end();
    await world.settled();
    expect(events.map(short)).toEqual(['snapshot', ['lock', 2], ['lock', 3]]);
    expect(events[0]).toMatchObject({
      sessions: expect.arrayContaining([expect.objectContaining({ lock: 'locked' })]),
    });
    expect(events.slice(1)).toMatchObject([{ overlap: true }, { overlap: true }]);
    world.unlock(2);
    await world.settled();
    expect(events[3]).toMatchObject({ type: 'unlock', overlap: false });
  });

  it('never reports the next session under an id as the session before', async () => {
    const world = createWorld(scenario);
    const hold = world.hold('WTSEnumerateSessionsExW', { times: 1 });
    const { events } = await watched({ details: true }, world);
    world.logoff(3);
    expect(world.logon({ user: 'dora', client: { name: 'PC' } })).toBe(3);
    await world.settled();
    hold.end();
    await world.settled();
    expect(events.map(it => it.type)).toContain('terminate');
    for (const event of events.slice(1)) expect(event).toMatchObject({ overlap: true, before: undefined });
  });

  it('reports nothing that happened before it was registered', async () => {
    const world = createWorld(scenario);
    world.lock(2);
    const hold = world.hold('WTSRegisterSessionNotificationEx');
    const { events } = await watched({}, world);
    world.unlock(2);
    await world.settled();
    hold.end();
    await world.settled();
    expect(events.map(short)).toEqual(['snapshot']);
  });

  it('leaves out undocumented notices', async () => {
    const { world, reported } = await watched();
    world.notice(0x4711, 2);
    world.notice(7, 2);
    world.notice(7, 4711);
    await world.settled();
    expect(reported()).toEqual([
      ['lock', 2],
      ['lock', 4711],
    ]);
  });

  it('knows the own session by its id', async () => {
    const { world, reported } = await watched({ where: { id: 'current' }, types: ['lock', 'unlock'] });
    world.lock(3);
    world.lock(2);
    world.lock(3);
    world.unlock(2);
    await world.settled();
    expect(reported()).toEqual([
      ['lock', 2],
      ['unlock', 2],
    ]);
  });

  it('needs one list for one snapshot, with any filter', async () => {
    const { world, events } = await watched({ types: ['logon'], where: { id: 3 } });
    world.lock(3);
    await world.settled();
    expect(events).toEqual([]);
    world.notice(5, 3);
    await world.settled();
    expect(events.map(short)).toEqual([['logon', 3]]);
  });

  it('matches the user before or after an event: a logoff when the user is gone, a logon when the user was not there before', async () => {
    const { world, reported, watch } = await watched({ where: { user: 'CORP\\dora' } });
    expect([...watch.sessions.keys()]).toEqual([]);
    const dora = world.logon({ user: 'dora', domain: 'CORP', client: { name: 'PC' } });
    await world.settled();
    expect(reported()).toContainEqual(['logon', dora]);
    expect([...watch.sessions.keys()]).toEqual([dora]);
    world.lock(3);
    world.logoff(dora);
    await world.settled();
    expect(reported()).toEqual([
      ['logoff', dora],
      ['remoteDisconnect', dora],
      ['terminate', dora],
    ]);
    expect([...watch.sessions.keys()]).toEqual([]);
  });

  it('finds a session by its client', async () => {
    const { world, reported } = await watched({ where: { client: 'lobby' } });
    const id = world.logon({ user: 'dora', client: { name: 'LOBBY' } });
    world.logon({ user: 'emil', client: { name: 'OTHER' } });
    await world.settled();
    expect(reported()).toEqual([
      ['create', id],
      ['remoteConnect', id],
      ['logon', id],
      ['desktopReady', id],
    ]);
  });
});

describe('details', () => {
  it('are the session now and before', async () => {
    const { world, events } = await watched({ details: true, types: ['lock', 'logoff', 'terminate'] });
    world.lock(2);
    await world.settled();
    expect(events[0]).toMatchObject({
      type: 'lock',
      session: { id: 2, account: 'CORP\\anna', lock: 'locked' },
      before: { id: 2, lock: 'unlocked' },
    });
    world.logoff(2);
    await world.settled();
    expect(events.slice(1)).toMatchObject([
      { type: 'logoff', session: undefined, before: { user: 'anna', lock: 'locked' } },
      { type: 'terminate', session: undefined, before: { user: 'anna' } },
    ]);
  });

  it('are of the logon that the event is about, even if the id belongs to another one at the refresh', async () => {
    const { world, events } = await watched({ details: true });
    world.disconnect(2);
    // The refresh for this event is answered after everything else has happened.
    for (let i = 0; i < 3; i++) await undefined;
    world.logoff(2);
    expect(world.logon({ user: 'dora', client: { name: 'PC' } })).toBe(2);
    await world.settled();
    const about = events.slice(1).map(it => [it.type, 'before' in it && it.before?.user]);
    expect(about).toEqual([
      ['remoteDisconnect', 'anna'],
      ['logoff', 'anna'],
      ['terminate', 'anna'],
      ['create', undefined],
      ['remoteConnect', undefined],
      ['logon', undefined],
      ['desktopReady', undefined],
    ]);
    world.lock(2);
    await world.settled();
    expect(events.at(-1)).toMatchObject({ type: 'lock', before: { user: 'dora' } });
  });

  it('cost one round of calls for many events at once', async () => {
    const { world, events } = await watched({ details: true, types: ['lock', 'unlock'] });
    world.clearCalls();
    for (let i = 0; i < 50; i++) {
      world.lock(2);
      world.unlock(3);
    }
    await world.settled();
    expect(events).toHaveLength(100);
    // The first event is fetched alone, those that came during that together.
    expect(countCalls(world, 'WTSEnumerateSessionsExW')).toBeLessThanOrEqual(2);
  });

  it('are missing without the option, but the table is correct', async () => {
    const { world, watch, events } = await watched({ types: ['lock'] });
    let changes = 0;
    watch.on('change', () => {
      changes += 1;
    });
    world.lock(2);
    await world.settled();
    expect(events[0]).toMatchObject({ session: undefined, before: undefined });
    expect(watch.sessions.get(2)?.lock).toBe('locked');
    expect(changes).toBe(1);
  });

  it('wait for a slow host in order, and delay no other watch', async () => {
    const world = createWorld(scenario);
    const slow = await watched({ details: true, types: ['lock', 'unlock'] }, world);
    const quick = await watched({ types: ['lock', 'unlock'] }, world);
    using _late = world.delay('WTSQuerySessionInformationW', 500);
    world.lock(2);
    await world.settled();
    world.unlock(2);
    await world.settled();
    expect(quick.reported()).toEqual([
      ['lock', 2],
      ['unlock', 2],
    ]);
    expect(slow.events).toEqual([]);
    await world.advance(5_000);
    expect(slow.reported()).toEqual([
      ['lock', 2],
      ['unlock', 2],
    ]);
  });
});

describe('a connect', () => {
  for (const details of [true, false]) {
    it(`is a reconnect when a user was logged on there (details: ${details})`, async () => {
      const { world, events } = await watched({ details, types: ['remoteConnect', 'consoleConnect'] });
      world.disconnect(3);
      await world.settled();
      world.reconnect(3, { name: 'PC9' });
      await world.settled();
      const dora = world.logon({ user: 'dora', client: { name: 'PC' } });
      await world.settled();
      world.logoff(dora);
      // The same id for another user, before a refresh.
      expect(world.logon({ user: 'emil', client: { name: 'PC' } })).toBe(dora);
      await world.settled();
      const facts = events.map(it => [short(it), 'reconnect' in it && it.reconnect]);
      expect(facts).toEqual([
        [['remoteConnect', 3], true],
        [['remoteConnect', dora], undefined],
        [['remoteConnect', dora], undefined],
      ]);
    });
  }
});
