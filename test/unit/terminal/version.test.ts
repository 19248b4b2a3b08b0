import { expect, it } from 'vitest';
import type { Failure } from '../../../lib/base/answer.js';
import type { Clock } from '../../../lib/base/clock.js';
import type { SimulatedWorld } from '../../../lib/mock/create-world.js';
import { createWorld } from '../../../lib/mock/index.js';
import { isLockFlag, lockMeaning, lockWord, OWN_MEANING } from '../../../lib/terminal/sessions/lock-and-idle.js';

const words = (version: Parameters<typeof lockMeaning>[0]) =>
  [0, 1, 2, 0xffffffff, undefined].map(flag => lockWord('user', flag, lockMeaning(version)));
const windows = (major: number, minor: number) => words({ ok: true, value: { major, minor } });

const PLAIN = ['locked', 'unlocked', 'unknown', 'unknown', 'unknown'];
const SWAPPED = ['unlocked', 'locked', 'unknown', 'unknown', 'unknown'];

it('swaps the lock flags of Windows 7 and Server 2008 R2, and of no other', () => {
  expect(windows(6, 1)).toEqual(SWAPPED);
  for (const [major, minor] of [
    [5, 2],
    [6, 0],
    [6, 2],
    [6, 3],
    [6, 10],
    [10, 0],
    [10, 1],
    [61, 0],
  ] as const)
    expect(windows(major, minor)).toEqual(PLAIN);
});

it('treats a host that does not say its version as a newer one, and knows nothing before it has answered', () => {
  const refused: Failure = { ok: false, syscall: 'NetWkstaGetInfo', code: 5 };
  expect(words(refused)).toEqual(PLAIN);
  expect(lockMeaning(refused).doubt).toBe(refused);
  expect(words(undefined)).toEqual(Array(5).fill('unknown'));
  expect([0, 1, 2, 0xffffffff, undefined].map(isLockFlag)).toEqual([true, true, false, false, false]);
  expect(lockWord('free', 0, OWN_MEANING)).toBe('unknown');
});

it('asks later when too many side threads are in use', async () => {
  const user = { state: 'active', domain: 'CORP' };
  const world = createWorld({
    version: 1,
    hosts: [
      { name: 'HERE', local: true },
      { name: 'OLD', windows: '6.1', sessions: [{ id: 0 }, { id: 2, user: 'anna', lock: 'unknown', ...user }] },
    ],
  });
  const back = world.host('OLD');
  const host = await world.module.openHost('OLD');
  expect(await host.session(2)).toMatchObject({ lock: 'unknown' });
  back.lock(2);
  const boxes = Array.from({ length: 64 }, () => host.message(2, 'well?', { wait: true }));
  await world.settled();
  expect(await host.session(2)).toMatchObject({ lock: 'unknown', withheld: [] });
  expect(world.calls.map(({ name }) => name)).not.toContain('NetWkstaGetInfo');
  for (const _ of boxes) back.answerMessage(2, 'ok');
  await Promise.all(boxes);
  expect(await host.session(2)).toMatchObject({ lock: 'locked', withheld: [] });
  await host.close();
});

it('uses an answer that comes late, and does not keep the process alive for it', async () => {
  const world = createWorld({
    version: 1,
    hosts: [
      { name: 'HERE', local: true },
      { name: 'OLD', windows: '6.1', sessions: [{ id: 2, user: 'anna', lock: 'locked' }] },
    ],
  });
  const own = (world as unknown as SimulatedWorld).simulation.clock;
  let kept = 0;
  const clock: Clock = {
    now: () => own.now(),
    monotonic: () => own.monotonic(),
    grain: own.grain,
    after: (ms, due) => own.after(ms, due),
    keep: () => {
      kept += 1;
      return () => {
        kept -= 1;
      };
    },
  };
  const host = await world.module.openHost('OLD', { backend: { ...world.backend, clock } as never });
  const late = world.host('OLD').delay('NetWkstaGetInfo', 60_000);
  const first = host.session(2);
  await world.advance(1_999);
  expect(kept).toBeGreaterThan(0);
  await world.advance(1);
  expect(await first).toMatchObject({ lock: 'unknown' });
  expect(kept).toBe(0);
  await world.advance(60_000);
  expect(await host.session(2)).toMatchObject({ lock: 'locked' });
  late.end();
  await host.close();
});
