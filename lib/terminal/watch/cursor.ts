import type { SessionEvent } from './types.js';

/** What a cursor that has fallen behind is given instead of what it missed. */
export interface CatchUp {
  /** What must come to pass before it can be said; what comes until then is missed too. */
  ready(): Promise<void> | undefined;
  events(missed: number | undefined): readonly SessionEvent[];
}

/**
 * One reader's place in the stream. It holds so many events and no more: a reader that is too slow is told how many it
 * missed, and starts over from a fresh snapshot.
 */
export class Cursor implements AsyncIterableIterator<SessionEvent, undefined> {
  readonly #bound: number;
  readonly #catchUp: CatchUp;
  readonly #left: () => void;
  #queue: SessionEvent[] = [];
  #at = 0;
  /** What has been given up; `undefined` while nothing has, and a number that cannot be known is NaN. */
  #missed: number | undefined;
  #waiting: { resolve(result: IteratorResult<SessionEvent, undefined>): void; reject(error: Error): void }[] = [];
  #end: { readonly error: Error | undefined } | undefined;

  constructor(bound: number, catchUp: CatchUp, left: () => void) {
    this.#bound = bound;
    this.#catchUp = catchUp;
    this.#left = left;
  }

  push(event: SessionEvent): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting.resolve({ value: event, done: false });
    else if (this.#missed !== undefined) this.#missed += weight(event);
    else if (this.#queue.length - this.#at < this.#bound) this.#queue.push(event);
    else {
      this.#missed = this.#queue.slice(this.#at).reduce((sum, it) => sum + weight(it), weight(event));
      this.#queue = [];
      this.#at = 0;
    }
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** What has been queued is still read; then the stream ends, or throws. */
  finish(error: Error | undefined): void {
    this.#end = { error };
    for (const { resolve, reject } of this.#waiting.splice(0)) {
      if (error) reject(error);
      else resolve({ value: undefined, done: true });
    }
  }

  next(): Promise<IteratorResult<SessionEvent, undefined>> {
    if (this.#missed !== undefined) {
      const ready = this.#catchUp.ready();
      if (ready) return ready.then(() => this.next());
      const missed = Number.isNaN(this.#missed) ? undefined : this.#missed;
      this.#missed = undefined;
      this.#queue = [...this.#catchUp.events(missed)];
      this.#at = 0;
    }
    const event = this.#queue[this.#at];
    if (event) {
      this.#at += 1;
      if (this.#at === this.#queue.length || this.#at >= 1_024) {
        this.#queue = this.#queue.slice(this.#at);
        this.#at = 0;
      }
      return Promise.resolve({ value: event, done: false });
    }
    if (this.#end?.error) {
      const { error } = this.#end;
      // Told once; who asks again after that finds the stream at its end.
      this.#end = { error: undefined };
      return Promise.reject(error);
    }
    if (this.#end) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  return(): Promise<IteratorResult<SessionEvent, undefined>> {
    this.#queue = [];
    this.#at = 0;
    this.#missed = undefined;
    this.finish(undefined);
    this.#left();
    return Promise.resolve({ value: undefined, done: true });
  }
}

/** How much of what happened goes with an event: nothing with a snapshot, and with a gap what it said was missed. */
function weight(event: SessionEvent): number {
  if (event.type === 'snapshot') return 0;
  return event.type === 'gap' ? (event.missed ?? Number.NaN) : 1;
}
