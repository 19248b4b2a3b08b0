import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWorld, type World } from '../../../lib/mock/index.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

afterEach(() => {
  vi.useRealTimers();
});

/** The state of a promise now. */
function watchEnd(promise: Promise<unknown>): { end: unknown } {
  const seen: { end: unknown } = { end: 'pending' };
  promise.then(
    value => {
      seen.end = value ?? 'done';
    },
    error => {
      seen.end = error;
    },
  );
  return seen;
}

const UNKNOWN = { name: 'TimeoutError', code: 'ETIMEDOUT', outcome: 'unknown' };

describe('an act on a host that hangs', () => {
  async function hanging(timeout?: number) {
    const world = createWorld(undefined, { as: 'system' });
    const there = world.host('THERE');
    const anna = there.logon({ user: 'anna', client: { name: 'P' } });
    const host = await world.module.openHost('THERE', timeout === undefined ? {} : { timeout });
    there.hang();
    const ends = async (call: Promise<unknown>, ms: number) => {
      const seen = watchEnd(call);
      await world.advance(ms - 1);
      expect(seen.end).toBe('pending');
      await world.advance(1);
      return seen.end;
    };
    return { world, host, anna, ends };
  }

  it('may take as long as the message is shown, and a little longer', async () => {
    const { host, anna, ends } = await hanging();
    const asked = host.message(anna, 'Still there?', { wait: true, expires: 59_500 });
    expect(await ends(asked, 60 * SECOND + 30 * SECOND)).toMatchObject(UNKNOWN);
  });

  it('may take an hour when the message stays', async () => {
    const { host, anna, ends } = await hanging();
    expect(await ends(host.message(anna, 'Well?', { wait: true }), HOUR)).toMatchObject(UNKNOWN);
  });

  it('may take ten minutes when it is a logoff', async () => {
    const { host, anna, ends } = await hanging();
    expect(await ends(host.logoff(anna), 10 * MINUTE)).toMatchObject(UNKNOWN);
  });

  it('without `wait` may take as long as the timeout of the host', async () => {
    const own = await hanging(5 * SECOND);
    expect(await own.ends(own.host.message(own.anna, 'x'), 5 * SECOND)).toMatchObject(UNKNOWN);
    const given = await hanging();
    expect(await given.ends(given.host.logoff(given.anna, { wait: false }), 30 * SECOND)).toMatchObject(UNKNOWN);
  });

  it('of this machine has a limit too', async () => {
    const world = createWorld(undefined, { as: 'system' });
    const anna = world.logon({ user: 'anna' });
    world.hang();
    const host = world.module.localHost();
    const all = [host.message(anna, 'x'), host.logoff(anna, { wait: false })].map(watchEnd);
    await world.advance(30 * SECOND);
    for (const { end } of all) expect(end).toMatchObject({ name: 'TimeoutError' });
  });

  it('has no limit only when the caller says so', async () => {
    const { world, host, anna } = await hanging();
    const timeout = Number.POSITIVE_INFINITY;
    const all = [host.logoff(anna, { timeout }), host.message(anna, 'x', { wait: true, timeout })].map(watchEnd);
    await world.advance(48 * HOUR);
    for (const { end } of all) expect(end).toBe('pending');
    await host.close();
    await world.settled();
    for (const { end } of all) expect(end).toMatchObject({ name: 'HostClosedError', outcome: 'unknown' });
  });

  it('with a timeout of 0 ends at once', async () => {
    const { world, host, anna } = await hanging();
    const seen = watchEnd(host.logoff(anna, { timeout: 0 }));
    await world.settled();
    expect(seen.end).toMatchObject({ name: 'TimeoutError', message: 'The call took longer than 0 ms (on THERE)' });
  });
});

describe('setting the clock', () => {
  /** Processes with accounts need two questions: the first on the lane, the second on a side thread. */
  const parts = (world: World, timeout: number) =>
    watchEnd(world.module.localHost().processes({ accounts: true, timeout }));

  it.each([-HOUR, HOUR])("by %i ms does not move the end of a call that uses the clock 'date'", async set => {
    vi.useFakeTimers();
    const world = createWorld(undefined, { clock: 'date' });
    world.delay('WTSEnumerateProcessesExW', 100);
    world.hold('LookupAccountSidW');
    const seen = parts(world, 300);
    await world.settled();
    vi.setSystemTime(Date.now() + set);
    vi.advanceTimersByTime(100);
    await world.settled();
    expect(world.calls.at(-1)?.name).toBe('LookupAccountSidW');
    vi.advanceTimersByTime(199);
    await world.settled();
    expect(seen.end).toBe('pending');
    vi.advanceTimersByTime(1);
    await world.settled();
    expect(seen.end).toMatchObject({ name: 'TimeoutError', message: 'The call took longer than 300 ms (on WORLD)' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('back does not move the end of a call that uses another clock', async () => {
    let now = 1_000_000_000;
    const world = createWorld(undefined, { clock: { now: () => now } });
    world.hold('LookupAccountSidW');
    const seen = parts(world, 300);
    await world.settled();
    now -= HOUR;
    await world.settled();
    expect(seen.end).toBe('pending');
    now += 300;
    await world.settled();
    expect(seen.end).toMatchObject({ name: 'TimeoutError' });
  });
});

describe('whenIdle()', () => {
  it('waits longer than a timer of the platform can, with as few questions', async () => {
    vi.useFakeTimers();
    const world = createWorld(undefined, { clock: 'date', as: 'system' });
    const anna = world.logon({ user: 'anna', client: { name: 'P' } });
    const forMs = 0x7fffffff;
    const seen = watchEnd(world.module.localHost().whenIdle(anna, { forMs }));
    await world.settled();
    const asked = world.calls.length;
    vi.advanceTimersByTime(forMs);
    await world.settled();
    expect(world.calls.length).toBe(asked);
    vi.advanceTimersByTime(20);
    await world.settled();
    expect(seen.end).toMatchObject({ id: anna, idleMs: forMs + 20 });
    // The second question is like the first, except for the SID, which is known.
    expect(world.calls.length).toBeLessThanOrEqual(2 * asked);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes the idle time of the session where its last input is not known', async () => {
    const world = createWorld({
      version: 1,
      caller: { sessionId: 2 },
      hosts: [{ name: 'HERE', local: true, sessions: [{ id: 2, user: 'anna', protocol: 'rdp' }] }],
    });
    world.fail('GetLastInputInfo', { code: 'ERROR_UNREPORTED' });
    const seen = watchEnd(world.module.localHost().whenIdle('current', { forMs: 60_000 }));
    await world.advance(59_000);
    expect(seen.end).toBe('pending');
    await world.advance(2_000);
    expect(seen.end).toMatchObject({ id: 2, idleMs: 60_020 });
  });

  it('gives each question the timeout of its host', async () => {
    const world = createWorld();
    const there = world.host('THERE');
    const anna = there.logon({ user: 'anna', client: { name: 'P' } });
    const host = await world.module.openHost('THERE', { timeout: 5_000 });
    const seen = watchEnd(host.whenIdle(anna, { forMs: 12 * HOUR }));
    await world.advance(6 * HOUR);
    there.hang();
    await world.advance(6 * HOUR + 20);
    expect(seen.end).toBe('pending');
    await world.advance(5_000);
    expect(seen.end).toMatchObject({
      name: 'TimeoutError',
      message: 'The call took longer than 5000 ms (WTSEnumerateSessionsExW for session 2 on THERE)',
    });
    await host.close();
  });
});
