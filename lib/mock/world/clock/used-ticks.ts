/** What happens within one millisecond is kept apart by the ticks of 100 ns that a FILETIME has. */
export const TICKS_PER_MS = 10_000;

/** The ticks that are used up of the millisecond that a clock shows. */
export class UsedTicks {
  readonly #now: () => number;
  #at = Number.NaN;
  #used = 0;
  #first = 0;
  #most = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  get count(): number {
    const ms = Math.floor(this.#now());
    if (ms > this.#at) {
      // What found no room in its own millisecond was put into those that follow.
      this.#used = Math.max(this.#first, this.#used - (ms - this.#at) * TICKS_PER_MS);
    } else if (ms < this.#at) this.comeAgain();
    this.#at = ms;
    return this.#used;
  }

  useOne(): void {
    this.#use(this.count + 1);
  }

  /** So many are used up, where that is less than a millisecond more. */
  catchUp(used: number): void {
    if (used > this.count && used <= this.count + TICKS_PER_MS) this.#use(used);
  }

  /** A clock comes by the same milliseconds again: all begin behind what was used up in any of them. */
  comeAgain(): void {
    this.#first = this.#most;
    this.#used = this.#first;
  }

  /** The clock shows another millisecond though none went by. */
  jump(set: () => void): void {
    const { count } = this;
    const before = this.#at;
    set();
    this.#at = Math.floor(this.#now());
    this.#used = count;
    if (this.#at < before) this.comeAgain();
  }

  #use(used: number): void {
    this.#used = used;
    this.#most = Math.max(this.#most, used);
  }
}
