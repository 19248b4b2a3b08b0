import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import type { SessionEvent } from '../../../../lib/terminal/watch/types.js';
import { scenario, short, watched } from './harness.js';

describe('a slow reader', () => {
  const slowReader = async (queue: number) => {
    const world = createWorld(scenario);
    const watch = world.module.localHost().watch({ queue });
    const reader = watch[Symbol.asyncIterator]();
    await world.settled();
    expect((await reader.next()).value?.type).toBe('snapshot');
    return { world, watch, next: async (): Promise<SessionEvent> => (await reader.next()).value };
  };

  it('gets the exact number of events that it missed, then a snapshot', async () => {
    const { world, next } = await slowReader(5);
    for (let i = 0; i < 7; i++) world.lock(2);
    await world.settled();
    const gap = await next();
    expect(gap).toMatchObject({ type: 'gap', reason: 'slow', missed: 7 });
    const snapshot = await next();
    expect(snapshot).toMatchObject({ type: 'snapshot' });
    world.unlock(2);
    expect(short(await next())).toEqual(['unlock', 2]);
  });

  it('misses nothing as long as its queue has room', async () => {
    const { world, next } = await slowReader(5);
    for (let i = 0; i < 5; i++) world.lock(2);
    await world.settled();
    for (let i = 0; i < 5; i++) expect(short(await next())).toEqual(['lock', 2]);
  });

  it('gets a snapshot that shows what it missed, even if the host answers slowly', async () => {
    const { world, next } = await slowReader(2);
    using _late = world.delay('WTSQuerySessionInformationW', 500);
    for (const id of [2, 3, 2]) world.lock(id);
    await world.settled();
    const gap = next();
    const snapshot = next();
    await world.settled();
    world.unlock(3);
    await world.advance(5_000);
    // Events during the wait for the snapshot are in the snapshot and in the count.
    expect(await gap).toMatchObject({ type: 'gap', missed: 4 });
    const it = await snapshot;
    const locks = it.type === 'snapshot' && it.sessions.map(({ id, lock }) => [id, lock]);
    expect(locks).toEqual(
      expect.arrayContaining([
        [2, 'locked'],
        [3, 'unlocked'],
      ]),
    );
  });

  it('that comes late begins with a snapshot that shows what was reported before', async () => {
    const { world, watch } = await slowReader(10);
    using _late = world.delay('WTSQuerySessionInformationW', 500);
    world.lock(2);
    await world.settled();
    const reader = watch[Symbol.asyncIterator]();
    const first = reader.next();
    await world.advance(500);
    const { value }: { value: SessionEvent | undefined } = await first;
    expect(value?.type === 'snapshot' && value.sessions.find(({ id }) => id === 2)?.lock).toBe('locked');
    world.unlock(2);
    expect(short((await reader.next()).value!)).toEqual(['unlock', 2]);
  });

  it('delays no other reader', async () => {
    const { world, watch } = await slowReader(2);
    const events: unknown[] = [];
    watch.on('lock', it => events.push(short(it)));
    for (let i = 0; i < 100; i++) world.lock(2);
    await world.settled();
    expect(events).toHaveLength(100);
  });
});

describe('lost notices', () => {
  it('between Windows and the window are a gap without a count', async () => {
    const { world, watch, reported } = await watched();
    world.lock(2);
    {
      using _drop = world.dropEvents();
      world.lock(3);
      world.overflow();
    }
    world.unlock(2);
    await world.settled();
    expect(reported()).toEqual([['lock', 2], ['gap', 'slow', undefined], 'snapshot', ['unlock', 2]]);
    expect(watch.sessions.get(3)?.lock).toBe('locked');
  });

  it('are a gap with their number where that is known', async () => {
    const { world, reported } = await watched({ types: ['lock'] });
    world.overflow(17);
    await world.settled();
    // Also when `types` has neither of them.
    expect(reported()).toEqual([['gap', 'slow', 17], 'snapshot']);
  });

  it('are counted when 16,384 were already waiting', async () => {
    const { world, reported } = await watched({ queue: 100_000 });
    for (let i = 0; i < 20_000; i++) world.lock(2 + (i % 2));
    await world.settled();
    const all = reported();
    expect(all).toHaveLength(16_384 + 2);
    expect(all.slice(-2)).toEqual([['gap', 'slow', 20_000 - 16_384], 'snapshot']);
  });

  it('leave a correct table after the snapshot, with and without details', async () => {
    for (const details of [true, false]) {
      const { world, watch } = await watched({ details });
      {
        using _drop = world.dropEvents();
        world.logoff(3);
        world.logon({ user: 'zoe', client: { name: 'Z' } });
      }
      await world.settled();
      expect(watch.sessions.get(3)?.user).toBe('ben');
      world.overflow(4);
      await world.settled();
      expect(watch.sessions.get(3)?.user).toBe('zoe');
      expect(watch.sessions.size).toBe(5);
    }
  });
});
