import type { Clock } from '../../../base/clock.js';
import type { UsedTicks } from './used-ticks.js';

/**
 * `'world'`: stands still until `world.advance(ms)`. `'date'`: follows `Date.now()` and `setTimeout`, and with them the fake
 * timers of a test. An object: follows its `now()`; what is due then happens at the next raw call, or with `after` at its time.
 */
export type ClockChoice =
  | 'world'
  | 'date'
  | {
      /** Milliseconds since 1970. */
      now(): number;
      /** Calls `due` after so many milliseconds, unless the returned function is called before. */
      readonly after?: (ms: number, due: () => void) => () => void;
    };

/** A clock that a host goes by. */
export interface HostClock extends Clock {
  /** The time as a FILETIME. Later than all that `stamp` gave, unless the clock was set back. */
  ticks(): bigint;
  /** The FILETIME of something that happens now; nothing else that happens has the same. */
  stamp(): bigint;
  /** What happens from now on comes after that time, if it lies less than a millisecond ahead. */
  catchUp(ticks: bigint): void;
  /** The clock is set. No time goes by. */
  set(now: number): void;
}

/** The clock of the local host, by which the others go too. */
export interface WorldClock extends HostClock {
  /** Whether the world winds it; false where it follows a clock of the test or of the platform. */
  readonly own: boolean;
  /** All clocks of a world share them, so that the order of what happens shows on each, and on `monotonic`. */
  readonly used: UsedTicks;
  /** Milliseconds since it began to run: what timers go by. Setting the clock does not change it. */
  elapsed(): number;
  /** Fires what is due by now. Does nothing where the platform's timers do it. */
  fireDue(): void;
  /** Runs on to the next moment at which something is due, but not beyond `end`, and fires it; false when nothing is. */
  step(end: number): boolean;
  /** Runs on to there without firing. */
  moveTo(end: number): void;
}
