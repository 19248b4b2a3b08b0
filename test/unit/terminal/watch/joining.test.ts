import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import type { SessionEvent, SessionWatch } from '../../../../lib/terminal/watch/types.js';
import { NOTHING_OPEN, open, scenario, short, watched } from './harness.js';

const heardOf = (watch: SessionWatch) => {
  const heard: unknown[] = [];
  watch.on('snapshot', event => heard.push(event.type));
  watch.on('change', now => heard.push(['change', now.size]));
  watch.on('remoteDisconnect', event => heard.push(short(event)));
  return heard;
};

describe('a watch that begins when another is armed', () => {
  it('reports the first snapshot and the first change to listeners that are added later', async () => {
    const world = createWorld(scenario);
    const host = await world.module.openHost('THERE');
    await watched({}, world, host);
    const watch = host.watch();
    const heard = heardOf(watch);
    expect(heard).toEqual([]);
    await world.settled();
    expect(heard.slice(0, 2)).toEqual(['snapshot', ['change', 3]]);
    expect(await host.once('snapshot')).toMatchObject({ type: 'snapshot' });
    await watch.close();
    await host.close();
  });

  it('reports nothing before its snapshot, and misses nothing after it', async () => {
    const world = createWorld(scenario);
    const host = await world.module.openHost('THERE');
    const { reported } = await watched({}, world, host);
    world.host('THERE').disconnect(2);
    const late = await watched({}, world, host);
    expect(late.events[0]).toMatchObject({ type: 'snapshot' });
    const [first] = late.events;
    const shown = first?.type === 'snapshot' && first.sessions.find(({ id }) => id === 2)?.state;
    const heard = late.events.slice(1).map(short);
    // In the snapshot or after it, but not both.
    expect([shown === 'disconnected', heard.length === 1]).not.toEqual([shown !== 'disconnected', heard.length === 0]);
    expect(reported()).toEqual([['remoteDisconnect', 2]]);
    await host.close();
  });

  it('and is closed at once reports nothing', async () => {
    const world = createWorld(scenario);
    const { watch: first } = await watched({}, world);
    const watch = world.module.localHost().watch();
    const heard = heardOf(watch);
    await watch.close();
    await world.settled();
    expect(heard).toEqual([]);
    await first.close();
    expect(open(world)).toEqual(NOTHING_OPEN);
  });

  it('can join during a gap, and is ready when the gap is over', async () => {
    const world = createWorld(scenario);
    const host = await world.module.openHost('THERE');
    await watched({}, world, host);
    const cut = world.host('THERE').unreachable();
    await world.settled();
    const late = await watched({}, world, host);
    expect(late.events).toEqual([]);
    cut.end();
    await world.advance(5_000);
    expect(late.events.map(short)).toEqual(['snapshot']);
    await host.close();
  });
});

describe('before its first snapshot', () => {
  it('a watch reports no gap: the snapshot shows what has happened', async () => {
    const world = createWorld(scenario);
    const held = world.hold('WTSEnumerateSessionsExW', { times: 1 });
    const { events, watch } = await watched({}, world);
    world.lock(2);
    await world.settled();
    world.stopTerminalServices();
    await world.settled();
    held.end();
    await world.advance(2_000);
    expect(events.map(short)).toEqual(['snapshot']);
    expect(watch.sessions.get(2)?.lock).toBe('locked');
    world.lock(3);
    await world.settled();
    expect(events.slice(1).map(short)).toEqual([['lock', 3]]);
  });
});

describe('an end', () => {
  it('by break comes even if there is a listener for errors', async () => {
    const world = createWorld(scenario);
    const watch = world.module.localHost().watch();
    watch.on('error', () => {});
    for await (const _ of watch) break;
    expect(open(world)).toEqual(NOTHING_OPEN);
  });

  it('by break does not come while there is a listener for changes', async () => {
    const world = createWorld(scenario);
    const watch = world.module.localHost().watch();
    watch.on('change', () => {});
    for await (const _ of watch) break;
    expect(open(world)?.registered).toBe(1);
    await watch.close();
  });

  it('in a listener of the snapshot is followed by no change', async () => {
    for (const details of [true, false]) {
      const world = createWorld(scenario);
      const watch = world.module.localHost().watch({ details });
      let changes = 0;
      watch.on('snapshot', () => watch.close()).on('change', () => (changes += 1));
      const ready = watch.ready.catch((error: Error) => error.name);
      await world.settled();
      expect(changes).toBe(0);
      expect(await ready).toBe('AbortError');
      expect(open(world)).toEqual(NOTHING_OPEN);
    }
  });
});

describe('a cursor', () => {
  it('is iterable itself', async () => {
    const world = createWorld(scenario);
    const watch = world.module.localHost().watch();
    const cursor = watch[Symbol.asyncIterator]();
    const seen: unknown[] = [];
    const reading = (async () => {
      for await (const event of cursor) {
        seen.push(short(event));
        if (seen.length === 2) break;
      }
    })();
    await world.settled();
    world.lock(2);
    await reading;
    expect(seen).toEqual(['snapshot', ['lock', 2]]);
    expect(cursor[Symbol.asyncIterator]()).toBe(cursor);
    expect(open(world)).toEqual(NOTHING_OPEN);
  });

  it('that is behind counts events, but no snapshot', async () => {
    const world = createWorld(scenario);
    const watch = world.module.localHost().watch({ queue: 3 });
    const cursor = watch[Symbol.asyncIterator]();
    await world.settled();
    for (let i = 0; i < 4; i++) world.lock(2);
    await world.settled();
    expect((await cursor.next()).value).toMatchObject({ type: 'gap', reason: 'slow', missed: 4 });
    await watch.close();
  });

  it('that is behind adds the number of a gap, and has no number where the gap has none', async () => {
    for (const [lost, missed] of [
      [7, 11],
      [undefined, undefined],
    ] as const) {
      const world = createWorld(scenario);
      const watch = world.module.localHost().watch({ queue: 3 });
      const cursor = watch[Symbol.asyncIterator]();
      await world.settled();
      world.overflow(lost);
      await world.settled();
      for (let i = 0; i < 4; i++) world.lock(2);
      await world.settled();
      const { value }: { value: SessionEvent | undefined } = await cursor.next();
      expect(value).toMatchObject({ type: 'gap', reason: 'slow', missed });
      await watch.close();
    }
  });
});
