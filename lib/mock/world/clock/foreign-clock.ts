import { notOurs, Passing } from './passing.js';
import { Ticking } from './ticking.js';
import { Timers } from './timers.js';
import type { ClockChoice, WorldClock } from './types.js';

type ForeignSource = Exclude<ClockChoice, string>;

/** Follows an object with `now()`. What is due is fired at the next raw call, unless the object has timers of its own. */
export class ForeignClock extends Ticking implements WorldClock {
  readonly own = false;
  readonly #timers = new Timers();
  readonly #source: ForeignSource;
  readonly #passing: Passing;

  constructor(source: ForeignSource) {
    super();
    this.#source = source;
    this.#passing = new Passing(source.now());
  }

  now(): number {
    return this.#source.now();
  }

  elapsed(): number {
    return this.#passing.at(this.now());
  }

  after(ms: number, due: () => void): () => void {
    if (this.#source.after) return this.#source.after(Math.max(0, ms), due);
    return this.#timers.add(this.elapsed() + Math.max(0, ms), due);
  }

  fireDue(): void {
    while (this.step(this.elapsed())) {}
  }

  step(end: number): boolean {
    const at = this.#timers.nextAt();
    if (at === undefined || at > Math.min(end, this.elapsed())) return false;
    this.#timers.fireNext();
    return true;
  }

  moveTo(): void {}

  set(): void {
    throw notOurs();
  }
}
