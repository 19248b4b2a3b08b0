import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterLong, type Timers } from '../../../lib/base/long-timer.js';

const DAY = 86_400_000;
const timers = globalThis as unknown as Timers;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a long timer', () => {
  it.each([0, 1_000, 2 ** 31 - 1, 2 ** 31, 30 * DAY, 100 * DAY])('fires once, after %i ms and not before', ms => {
    const due = vi.fn();
    const set = vi.spyOn(globalThis, 'setTimeout');
    afterLong({ setTimeout: globalThis.setTimeout, clearTimeout: timers.clearTimeout }, ms, due);
    vi.advanceTimersByTime(Math.max(0, ms - 1));
    expect(due).toHaveBeenCalledTimes(ms === 0 ? 1 : 0);
    vi.advanceTimersByTime(1);
    expect(due).toHaveBeenCalledTimes(1);
    expect(set.mock.calls.every(([, wait]) => (wait ?? 0) < 2 ** 31)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('can be cancelled during each of its parts', () => {
    for (const passed of [0, 2 ** 31 + 5, 60 * DAY]) {
      const due = vi.fn();
      const cancel = afterLong(timers, 90 * DAY, due);
      vi.advanceTimersByTime(passed);
      cancel();
      vi.advanceTimersByTime(100 * DAY);
      expect(due).not.toHaveBeenCalled();
      expect(vi.getTimerCount()).toBe(0);
    }
  });
});
