import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWorld } from '../../../lib/mock/index.js';

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
