import type { Clock } from '../../base/clock.js';
import { afterLong, type Timers as PlatformTimers } from '../../base/long-timer.js';
import { ticksOf } from '../../base/ticks.js';

/**
 * `'world'`: stands still until `world.advance(ms)`. `'date'`: follows `Date.now()` and `setTimeout`, and with them the fake
 * timers of a test. An object: follows its `now()`.
 */
export type ClockChoice = 'world' | 'date' | { now(): number };

/** A clock that a host goes by. */
export interface HostClock extends Clock {
  /** The time as a FILETIME. Later than all that `stamp` gave, unless the clock was set back. */
  ticks(): bigint;
  /** The FILETIME of something that happens now; nothing else that happens has the same. */
  stamp(): bigint;
  /** What happens from now on comes after that time, if it lies less than a millisecond ahead. */
  catchUp(ticks: bigint): void;
  /** Somebody sets the clock. No time goes by. */
  set(now: number): void;
}

/** The clock of the local host, which the world can also wind. */
export interface WorldClock extends HostClock {
  /** Whether its time is the world's own, and not somebody else's. */
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

abstract class Ticking {
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
    // A clock of somebody else that is set back is seen to stand still only where it is looked at in between.
    this.elapsed();
    this.used.useOne();
    return ticks;
  }

  catchUp(ticks: bigint): void {
    this.used.catchUp(Number(ticks - ticksOf(this.now())) + 1);
  }
}

class OwnClock extends Ticking implements WorldClock {
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

/** The clock of another host: the local one's, so many whole milliseconds off. */
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
