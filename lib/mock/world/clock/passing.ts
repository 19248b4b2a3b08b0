/** The time that goes by on a followed clock. One that is set back counts as standing still until it runs on. */
export class Passing {
  #last: number;
  #passed = 0;

  constructor(start: number) {
    this.#last = start;
  }

  at(now: number): number {
    this.#passed += Math.max(0, now - this.#last);
    this.#last = now;
    return this.#passed;
  }
}

/** A clock that the world follows cannot be set from here. */
export function notOurs(): TypeError {
  return new TypeError('this world goes by another clock: set that one');
}
