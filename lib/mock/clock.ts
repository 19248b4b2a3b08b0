import type { Clock } from '../contract.js';
import { afterLong, type Timers as PlatformTimers } from '../time/long-timer.js';
import { ticksOf } from '../time/ticks.js';

/**
 * `'world'`: stands still until `world.advance(ms)`. `'date'`: follows `Date.now()` and `setTimeout`, and with them the fake
 * timers of a test. An object: follows its `now()`.
 */
export type ClockChoice = 'world' | 'date' | { now(): number };

/** A clock that the world can also wind. */
export interface WorldClock extends Clock {
  /** Whether its time is the world's own, and not somebody else's. */
  readonly own: boolean;
  /** The time as a FILETIME. Later than all that `stamp` gave, as long as fewer than 10,000 fall into one millisecond. */
  ticks(): bigint;
  /** The FILETIME of something that happens now; nothing else that happens has the same. */
  stamp(): bigint;
  /** What happens from now on comes after that time, if it lies within the present millisecond. */
  catchUp(ticks: bigint): void;
  /** Whole milliseconds since it began to run: what timers go by. Setting the clock does not change it. */
  elapsed(): number;
  /** Fires what is due by now. Does nothing where the platform's timers do it. */
  fireDue(): void;
  /** Runs on to the next moment at which something is due, but not beyond `end`, and fires it; false when nothing is. */
  step(end: number): boolean;
  /** Runs on to there without firing. */
  moveTo(end: number): void;
  /** Somebody sets the clock. No time goes by. */
  set(now: number): void;
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

/** What happens within one millisecond is kept apart by the ticks of 100 ns that a FILETIME has. */
const TICKS_PER_MS = 10_000;

abstract class Ticking {
  abstract now(): number;
  abstract elapsed(): number;
  readonly keep = keep;
  readonly grain = 0;
  #at = Number.NaN;
  #within = 0;

  monotonic(): number {
    const elapsed = this.elapsed();
    return elapsed + this.#since(this.now()) / TICKS_PER_MS;
  }

  ticks(): bigint {
    const now = this.now();
    return ticksOf(now) + BigInt(this.#since(now));
  }

  stamp(): bigint {
    const ticks = this.ticks();
    if (this.#within < TICKS_PER_MS - 1) this.#within += 1;
    return ticks;
  }

  catchUp(ticks: bigint): void {
    const now = this.now();
    const ahead = Number(ticks - ticksOf(now));
    if (ahead >= 0 && ahead < TICKS_PER_MS - 1) this.#within = Math.max(this.#since(now), ahead + 1);
  }

  #since(now: number): number {
    if (now !== this.#at) {
      this.#at = now;
      this.#within = 0;
    }
    return this.#within;
  }
}

class OwnClock extends Ticking implements WorldClock {
  readonly own = true;
  readonly #timers = new Timers();
  #now: number;
  #elapsed = 0;

  constructor(start: number) {
    super();
    this.#now = start;
  }

  now(): number {
    return this.#now;
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
    this.#now += end - this.#elapsed;
    this.#elapsed = end;
  }

  set(now: number): void {
    this.#now = now;
  }
}

/** The time that goes by on a clock of somebody else. One that is set back stands still for us until it runs on. */
class Passing {
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

class ForeignClock extends Ticking implements WorldClock {
  readonly own = false;
  readonly #timers = new Timers();
  readonly #source: { now(): number };
  readonly #passing: Passing;

  constructor(source: { now(): number }) {
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

function notOurs(): TypeError {
  return new TypeError('this world goes by another clock: set that one');
}

interface Platform extends PlatformTimers {
  readonly performance?: { now(): number };
}

/**
 * `Date` and `setTimeout` are looked up at every use, not when this module is loaded: fake timers replace them on
 * `globalThis` later, and take their own away again. No timer stands unless something waits.
 */
class DateClock extends Ticking implements WorldClock {
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
