import { describe, expect, it } from 'vitest';
import { Moments } from '../../../../lib/terminal/sessions/moments.js';
import { HandClock } from '../../lane/fake-thread.js';

/** A clock whose shown time can be set. */
class SetClock extends HandClock {
  ahead = 1_000_000;

  override now(): number {
    return this.time + this.ahead;
  }
}

function listed(isLocal: boolean, took = 0) {
  const clock = new SetClock();
  const moments = new Moments(clock, isLocal);
  const begun = clock.monotonic();
  clock.time += took;
  const takenAt = new Date(clock.now());
  moments.remember(takenAt, begun);
  return { clock, moments, takenAt };
}

describe('the time since a listing', () => {
  it('counts from the beginning of the listing', () => {
    const { clock, moments, takenAt } = listed(false, 40);
    clock.time += 5;
    expect(moments.since(takenAt)).toBe(45);
  });

  it('does not shrink when the clock is set back', () => {
    const { clock, moments, takenAt } = listed(true);
    clock.time += 10_000;
    clock.ahead -= 3_600_000;
    expect(moments.since(takenAt)).toBe(10_000);
  });

  it('grows on this machine when its clock is set forward, as the times of its logons do', () => {
    for (const isLocal of [true, false]) {
      const { clock, moments, takenAt } = listed(isLocal);
      clock.time += 10_000;
      clock.ahead += 3_600_000;
      expect(moments.since(takenAt)).toBe(isLocal ? 3_610_000 : 10_000);
    }
  });

  it('is known for a clone, by the first listing with that time', () => {
    const { clock, moments, takenAt } = listed(false);
    clock.ahead -= 50;
    clock.time += 50;
    const second = new Date(takenAt);
    moments.remember(second, clock.monotonic());
    expect(moments.since(second)).toBe(0);
    expect(moments.since(structuredClone(second))).toBe(50);
    expect(moments.since(JSON.parse(JSON.stringify(second)))).toBe(50);
  });

  it('of a listing that is not kept follows the clock, with a second for the listing itself', () => {
    const { clock, moments } = listed(true);
    const elsewhere = new Date(clock.now() + 1);
    expect(moments.since(elsewhere)).toBeUndefined();
    clock.time += 101;
    expect(moments.since(elsewhere)).toBe(1_100);
  });

  it.each([-30_000, 30_000])('of such a listing is not known after the clock was set by %i ms', by => {
    const { clock, moments } = listed(true);
    const elsewhere = new Date(clock.now() - 5_000);
    clock.ahead += by;
    clock.time += 60_000;
    expect(moments.since(elsewhere)).toBeUndefined();
    // The clock can show none of the times before a second time.
    clock.time += 31_000;
    expect(moments.since(new Date(clock.now() - 1))).toBe(1_001);
  });

  it('is kept for a bounded number of listings', () => {
    const { clock, moments, takenAt } = listed(false);
    const all: Date[] = [];
    for (let i = 0; i < 5_000; i++) {
      clock.time += 1;
      all.push(new Date(clock.now()));
      moments.remember(all[i]!, clock.monotonic());
    }
    expect(moments.since(takenAt)).toBe(6_000);
    expect(moments.since(all[5_000 - 4_096]!)).toBe(4_095);
    expect(moments.since(all[5_000 - 4_097]!)).toBe(5_096);
    expect(moments.since(all[4_999]!)).toBe(0);
  });

  it('is not known for a value that is not a time', () => {
    const { moments } = listed(true);
    expect(moments.since(new Date(Number.NaN))).toBeUndefined();
    expect(moments.since('nonsense' as never)).toBeUndefined();
  });
});

describe('the clock of a host', () => {
  const HOUR = 36_000_000_000n;
  it('runs on unless it was set forward', () => {
    const { clock, moments } = listed(false);
    expect(moments.runsOn(5n * HOUR)).toBe(true);
    clock.time += 3_600_000;
    expect(moments.runsOn(6n * HOUR)).toBe(true);
    expect(moments.runsOn(6n * HOUR + 9_000_000n)).toBe(true);
    expect(moments.runsOn(8n * HOUR)).toBe(false);
    expect(moments.runsOn(8n * HOUR)).toBe(true);
    // After it is set back, what came after a listing seems even younger.
    expect(moments.runsOn(2n * HOUR)).toBe(true);
  });
});
