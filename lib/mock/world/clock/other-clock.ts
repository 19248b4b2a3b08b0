import { ticksOf } from '../../../base/ticks.js';
import { keep } from './ticking.js';
import type { HostClock, WorldClock } from './types.js';

/** The clock of another host: the local one's, off by a number of milliseconds. */
export class OtherClock implements HostClock {
  readonly keep = keep;
  readonly grain = 0;
  readonly #local: WorldClock;
  readonly #host: { clockOffset: number };

  constructor(local: WorldClock, host: { clockOffset: number }) {
    this.#local = local;
    this.#host = host;
  }

  now(): number {
    return this.#local.now() + this.#host.clockOffset;
  }

  monotonic(): number {
    return this.#local.monotonic();
  }

  ticks(): bigint {
    return ticksOf(this.now()) + BigInt(this.#local.used.count);
  }

  stamp(): bigint {
    const ticks = this.ticks();
    this.#local.elapsed();
    this.#local.used.useOne();
    return ticks;
  }

  catchUp(ticks: bigint): void {
    this.#local.used.catchUp(Number(ticks - ticksOf(this.now())) + 1);
  }

  after(ms: number, due: () => void): () => void {
    return this.#local.after(ms, due);
  }

  set(now: number): void {
    const offset = Math.floor(now) - Math.floor(this.#local.now());
    if (offset < this.#host.clockOffset) this.#local.used.comeAgain();
    this.#host.clockOffset = offset;
  }
}
