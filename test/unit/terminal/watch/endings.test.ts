import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BackendContract } from '../../../../lib/backend-contract.js';
import type { Clock } from '../../../../lib/base/clock.js';
import { createWorld } from '../../../../lib/mock/index.js';
import { createWinstation } from '../../../../lib/winstation.js';
import { NOTHING_OPEN, open, scenario, short, unhandled, watched } from './harness.js';

afterEach(() => {
  vi.useRealTimers();
});

describe('nothing is left', () => {
  it('after close()', async () => {
    const { world, watch, ended } = await watched();
    expect(open(world)).toEqual({ windows: 1, registered: 1, waits: 0 });
    await watch.close();
    await watch.close();
    expect(await ended).toBe('end');
    expect(open(world)).toEqual(NOTHING_OPEN);
    expect(world.calls.at(-1)?.name).toBe('WTSUnRegisterSessionNotificationEx');
    world.lock(2);
    await world.settled();
  });

  it('after close(), queued events can still be read', async () => {
    const world = createWorld(scenario);
    const watch = world.module.localHost().watch();
    const reader = watch[Symbol.asyncIterator]();
    await world.settled();
    world.lock(2);
    await world.settled();
    await watch.close();
    const read = [await reader.next(), await reader.next(), await reader.next(), await reader.next()];
    expect(read.map(({ value, done }) => (done ? 'done' : short(value)))).toEqual([
      'snapshot',
      ['lock', 2],
      'done',
      'done',
    ]);
  });

  it('after break', async () => {
    const world = createWorld(scenario);
    for await (const event of world.module.localHost().watch()) {
      expect(event.type).toBe('snapshot');
      break;
    }
    expect(open(world)).toEqual(NOTHING_OPEN);
  });

  it('after break of the last of two readers, and not before', async () => {
    const world = createWorld(scenario);
    const watch = world.module.localHost().watch();
    const [first, second] = [watch[Symbol.asyncIterator](), watch[Symbol.asyncIterator]()];
    await first.next();
    await first.return?.();
    expect(open(world)?.registered).toBe(1);
    expect((await second.next()).value?.type).toBe('snapshot');
    await second.return?.();
    expect(open(world)).toEqual(NOTHING_OPEN);
  });

  it('after break while a listener is there: the listener goes on', async () => {
    const world = createWorld(scenario);
    const watch = world.module.localHost().watch();
    const locks: unknown[] = [];
    watch.on('lock', it => locks.push(it));
    for await (const _ of watch) break;
    world.lock(2);
    await world.settled();
    expect(locks).toHaveLength(1);
    await watch.close();
    expect(open(world)).toEqual(NOTHING_OPEN);
  });

  it('after `await using`', async () => {
    const world = createWorld(scenario);
    {
      await using watch = world.module.localHost().watch();
      await watch.ready;
      expect(open(world)?.registered).toBe(1);
    }
    expect(open(world)).toEqual(NOTHING_OPEN);
  });

  it('after the abort of the signal, which the reader gets as an error', async () => {
    const world = createWorld(scenario);
    const stop = new AbortController();
    const { ended } = await watched({ signal: stop.signal }, world);
    stop.abort(new Error('enough'));
    expect(await ended).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: { message: 'enough' } });
    expect(open(world)).toEqual(NOTHING_OPEN);
  });

  it('when it is closed before it is armed', async () => {
    const world = createWorld(scenario);
    for (const syscall of ['CreateThread', 'WTSRegisterSessionNotificationEx', 'WTSEnumerateSessionsExW'] as const) {
      const hold = world.hold(syscall);
      const { watch, ended } = await watched({}, world);
      await watch.close();
      await expect(watch.ready).rejects.toMatchObject({ name: 'AbortError' });
      expect(await ended).toBe('end');
      hold.end();
      await world.settled();
      expect(open(world), syscall).toEqual(NOTHING_OPEN);
    }
  });

  it('when it is closed while its window asks for the service', async () => {
    const world = createWorld(scenario);
    world.delay('NotifyServiceStatusChangeW', 1, { after: 1 });
    const { watch } = await watched({}, world);
    await watch.close();
    await world.advance(10);
    expect(open(world)).toEqual(NOTHING_OPEN);
  });

  it('while a reader waits to catch up with a host that hangs', async () => {
    const world = createWorld(scenario);
    const watch = world.module.localHost().watch({ queue: 1 });
    const reader = watch[Symbol.asyncIterator]();
    await world.settled();
    using _hang = world.hang();
    for (let i = 0; i < 5; i++) world.lock(2);
    await world.settled();
    const next = reader.next();
    const late = watch[Symbol.asyncIterator]().next();
    await watch.close();
    // Five locks. The snapshot was not read either, but it is not an event that happened.
    expect((await next).value).toMatchObject({ type: 'gap', missed: 5 });
    expect((await reader.next()).value?.type).toBe('snapshot');
    expect((await reader.next()).done).toBe(true);
    expect((await late).done).toBe(true);
  });

  it('of timers, whatever the watch was doing', async () => {
    vi.useFakeTimers();
    const world = createWorld(scenario, { clock: 'date' });
    const host = await world.module.openHost('THERE');
    const remote = await watched({ poll: 500 }, world, host);
    const local = await watched({}, world);
    const once = world.module.localHost().once('logon', { timeout: 60_000 });
    await world.settled();
    expect(vi.getTimerCount()).toBeGreaterThan(2);
    world.stopTerminalServices();
    await world.settled();
    world.logon({ user: 'dora' });
    world.startTerminalServices();
    await world.settled();
    world.notice(5, 2);
    expect((await once).type).toBe('logon');
    await remote.watch.close();
    await local.watch.close();
    await host.close();
    await world.settled();
    expect(vi.getTimerCount()).toBe(0);
    expect(open(world)).toEqual(NOTHING_OPEN);
    expect(open(world, 'THERE')).toEqual(NOTHING_OPEN);
  });

  it('of a remote watch when its host is closed', async () => {
    const world = createWorld(scenario);
    const host = await world.module.openHost('THERE');
    const { ended } = await watched({}, world, host);
    await host.close();
    expect(await ended).toMatchObject({ code: 'ERR_WINSTATION_HOST_CLOSED' });
    await world.settled();
    expect(open(world, 'THERE')).toEqual(NOTHING_OPEN);
    const opened = world.calls.filter(call => call.name === 'WTSOpenServerExW').length;
    expect(world.calls.filter(call => call.name === 'WTSCloseServer')).toHaveLength(opened);
  });
});

describe('a process', () => {
  const counted = () => {
    const world = createWorld(scenario);
    let kept = 0;
    const backend = world.backend as unknown as BackendContract;
    const keep = () => {
      kept += 1;
      let held = true;
      return () => {
        if (held) kept -= 1;
        held = false;
      };
    };
    const own = backend.clock;
    const clock: Clock = {
      now: () => own.now(),
      monotonic: () => own.monotonic(),
      grain: own.grain,
      after: (ms, due) => own.after(ms, due),
      keep,
    };
    const contract: BackendContract = { ...backend, clock };
    return { world, module: createWinstation(() => contract), kept: () => kept };
  };

  it('is kept alive by a watch until that is closed or unref()ed', async () => {
    const { world, module, kept } = counted();
    const watch = module.localHost().watch();
    await world.settled();
    expect(kept()).toBe(1);
    expect(watch.unref()).toBe(watch);
    expect(kept()).toBe(0);
    watch.ref().ref();
    expect(kept()).toBe(1);
    await watch.close();
    expect(kept()).toBe(0);
    watch.ref();
    expect(kept()).toBe(0);
  });

  it('is kept alive by neither the window nor the wait of an unref()ed watch, but by the calls that it makes', async () => {
    const { world, module, kept } = counted();
    const host = await module.openHost('THERE');
    const watches = [host.watch().unref(), module.localHost().watch().unref()];
    await world.settled();
    expect(kept()).toBe(0);
    const hold = world.hold('WTSEnumerateSessionsExW');
    world.lock(2);
    await world.settled();
    expect(kept()).toBeLessThanOrEqual(1);
    hold.end();
    await world.advance(10_000);
    expect(kept()).toBe(0);
    for (const watch of watches) await watch.close();
  });
});

describe('an error', () => {
  const fail = () => {
    const world = createWorld(scenario);
    world.fail('WTSRegisterSessionNotificationEx', { code: 'ERROR_ACCESS_DENIED' });
    return world;
  };

  it('that nobody gets is an unhandled rejection', async () => {
    const world = fail();
    const seen = await unhandled(async () => {
      world.module.localHost().watch();
      await world.settled();
    });
    expect(seen).toMatchObject([{ code: 'ERROR_ACCESS_DENIED' }]);
  });

  it('that a listener or a reader gets is not', async () => {
    const world = fail();
    const heard: unknown[] = [];
    const seen = await unhandled(async () => {
      world.module
        .localHost()
        .watch()
        .on('error', it => heard.push(it));
      await watched({}, world);
      await expect(world.module.localHost().once('logon')).rejects.toMatchObject({ code: 'ERROR_ACCESS_DENIED' });
    });
    expect(heard).toHaveLength(1);
    expect(seen).toEqual([]);
  });

  it('of a list ends the watch', async () => {
    const world = createWorld(scenario);
    world.fail('WTSEnumerateSessionsExW', { code: 'ERROR_ACCESS_DENIED' });
    const { ended } = await watched({}, world);
    expect(await ended).toMatchObject({ code: 'ERROR_ACCESS_DENIED' });
    expect(open(world)).toEqual(NOTHING_OPEN);
  });

  it('that a listener throws stops no other listener, and is not lost', async () => {
    const { world, watch, reported } = await watched();
    const heard: string[] = [];
    const seen = await unhandled(async () => {
      watch.on('lock', () => {
        throw new Error('mine');
      });
      watch.on('lock', () => heard.push('second'));
      watch.on('change', () => {
        throw new Error('mine too');
      });
      world.lock(2);
      await world.settled();
      world.lock(3);
      await world.settled();
    });
    expect(heard).toEqual(['second', 'second']);
    expect(reported()).toHaveLength(2);
    expect(seen.map(it => (it as Error).message).sort()).toEqual(['mine', 'mine', 'mine too', 'mine too']);
  });
});

it('a listener that closes the watch gets no more events', async () => {
  for (const details of [true, false]) {
    const { world, watch } = await watched({ details });
    const heard: unknown[] = [];
    watch.on('lock', it => {
      heard.push(short(it));
      watch.close();
    });
    // With details the first is refreshed alone, and the others come together.
    world.unlock(3);
    world.lock(2);
    world.lock(3);
    world.lock(2);
    await world.settled();
    expect(heard).toEqual([['lock', 2]]);
    expect(open(world)).toEqual(NOTHING_OPEN);
  }
});

it('a listener that was removed gets nothing', async () => {
  const { world, watch } = await watched();
  const hear = vi.fn();
  watch.on('lock', hear).off('lock', hear);
  world.lock(2);
  await world.settled();
  expect(hear).not.toHaveBeenCalled();
});

describe('whenIdle()', () => {
  it('uses the last input for the own session, and waits again when there was new input', async () => {
    const world = createWorld(scenario);
    let done = false;
    const idle = world.module
      .localHost()
      .whenIdle('current', { forMs: 60_000 })
      .then(it => {
        done = true;
        return it;
      });
    await world.advance(40_000);
    world.input(2);
    await world.advance(59_000);
    expect(done).toBe(false);
    await world.advance(2_000);
    expect(await idle).toMatchObject({ id: 2, idleMs: 60_020 });
    expect(world.calls.some(call => call.name === 'GetLastInputInfo')).toBe(true);
  });

  it('uses the idle time for other sessions', async () => {
    const world = createWorld(scenario);
    const idle = world.module.localHost().whenIdle(3, { forMs: 1_000 });
    await world.advance(2_000);
    expect(await idle).toMatchObject({ id: 3, idleMs: 1_020 });
    expect(world.calls.some(call => call.name === 'GetLastInputInfo')).toBe(false);
  });
});
