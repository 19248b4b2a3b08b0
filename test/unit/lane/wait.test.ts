import { beforeEach, describe, expect, it } from 'vitest';
import type { AbortSignalLike } from '../../../lib/lane/cancel.js';
import { onAbort } from '../../../lib/lane/on-abort.js';
import { Wait } from '../../../lib/lane/wait.js';
import { Waits } from '../../../lib/lane/waits.js';
import { HandClock, settle } from './fake-thread.js';

const HOUR = 3_600_000;

let clock: HandClock;
beforeEach(() => {
  clock = new HandClock();
});

const caught = (promise: Promise<unknown>) =>
  promise.then(
    value => value,
    (error: Error) => error,
  );
const never = new Promise<never>(() => {});

describe('a wait', () => {
  it.each([-HOUR, HOUR])('is not changed by a clock that is set by %i ms', async set => {
    const wait = new Wait(clock, { timeout: 300 });
    const parts = caught(wait.for(clock1(100)).then(() => wait.for(never)));
    await clock.pass(100);
    clock.wrong = set;
    await clock.pass(199);
    expect(wait.stopped).toBeUndefined();
    await clock.pass(1);
    expect(await parts).toMatchObject({ name: 'TimeoutError' });
    wait.end();
    expect(clock.timers).toBe(0);
  });

  const clock1 = (ms: number) => new Promise<void>(resolve => clock.after(ms, resolve));

  it('has one timer for all its parts, and none without a limit', async () => {
    const wait = new Wait(clock, { timeout: 10 });
    const parts = [caught(wait.for(never)), caught(wait.for(never)), caught(wait.part(undefined, it => it.for(never)))];
    expect(clock.timers).toBe(1);
    await clock.pass(10);
    for (const part of parts) expect(await part).toMatchObject({ code: 'ETIMEDOUT' });
    expect(await caught(wait.for(Promise.resolve(1)))).toMatchObject({ code: 'ETIMEDOUT' });
    expect(clock.timers).toBe(0);
    new Wait(clock, { timeout: Number.POSITIVE_INFINITY });
    expect(clock.timers).toBe(0);
  });

  it('of 0 ms ends with the next turn of the loop, not before', async () => {
    const wait = new Wait(clock, { timeout: 0 });
    expect(wait.stopped).toBeUndefined();
    await clock.pass(0);
    expect(wait.stopped?.('unknown')).toMatchObject({ name: 'TimeoutError', outcome: 'unknown' });
  });

  it('gives a part its own time, which ends only the part', async () => {
    const wait = new Wait(clock, { timeout: 100 });
    expect(await raceWith(clock.pass(10), caught(wait.part(10, it => it.for(never))))).toMatchObject({
      message: 'The call took longer than 10 ms',
    });
    expect(wait.stopped).toBeUndefined();
    const part = caught(wait.part(1_000, it => it.for(never)));
    await clock.pass(90);
    expect(await part).toMatchObject({ message: 'The call took longer than 100 ms' });
    expect(clock.timers).toBe(0);
  });

  it('waits for a while, or for less', async () => {
    const wait = new Wait(clock);
    expect(await wait.forAtMost(10, Promise.resolve('a'))).toBe('a');
    expect(await raceWith(clock.pass(10), wait.forAtMost(10, never))).toBeUndefined();
    expect(await raceWith(clock.pass(10), wait.pause(10))).toBeUndefined();
    const pause = caught(wait.pause(10));
    wait.stop(() => new Error('closed'));
    expect(await pause).toMatchObject({ message: 'closed' });
    expect(clock.timers).toBe(0);
  });

  const raceWith = async <T>(passing: Promise<void>, it: Promise<T>) => {
    await passing;
    return await it;
  };
});

describe('the waits of a host', () => {
  it('keep the process alive while a call goes on, and leave nothing behind', async () => {
    const waits = new Waits(clock);
    const abort = new AbortController();
    const calls = [
      caught(waits.during({ timeout: 5 }, wait => wait.for(never))),
      caught(waits.during({ signal: abort.signal }, wait => wait.for(never))),
      caught(waits.during({ signal: abort.signal, timeout: 9 }, async () => 'done')),
      caught(waits.during({}, wait => wait.for(never))),
    ];
    await settle();
    expect([clock.kept, clock.timers]).toEqual([3, 1]);
    abort.abort();
    await clock.pass(5);
    waits.close(() => new Error('closed'));
    expect(await Promise.all(calls)).toMatchObject([
      { name: 'TimeoutError' },
      { name: 'AbortError' },
      'done',
      { message: 'closed' },
    ]);
    expect([clock.kept, clock.timers]).toEqual([0, 0]);
    expect(await caught(waits.during({}, async () => 'more'))).toMatchObject({ message: 'closed' });
  });

  it('leave nothing behind when the signal throws', async () => {
    const signal = {
      aborted: false,
      addEventListener: () => {
        throw new Error('no listeners here');
      },
      removeEventListener: () => {},
    };
    const call = caught(new Waits(clock).during({ signal, timeout: 5 }, async () => 'done'));
    expect(await call).toMatchObject({ message: 'no listeners here' });
    expect([clock.kept, clock.timers]).toEqual([0, 0]);
  });
});

describe('a signal', () => {
  class CountedSignal implements AbortSignalLike {
    aborted = false;
    readonly listeners: (() => void)[] = [];
    added = 0;

    addEventListener(_: 'abort', listener: () => void): void {
      this.added += 1;
      this.listeners.push(listener);
    }

    removeEventListener(_: 'abort', listener: () => void): void {
      const at = this.listeners.indexOf(listener);
      if (at >= 0) this.listeners.splice(at, 1);
    }

    abort(): void {
      this.aborted = true;
      for (const listener of [...this.listeners]) listener();
    }
  }

  it('has one listener, which the last call to leave removes', () => {
    const signal = new CountedSignal();
    const heard: number[] = [];
    const leave = [1, 2, 3].map(n => onAbort(signal, () => heard.push(n)));
    expect([signal.added, signal.listeners.length]).toEqual([1, 1]);
    leave[0]?.();
    leave[0]?.();
    leave[1]?.();
    expect(signal.listeners).toHaveLength(1);
    signal.abort();
    expect(heard).toEqual([3]);
    leave[2]?.();
    expect(signal.listeners).toHaveLength(0);
    const again = onAbort(signal, () => {});
    expect(signal.listeners).toHaveLength(1);
    again();
    expect(signal.listeners).toHaveLength(0);
  });

  it('does not reach a call whose wait another one has ended', () => {
    const signal = new CountedSignal();
    const heard: string[] = [];
    let leaveSecond = () => {};
    onAbort(signal, () => {
      heard.push('first');
      leaveSecond();
    });
    leaveSecond = onAbort(signal, () => heard.push('second'));
    onAbort(signal, () => heard.push('third'));
    signal.abort();
    expect(heard).toEqual(['first', 'third']);
    expect(signal.listeners).toHaveLength(0);
  });
});
