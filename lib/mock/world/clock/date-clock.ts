import { afterLong, type Timers as PlatformTimers } from '../../../base/long-timer.js';
import { notOurs, Passing } from './passing.js';
import { Ticking } from './ticking.js';
import type { WorldClock } from './types.js';

interface Platform extends PlatformTimers {
  readonly performance?: { now(): number };
}

/**
 * `Date` and `setTimeout` are looked up at every use, not when this module is loaded: fake timers replace them on
 * `globalThis` later, and take their own away again. No timer stands unless something waits.
 */
export class DateClock extends Ticking implements WorldClock {
  readonly own = false;
  readonly #dates = new Passing(Date.now());
  readonly #performance = new Passing(this.#performanceNow());

  now(): number {
    return Date.now();
  }

  /** Some fake timers move `Date` alone, and one that is set back moves only `performance`: the longer time counts. */
  elapsed(): number {
    return Math.max(this.#dates.at(Date.now()), this.#performance.at(this.#performanceNow()));
  }

  #performanceNow(): number {
    return (globalThis as unknown as Platform).performance?.now() ?? 0;
  }

  after(ms: number, due: () => void): () => void {
    const platform = globalThis as unknown as Platform;
    return afterLong(
      {
        setTimeout: (due, ms) => platform.setTimeout(due, ms),
        clearTimeout: timer => platform.clearTimeout(timer),
      },
      ms,
      due,
    );
  }

  fireDue(): void {}

  step(): boolean {
    return false;
  }

  moveTo(): void {}

  set(): void {
    throw notOurs();
  }
}
