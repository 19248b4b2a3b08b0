import { ticksOf } from '../../../base/ticks.js';
import { TICKS_PER_MS, UsedTicks } from './used-ticks.js';

/** A world keeps no process alive: what waits for it is a test, which runs anyway. */
const NOTHING = () => {};
export const keep = () => NOTHING;

/** What all clocks of a local host have in common: their times never repeat. */
export abstract class Ticking {
  abstract now(): number;
  abstract elapsed(): number;
  readonly keep = keep;
  readonly grain = 0;
  readonly used = new UsedTicks(() => this.now());
  #latest = 0;

  monotonic(): number {
    this.#latest = Math.max(this.#latest, this.elapsed() + this.used.count / TICKS_PER_MS);
    return this.#latest;
  }

  ticks(): bigint {
    return ticksOf(this.now()) + BigInt(this.used.count);
  }

  stamp(): bigint {
    const ticks = this.ticks();
    // A followed clock that is set back is seen to stand still only where it is read in between.
    this.elapsed();
    this.used.useOne();
    return ticks;
  }

  catchUp(ticks: bigint): void {
    this.used.catchUp(Number(ticks - ticksOf(this.now())) + 1);
  }
}
