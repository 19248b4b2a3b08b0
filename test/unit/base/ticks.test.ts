import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTicks, parseTicks, ticksOf, ticksToDate, ticksToMs } from '../../../lib/base/ticks.js';

describe('ticks', () => {
  it.each([0n, -1n, -(2n ** 63n), 2n ** 63n - 1n, 2_650_467_744_000_000_000n])('%i is not a time', ticks => {
    expect(ticksToDate(ticks)).toBeUndefined();
  });

  it('begin in 1601 and end with the year 9999', () => {
    expect(ticksToDate(1n)?.toISOString()).toBe('1601-01-01T00:00:00.000Z');
    expect(ticksToDate(116_444_736_000_000_000n)?.getTime()).toBe(0);
    expect(ticksToDate(2_650_467_743_999_999_999n)?.toISOString()).toBe('9999-12-31T23:59:59.999Z');
  });

  it('are the same after writing and reading', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2_650_467_743_999_999_999n }), ticks => {
        expect(parseTicks(formatTicks(ticks))).toBe(ticks);
        const ms = ticksToMs(ticks) ?? Number.NaN;
        expect(ticks - ticksOf(ms)).toBe(ticks % 10_000n);
      }),
    );
  });

  it.each([
    '',
    '2026',
    '2026-02-30T00:00:00Z',
    '2026-01-01T00:00:00',
    '2026-01-01T00:00:00.12345678Z',
    '2026-01-01T25:00:00Z',
  ])('%j is no time', text => {
    expect(parseTicks(text)).toBeUndefined();
  });
});
