/** What a cursor that was too slow gets in place of the events that it missed. */
export interface CatchUp<E> {
  /** Resolves when the events below can be made; what comes until then is missed too. Left out, or `undefined`: at once. */
  ready?(): Promise<void> | undefined;
  /** How many events are lost with this one; NaN when nobody knows. */
  weight(event: E): number;
  /** `missed`: how many events were dropped, where that is known. */
  events(missed: number | undefined): readonly E[];
}

/**
 * One reader's place in the stream. It holds a bounded number of events. A reader that is too slow gets a gap with the number
 * of events that it missed, and then a new snapshot.
 */
export class Cursor<E> implements AsyncIterableIterator<E, undefined> {
  readonly #bound: number;
  readonly #catchUp: CatchUp<E>;
  readonly #left: () => void;
  #queue: E[] = [];
  #at = 0;
  /** How many events were dropped: `undefined` for none, NaN for an unknown number. */
  #missed: number | undefined;
  #waiting: { resolve(result: IteratorResult<E, undefined>): void; reject(error: Error): void }[] = [];
  #end: { readonly error: Error | undefined } | undefined;

  constructor(bound: number, catchUp: CatchUp<E>, left: () => void) {
    this.#bound = bound;
    this.#catchUp = catchUp;
    this.#left = left;
  }

  push(event: E): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting.resolve({ value: event, done: false });
    else if (this.#missed !== undefined) this.#missed += this.#catchUp.weight(event);
    else if (this.#queue.length - this.#at < this.#bound) this.#queue.push(event);
    else {
      this.#missed = this.#queue
        .slice(this.#at)
        .reduce((sum, it) => sum + this.#catchUp.weight(it), this.#catchUp.weight(event));
      this.#queue = [];
      this.#at = 0;
    }
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Queued events can still be read; then the stream ends, or throws. */
  finish(error: Error | undefined): void {
    this.#end = { error };
    for (const { resolve, reject } of this.#waiting.splice(0)) {
      if (error) reject(error);
      else resolve({ value: undefined, done: true });
    }
  }

  next(): Promise<IteratorResult<E, undefined>> {
    if (this.#missed !== undefined) {
      const ready = this.#catchUp.ready?.();
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
      // The error is thrown once. After that the stream is at its end.
      this.#end = { error: undefined };
      return Promise.reject(error);
    }
    if (this.#end) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  return(): Promise<IteratorResult<E, undefined>> {
    this.#queue = [];
    this.#at = 0;
    this.#missed = undefined;
    this.finish(undefined);
    this.#left();
    return Promise.resolve({ value: undefined, done: true });
  }
}
