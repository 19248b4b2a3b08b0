import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWorld, type World } from '../../../../lib/mock/index.js';
import { redactScenario } from '../../../../lib/terminal/capture/redact.js';
import { type Recording, recordEvents } from '../../../../lib/terminal/watch/recording.js';
import type { WatchOptions } from '../../../../lib/terminal/watch/types.js';

const scenario = {
  version: 1,
  // A process stays in its session.
  caller: { sessionId: 2 },
  now: '2026-03-04T09:00:00.000Z',
  hosts: [
    {
      name: 'HERE',
      sessions: [
        { id: 0 },
        { id: 1, name: 'Console', state: 'connected' },
        { id: 2, user: 'anna', domain: 'CORP', client: { name: 'LAPTOP', address: '10.1.2.3' } },
        { id: 65536 },
      ],
    },
  ],
} as const;

afterEach(() => {
  vi.useRealTimers();
});

/** What a world tells while `act` goes on there. */
async function record(world: World, act: () => Promise<void>, options: WatchOptions, redact: boolean) {
  const stop = new AbortController();
  const watch = world.module.localHost().watch(options);
  const recording = recordEvents(watch, { signal: stop.signal, redact });
  await world.settled();
  await act();
  await world.settled();
  stop.abort();
  return await recording;
}

async function aDay(world: World): Promise<void> {
  await world.advance(1_000);
  world.lock(2);
  await world.advance(500);
  const dora = world.logon({ user: 'dora', domain: 'CORP', client: { name: 'PC4', address: '2001:db8::7' } });
  await world.advance(250);
  world.disconnect(2);
  await world.advance(0);
  world.unlock(dora);
  await world.advance(1);
  world.logon({ user: 'emil' });
  await world.advance(10_000);
  world.reconnect(2, { name: 'HOME' });
  await world.advance(10);
  world.reconnect(2, 'console');
  await world.advance(10);
  world.logoff(dora);
  await world.advance(10);
  world.logon({ user: 'fritz', client: { name: 'PC4' } });
  await world.advance(10);
  world.logoff(2);
}

describe('a recording', () => {
  for (const details of [true, false]) {
    for (const redact of [true, false]) {
      it(`played again is the same (details: ${details}, redacted: ${redact})`, async () => {
        const world = createWorld(scenario);
        const first = await record(world, () => aDay(world), { details }, redact);
        expect(first.events.length).toBeGreaterThan(20);
        expect(JSON.stringify(first).includes('dora')).toBe(details && !redact);
        const again = createWorld(first.start);
        const second = await record(again, () => again.play(first), { details }, redact);
        expect(second).toEqual(first);
        if (details && !redact) expect(await view(again)).toEqual(await view(world));
      });
    }
  }
});

it('a recording of whatever happens is the same when it is played again', async () => {
  const what = fc.constantFrom(
    'logon',
    'console',
    'lock',
    'unlock',
    'disconnect',
    'reconnect',
    'back',
    'logoff',
    'end',
    'lost',
  );
  const steps = fc.array(fc.record({ what, which: fc.nat(5), ms: fc.constantFrom(0, 0, 1, 1_000) }), { maxLength: 25 });
  const take = (world: World, it: string, which: number) => {
    const ids = world.toScenario().hosts![0]!.sessions!.map(session => session.id!);
    const id = ids[which % ids.length]!;
    if (it === 'logon') world.logon({ user: `user${which}`, client: { name: `PC${which}` } });
    else if (it === 'console') world.logon({ user: `user${which}` });
    else if (it === 'reconnect') world.reconnect(id, { name: `PC${which}` });
    else if (it === 'back') world.reconnect(id, 'console');
    else if (it === 'end') world.logoff(id);
    else if (it === 'lost') world.overflow(which === 0 ? undefined : which);
    else world[it as 'lock' | 'unlock' | 'disconnect' | 'logoff'](id);
  };
  let events = 0;
  let gaps = 0;
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (all, redact) => {
      const world = createWorld(scenario);
      const act = async () => {
        for (const { what: it, which, ms } of all) {
          try {
            take(world, it, which);
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
          await world.advance(ms);
        }
      };
      const first = await record(world, act, { details: true }, redact);
      events += first.events.length;
      gaps += first.events.filter(event => event.type === 'gap').length;
      const again = createWorld(first.start);
      expect(await record(again, () => again.play(first), { details: true }, false)).toEqual(first);
      await again.advance(world.now.getTime() - again.now.getTime());
      // As a capture of the first world has it, redacted or not.
      const whole = await world.module.localHost().capture({ redact: false });
      const captured = redact ? redactScenario(whole) : whole;
      expect(redactScenario(redactScenario(whole))).toEqual(redactScenario(whole));
      // A world begins at a full millisecond.
      const { now: _, ...capturedAgain } = await createWorld(captured).module.localHost().capture({ redact: false });
      expect({ now: captured.now, ...capturedAgain }).toEqual(captured);
      if (!redact) expect(await view(again)).toEqual(await view(world));
    }),
    { numRuns: 60 },
  );
  expect(events).toBeGreaterThan(200);
  expect(gaps).toBeGreaterThan(5);
}, 60_000);

/** The sessions as far as a recording tells of them. */
async function view(world: World) {
  const sessions = await world.module.localHost().sessions({ details: true });
  return sessions.map(({ takenAt, currentTime, key, host, ...rest }) => rest);
}

describe('recordEvents()', () => {
  it('keeps whose session was the current one', async () => {
    const world = createWorld({ ...scenario, caller: { sessionId: 2 } });
    const { start } = await record(world, async () => {}, { details: true }, false);
    expect(start.caller).toEqual({ sessionId: 2 });
    expect((await createWorld(start).module.localHost().session('current')).id).toBe(2);
  });

  it('marks what was lost, and goes on with what was there afterwards', async () => {
    const world = createWorld(scenario);
    const { events } = await record(
      world,
      async () => {
        world.dropEvents({ types: ['logoff', 'terminate'] });
        world.logoff(2);
        world.overflow(3);
        await world.settled();
      },
      { details: true },
      false,
    );
    const gap = events.find(it => it.type === 'gap');
    expect(gap).toMatchObject({ type: 'gap', reason: 'slow', missed: 3 });
    expect(gap?.type === 'gap' && gap.sessions?.map(it => it.id)).not.toContain(2);
  });

  it('keeps what it has when the watch fails, and says why it ended', async () => {
    const world = createWorld(scenario);
    const recording = recordEvents(world.module.localHost().watch({ details: true }), { redact: false });
    await world.settled();
    await world.advance(500);
    world.lock(2);
    await world.settled();
    world.fail('WTSEnumerateSessionsExW', { code: 'ERROR_ACCESS_DENIED' });
    world.fail('WTSQuerySessionInformationW', { code: 'ERROR_ACCESS_DENIED' });
    world.overflow();
    await world.settled();
    const { events, failed } = await recording;
    expect(events).toMatchObject([
      { type: 'lock', at: 500, sessionId: 2 },
      { type: 'gap', at: 500 },
    ]);
    expect(failed?.code).toBe('ERROR_ACCESS_DENIED');
  });

  it('keeps what it has when the signal of the watch ends it', async () => {
    const world = createWorld(scenario);
    const end = new AbortController();
    const watch = world.module.localHost().watch({ details: true, signal: end.signal });
    const recording = recordEvents(watch, { redact: false });
    await world.settled();
    world.lock(2);
    await world.settled();
    end.abort();
    const { events, failed } = await recording;
    expect(events).toMatchObject([{ type: 'lock', sessionId: 2 }]);
    expect(failed).toBeUndefined();
  });

  it('rejects when there was nothing to keep', async () => {
    const world = createWorld(scenario);
    world.fail('WTSEnumerateSessionsExW', { code: 'ERROR_ACCESS_DENIED' });
    const recording = recordEvents(world.module.localHost().watch({ details: true }));
    await expect(recording).rejects.toMatchObject({ code: 'ERROR_ACCESS_DENIED' });
  });
});

describe('play()', () => {
  const recording: Recording = {
    version: 1,
    start: { version: 1, now: '2026-03-04T09:00:00.000Z', hosts: [{ name: 'X', sessions: [{ id: 0 }, { id: 1 }] }] },
    events: [
      { at: 1_000, type: 'create', sessionId: 5 },
      { at: 1_000, type: 'remoteConnect', sessionId: 5 },
      { at: 2_000, type: 'logon', sessionId: 5 },
      { at: 3_000, type: 'lock', sessionId: 5 },
      { at: 4_000, type: 'remoteDisconnect', sessionId: 5 },
      { at: 5_000, type: 'remoteConnect', sessionId: 5 },
      { at: 5_500, type: 'unlock', sessionId: 9 },
      { at: 6_000, type: 'logoff', sessionId: 5 },
      { at: 7_000, type: 'terminate', sessionId: 5 },
    ],
  };

  it('makes up what a recording without details does not say', async () => {
    const world = createWorld(recording.start);
    const seen: unknown[] = [];
    const watch = world.module.localHost().watch({ details: true });
    (async () => {
      for await (const event of watch) {
        if (event.sessionId === undefined) continue;
        const { state, user, lock } = event.session ?? {};
        seen.push([event.type, event.time.getTime() - Date.parse(recording.start.now!), state, user, lock]);
      }
    })();
    await world.settled();
    await world.play(recording);
    expect(seen).toEqual([
      ['create', 1_000, 'connected', undefined, 'unknown'],
      ['remoteConnect', 1_000, 'connected', undefined, 'unknown'],
      ['logon', 2_000, 'active', 'user5', 'unlocked'],
      ['lock', 3_000, 'active', 'user5', 'locked'],
      ['remoteDisconnect', 4_000, 'disconnected', 'user5', 'locked'],
      ['remoteConnect', 5_000, 'active', 'user5', 'locked'],
      ['unlock', 5_500, undefined, undefined, undefined],
      ['logoff', 6_000, 'connected', undefined, 'unknown'],
      ['terminate', 7_000, undefined, undefined, undefined],
    ]);
  });

  it('follows another clock', async () => {
    vi.useFakeTimers({ now: Date.parse('2030-01-01T00:00:00Z') });
    const world = createWorld(scenario, { clock: 'date' });
    const session = { user: 'zoe', domain: 'CORP', name: 'RDP-Tcp#9', logonTime: '2026-03-04T09:00:02.000Z' };
    const played = world.play({
      version: 1,
      start: scenario,
      events: [
        { at: 2_000, type: 'logon', sessionId: 7, session },
        { at: 3_000, type: 'terminate', sessionId: 7, session: null },
      ],
    });
    const there = () => world.module.localHost().findSession({ id: 7 });
    await vi.advanceTimersByTimeAsync(1_999);
    expect(await there()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    // Two seconds after the start of the recording, on this clock.
    expect(await there()).toMatchObject({ user: 'zoe', logonTime: new Date('2030-01-01T00:00:02Z') });
    await vi.advanceTimersByTimeAsync(1_000);
    await played;
    expect(await there()).toBeUndefined();
  });

  it('goes through the faults that a world has', async () => {
    const world = createWorld(recording.start);
    const locks: unknown[] = [];
    const watch = world.module.localHost().watch();
    watch.on('lock', it => locks.push(it)).on('logon', it => locks.push(it));
    await world.settled();
    world.dropEvents({ types: ['lock'] });
    await world.play(recording);
    expect(locks).toMatchObject([{ type: 'logon' }]);
    await watch.close();
  });

  for (const [what, wrong, path] of [
    ['no recording', null, 'the recording must be an object'],
    ['another version', { ...recording, version: 2 }, 'version must be 1, not 2'],
    [
      'a wrong start',
      { ...recording, start: { version: 1, hosts: [{ nmae: 'X' }] } },
      'start hosts[0].nmae is not known',
    ],
    ['no events', { ...recording, events: {} }, 'events must be an array'],
    ['a wrong type', { ...recording, events: [{ at: 0, type: 'logn', sessionId: 1 }] }, 'did you mean logon?'],
    [
      'a wrong time',
      { ...recording, events: [{ at: '1', type: 'logon', sessionId: 1 }] },
      'events[0].at must be a number',
    ],
    [
      'a gap without a reason',
      { ...recording, events: [{ at: 1, type: 'gap' }] },
      'events[0].reason must be one of slow',
    ],
    [
      'a gap with a wrong session',
      { ...recording, events: [{ at: 1, type: 'gap', reason: 'slow', sessions: [{ user: 7 }] }] },
      'events[0].sessions[0].user must be a string or null',
    ],
    ['no session', { ...recording, events: [{ at: 1, type: 'logon' }] }, 'events[0].sessionId must be a whole number'],
    [
      'a wrong session',
      { ...recording, events: [{ at: 1, type: 'logon', sessionId: 1, session: { user: 7 } }] },
      'events[0].session.user must be a string or null',
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const world = createWorld(recording.start);
      await expect(world.play(wrong)).rejects.toThrow(path);
      await expect(world.play(wrong)).rejects.toMatchObject({ name: 'TypeError', code: 'ERR_INVALID_RECORDING' });
    });
  }
});
