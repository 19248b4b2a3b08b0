import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ticksOf } from '../../../../lib/base/ticks.js';
import { createWorld } from '../../../../lib/mock/index.js';
import type { TerminalCallHandler } from '../../../../lib/mock/terminal/raw-calls.js';
import { makeClock } from '../../../../lib/mock/world/clock/make-clock.js';
import { OtherClock } from '../../../../lib/mock/world/clock/other-clock.js';

afterEach(() => {
  vi.useRealTimers();
});

describe("the world's own clock", () => {
  it('stands still until it is moved', async () => {
    const world = createWorld({ version: 1, now: '2026-01-02T03:04:05.678Z' });
    await new Promise(resolve => setTimeout(resolve, 5));
    expect(world.now).toEqual(new Date('2026-01-02T03:04:05.678Z'));
    await world.advance(1_500);
    expect(world.now).toEqual(new Date('2026-01-02T03:04:07.178Z'));
    await expect(world.advance(-1)).rejects.toThrow(RangeError);
  });

  it('fires what is due in order, with promise jobs in between', async () => {
    const world = createWorld();
    const host = world.module.localHost();
    const seen: string[] = [];
    const ask = (title: string, expires: number) => {
      return host
        .message(1, 'x', { title, expires, wait: true })
        .then(answer => seen.push(`${title} ${answer} ${world.now.getSeconds()}`));
    };
    const all = [ask('late', 3_000), ask('early', 1_000).then(() => ask('next', 1_000))];
    await world.advance(10_000);
    await Promise.all(all);
    expect(seen).toEqual(['early expired 1', 'next expired 2', 'late expired 3']);
  });

  it('fires a timeout of a call', async () => {
    const world = createWorld();
    using _hang = world.hang();
    const listed = world.module.localHost().sessions({ timeout: 5_000 });
    const failed = expect(listed).rejects.toMatchObject({ name: 'TimeoutError', code: 'ETIMEDOUT' });
    await world.advance(5_000);
    await failed;
  });

  it('needs nothing that fake timers take away', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Date'] });
    // Workers of this runner cannot fake it, so it must not be used at all.
    const nextTick = vi.spyOn(process, 'nextTick').mockImplementation(() => {});
    const world = createWorld();
    const host = world.module.localHost();
    const id = world.logon({ user: 'anna', client: { name: 'A' } });
    expect(await host.sessions({ details: true })).toHaveLength(4);
    await host.logoff(id);
    const remote = await world.module.openHost(world.host('rds01').name);
    expect(await remote.processes()).not.toHaveLength(0);
    await remote.close();
    await world.advance(1_000);
    await world.settled();
    expect(vi.getTimerCount()).toBe(0);
    expect(nextTick).not.toHaveBeenCalled();
    nextTick.mockRestore();
  });
});

describe("the clock 'date'", () => {
  it('goes with fake timers', async () => {
    vi.useFakeTimers();
    const world = createWorld(undefined, { clock: 'date', as: 'system' });
    const host = world.module.localHost();
    const anna = world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });
    vi.advanceTimersByTime(31 * 60_000);
    expect(await host.session(anna)).toMatchObject({ idleMs: 31 * 60_000 });
    expect(world.now.getTime()).toBe(Date.now());
    const answer = host.message(anna, 'Still there?', { wait: true, expires: 60_000 });
    await world.settled();
    vi.advanceTimersByTime(60_000);
    expect(await answer).toBe('expired');
  });

  it('keeps the idle times of a scenario of another day', async () => {
    const sessions = [{ id: 2, user: 'anna', lastInputTime: '2020-01-01T11:50:00Z' }];
    const scenario = { version: 1, now: '2020-01-01T12:00:00Z', hosts: [{ sessions }] };
    vi.useFakeTimers({ now: Date.parse('2026-03-04T05:06:07Z') });
    const world = createWorld(scenario, { clock: 'date' });
    expect(await world.module.localHost().session(2)).toMatchObject({
      idleMs: 600_000,
      lastInputTime: new Date('2026-03-04T04:56:07Z'),
    });
  });
});

describe('a clock of one’s own', () => {
  it('fires what is due at the next raw call', async () => {
    let now = 1_000_000;
    const world = createWorld(undefined, { clock: { now: () => now } });
    const answer = world.module.localHost().message(1, 'x', { wait: true, expires: 1_000 });
    await world.settled();
    now += 1_000;
    expect(world.messages).toHaveLength(1);
    world.module.activeConsoleSessionId();
    expect(await answer).toBe('expired');
    expect(world.now).toEqual(new Date(now));
  });
});

it('says so when it cannot move a clock', async () => {
  const world = createWorld(undefined, { clock: 'date' });
  await expect(world.advance(1)).rejects.toThrow('this world goes by another clock');
  await expect(world.advance(0)).resolves.toBeUndefined();
});

describe('a clock that is set', () => {
  const NOW = Date.parse('2026-01-02T03:00:00Z');
  const HOUR = 3_600_000;
  const make = () => {
    const world = createWorld({ version: 1, now: '2026-01-02T03:00:00Z', caller: { sessionId: 2 } }, { as: 'system' });
    const id = world.logon({ user: 'anna', client: { name: 'A' } });
    return { world, id, host: world.module.localHost() };
  };

  it('shows another time, and what has happened keeps its times', async () => {
    const { world, id, host } = make();
    world.setClock(NOW - HOUR);
    expect(world.now).toEqual(new Date(NOW - HOUR));
    expect(await host.session(id)).toMatchObject({ currentTime: new Date(NOW - HOUR), logonTime: new Date(NOW) });
    world.setClock(new Date(NOW + HOUR));
    const next = world.logon({ user: 'ben', client: { name: 'B' } });
    expect(await host.session(next)).toMatchObject({ logonTime: new Date(NOW + HOUR) });
    await world.advance(1_000);
    expect(world.now).toEqual(new Date(NOW + HOUR + 1_000));
  });

  it('makes nothing due, and nothing late', async () => {
    const { world, id, host } = make();
    const answer = host.message(id, 'x', { wait: true, expires: 10_000 });
    await world.advance(1_000);
    world.setClock(NOW + HOUR);
    await world.settled();
    expect(world.messages).toHaveLength(1);
    world.setClock(NOW - HOUR);
    await world.advance(8_999);
    expect(world.messages).toHaveLength(1);
    await world.advance(1);
    expect(await answer).toBe('expired');
  });

  it('of one host leaves those of the others as they are', async () => {
    const { world, id, host } = make();
    const rds = world.host('RDS01');
    const zoe = rds.logon({ user: 'zoe', client: { name: 'Z' } });
    rds.setClock(NOW - HOUR);
    world.setClock(NOW + HOUR);
    await using remote = await world.module.openHost('RDS01');
    expect(await remote.session(zoe)).toMatchObject({ currentTime: new Date(NOW - HOUR), logonTime: new Date(NOW) });
    expect(await host.session(id)).toMatchObject({ currentTime: new Date(NOW + HOUR) });
    const yan = rds.logon({ user: 'yan', client: { name: 'Y' } });
    await world.advance(60_000);
    expect(await remote.session(yan)).toMatchObject({
      currentTime: new Date(NOW - HOUR + 60_000),
      logonTime: new Date(NOW - HOUR),
      idleMs: 60_000,
    });
  });

  it('does not change how long ago the last input was', async () => {
    const { world, host } = make();
    const age = () => (world as unknown as TerminalCallHandler).ask(undefined, 'GetLastInputInfo', {});
    await world.advance(5_000);
    world.setClock(NOW - HOUR);
    expect(age()).toEqual({ ok: true, value: 5_000 });
    await world.advance(1_000);
    world.setClock(NOW + HOUR);
    expect(age()).toEqual({ ok: true, value: 6_000 });
    world.input(2);
    expect(age()).toEqual({ ok: true, value: 0 });
    world.setClock(NOW);
    expect(age()).toEqual({ ok: true, value: 0 });
    expect((await host.sessions()).length).toBeGreaterThan(0);
  });

  it('is written and read', async () => {
    const { world } = make();
    world.host('RDS01').setClock(NOW - 90_000);
    world.host('RDS02').logon({ user: 'zoe', client: { name: 'Z' } });
    const written = world.toScenario();
    expect(written.hosts?.map(it => it.clockOffset)).toEqual([undefined, -90_000, undefined]);
    const copy = createWorld(written, { as: 'system' });
    expect(copy.toScenario()).toEqual(written);
    const yan = copy.host('RDS01').logon({ user: 'yan', client: { name: 'Y' } });
    await using remote = await copy.module.openHost('RDS01');
    expect(await remote.session(yan)).toMatchObject({ logonTime: new Date(NOW - 90_000) });
  });

  it('that a scenario sets off is the one by which its sessions are logged on', async () => {
    const hosts = [{ name: 'HERE' }, { name: 'RDS01', clockOffset: 60_000, sessions: [{ id: 2, user: 'anna' }] }];
    const world = createWorld({ version: 1, now: '2026-01-02T03:00:00Z', hosts });
    await using remote = await world.module.openHost('RDS01');
    const time = new Date(NOW + 60_000);
    expect(await remote.session(2)).toMatchObject({ logonTime: time, currentTime: time });
    for (const [wrong, message] of [
      [{ clockOffset: 1 }, 'hosts[0].clockOffset is for other hosts'],
      [{ local: false, clockOffset: -1e15 }, 'hosts[0].clockOffset leads to no time'],
      [{ local: false, clockOffset: 0.5 }, 'hosts[0].clockOffset must be a whole number'],
    ] as const) {
      expect(() => createWorld({ version: 1, hosts: [wrong] })).toThrow(message);
    }
  });

  it.each([Number.NaN, Date.UTC(1601, 0, 1), Date.UTC(10_000, 0, 1), new Date(Number.NaN)])(
    'is not set to %s',
    time => {
      expect(() => createWorld().setClock(time)).toThrow('a clock shows a time between 1601 and 9999');
    },
  );

  it('is another one’s own where the world goes by it, but not that of another host', async () => {
    const world = createWorld(undefined, { clock: { now: () => NOW } });
    expect(() => world.setClock(0)).toThrow('this world goes by another clock: set that one');
    world.host('RDS01').setClock(NOW + HOUR);
    await using remote = await world.module.openHost('RDS01');
    expect(await remote.session(1)).toMatchObject({ currentTime: new Date(NOW + HOUR) });
  });
});

describe('the times of what happens', () => {
  it('are never the same, however many there are in one millisecond and however often clocks are set', () => {
    const set = fc.record({ far: fc.boolean(), to: fc.integer({ min: 0, max: 3 }) });
    const act = fc.oneof(
      fc.record({ far: fc.boolean(), stamps: fc.integer({ min: 1, max: 30 }) }),
      set,
      fc.record({ ms: fc.integer({ min: 0, max: 8 }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), acts => {
        const clock = makeClock('world', 1_000);
        const host = { clockOffset: 0 };
        const other = new OtherClock(clock, host);
        const seen = { near: new Set<bigint>(), far: new Set<bigint>() };
        let latest = 0;
        for (const it of acts) {
          // Half a millisecond goes by as well.
          if ('ms' in it) clock.moveTo(clock.elapsed() + it.ms / 2);
          else if ('to' in it) {
            const before = Math.floor(clock.now());
            (it.far ? other : clock).set(1_000 + it.to);
            // The other host's goes on as it was.
            host.clockOffset -= Math.floor(clock.now()) - before;
          } else {
            const [clockOf, times] = it.far ? [other, seen.far] : [clock, seen.near];
            for (let i = 0; i < it.stamps; i++) {
              const before = clockOf.ticks();
              const time = clockOf.stamp();
              expect(times.has(time)).toBe(false);
              times.add(time);
              expect(time).toBe(before);
              expect(clockOf.ticks()).toBeGreaterThan(time);
            }
          }
          expect(clock.monotonic()).toBeGreaterThanOrEqual(latest);
          latest = clock.monotonic();
        }
      }),
      { numRuns: 300 },
    );
  });

  it('find room beyond their millisecond when there are too many for it', () => {
    const clock = makeClock('world', 0);
    const times = new Set<bigint>();
    for (let i = 0; i < 15_000; i++) times.add(clock.stamp());
    clock.moveTo(1);
    for (let i = 0; i < 15_000; i++) times.add(clock.stamp());
    expect(times.size).toBe(30_000);
    clock.moveTo(10);
    expect(clock.stamp()).toBe(ticksOf(10));
  });

  it('are not those that a scenario gave to other logons', async () => {
    const logonTime = '2026-01-02T03:00:00.000Z';
    const hosts = [{ sessions: [{ id: 2, user: 'anna', logonTime }] }];
    const world = createWorld({ version: 1, now: logonTime, hosts });
    const host = world.module.localHost();
    const { key } = await host.session(2);
    world.logoff(2);
    expect(world.logon({ user: 'ben', client: { name: 'B' } })).toBe(2);
    expect((await host.session(2)).key).not.toBe(key);
  });
});
