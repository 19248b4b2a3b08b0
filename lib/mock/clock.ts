import type { Clock } from '../contract.js';

/**
 * `'world'`: stands still until `world.advance(ms)`. `'date'`: follows `Date.now()` and `setTimeout`, and with them the fake
 * timers of a test. An object: follows its `now()`.
 */
export type ClockChoice = 'world' | 'date' | { now(): number };

/** A clock that the world can also wind. */
export interface WorldClock extends Clock {
  /** Whether its time is the world's own, and not somebody else's. */
  readonly own: boolean;
  /** Fires what is due by now. Does nothing where the platform's timers do it. */
  fireDue(): void;
  /** Moves to the next time at which something is due, but not beyond `end`, and fires it; false when nothing is. */
  step(end: number): boolean;
  /** Moves there without firing. */
  moveTo(end: number): void;
}

export function makeClock(choice: ClockChoice, start: number): WorldClock {
  if (choice === 'world') return new OwnClock(start);
  if (choice === 'date') return new DateClock();
  if (typeof choice === 'object' && choice !== null && typeof choice.now === 'function')
    return new ForeignClock(choice);
  throw new TypeError("clock must be 'world', 'date' or an object with now()");
}

/** A world keeps no process alive: whoever waits for it is a test, which lives anyway. */
const NOTHING = () => {};
const keep = () => NOTHING;

interface Timer {
  readonly at: number;
  readonly due: () => void;
}

/** Timers in the order in which they are due; those for the same moment in the order in which they were set. */
class Timers {
  readonly #queue: Timer[] = [];

  add(at: number, due: () => void): () => void {
    const timer = { at, due };
    let index = this.#queue.length;
    while (index > 0 && this.#queue[index - 1]!.at > at) index -= 1;
    this.#queue.splice(index, 0, timer);
    return () => {
      const found = this.#queue.indexOf(timer);
      if (found >= 0) this.#queue.splice(found, 1);
    };
  }

  nextAt(): number | undefined {
    return this.#queue[0]?.at;
  }

  fireNext(): void {
    this.#queue.shift()?.due();
  }
}

class OwnClock implements WorldClock {
  readonly own = true;
  readonly keep = keep;
  readonly #timers = new Timers();
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, due: () => void): () => void {
    return this.#timers.add(this.#now + Math.max(0, ms), due);
  }

  fireDue(): void {
    while (this.step(this.#now)) {}
  }

  step(end: number): boolean {
    const at = this.#timers.nextAt();
    if (at === undefined || at > end) return false;
    this.#now = Math.max(this.#now, at);
    this.#timers.fireNext();
    return true;
  }

  moveTo(end: number): void {
    this.#now = end;
  }
}

class ForeignClock implements WorldClock {
  readonly own = false;
  readonly keep = keep;
  readonly #timers = new Timers();
  readonly #source: { now(): number };

  constructor(source: { now(): number }) {
    this.#source = source;
  }

  now(): number {
    return this.#source.now();
  }

  after(ms: number, due: () => void): () => void {
    return this.#timers.add(this.now() + Math.max(0, ms), due);
  }

  fireDue(): void {
    while (this.step(this.now())) {}
  }

  step(end: number): boolean {
    const at = this.#timers.nextAt();
    if (at === undefined || at > Math.min(end, this.now())) return false;
    this.#timers.fireNext();
    return true;
  }

  moveTo(): void {}
}

interface Platform {
  setTimeout(due: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

/**
 * `Date` and `setTimeout` are looked up at every use, not when this module is loaded: fake timers replace them on
 * `globalThis` later, and take their own away again. No timer stands unless something waits.
 */
class DateClock implements WorldClock {
  readonly own = false;
  readonly keep = keep;

  now(): number {
    return Date.now();
  }

  after(ms: number, due: () => void): () => void {
    const platform = globalThis as unknown as Platform;
    const timer = platform.setTimeout(due, ms);
    (timer as { unref?(): void } | null)?.unref?.();
    return () => platform.clearTimeout(timer);
  }

  fireDue(): void {}

  step(): boolean {
    return false;
  }

  moveTo(): void {}
}
