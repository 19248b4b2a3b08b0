import { Ticking } from './ticking.js';
import { Timers } from './timers.js';
import type { WorldClock } from './types.js';

/** Stands still until the world moves it. */
export class OwnClock extends Ticking implements WorldClock {
  readonly own = true;
  readonly #timers = new Timers();
  /** Whole milliseconds, so that it shows another one just when another one begins to go by. */
  #offset: number;
  #elapsed = 0;

  constructor(start: number) {
    super();
    this.#offset = start;
  }

  now(): number {
    return this.#offset + this.#elapsed;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  after(ms: number, due: () => void): () => void {
    return this.#timers.add(this.#elapsed + Math.max(0, ms), due);
  }

  fireDue(): void {
    while (this.step(this.#elapsed)) {}
  }

  step(end: number): boolean {
    const at = this.#timers.nextAt();
    if (at === undefined || at > end) return false;
    this.moveTo(Math.max(this.#elapsed, at));
    this.#timers.fireNext();
    return true;
  }

  moveTo(end: number): void {
    this.#elapsed = end;
  }

  set(now: number): void {
    this.used.jump(() => {
      this.#offset = Math.floor(now) - Math.floor(this.#elapsed);
    });
  }
}
