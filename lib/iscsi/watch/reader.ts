import type { IscsiEvent } from './types.js';

/** How many events wait for a reader. */
const MOST = 1_000;

interface Waiting {
  resolve(result: IteratorResult<IscsiEvent, undefined>): void;
  reject(error: Error): void;
}

/** One reader's place in the stream. One that is too slow gets a gap and a snapshot in place of what it missed. */
export class Reader implements AsyncIterableIterator<IscsiEvent, undefined> {
  readonly #catchUp: () => readonly IscsiEvent[];
  readonly #left: () => void;
  #queue: IscsiEvent[] = [];
  #isLate = false;
  #waiting: Waiting[] = [];
  #end: { error: Error | undefined } | undefined;

  constructor(catchUp: () => readonly IscsiEvent[], left: () => void) {
    this.#catchUp = catchUp;
    this.#left = left;
  }

  push(event: IscsiEvent): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting.resolve({ value: event, done: false });
    else if (this.#queue.length < MOST && !this.#isLate) this.#queue.push(event);
    else {
      this.#isLate = true;
      this.#queue = [];
    }
  }

  finish(error: Error | undefined): void {
    this.#end ??= { error };
    for (const { resolve, reject } of this.#waiting.splice(0)) {
      if (error) reject(error);
      else resolve({ value: undefined, done: true });
    }
  }

  next(): Promise<IteratorResult<IscsiEvent, undefined>> {
    if (this.#isLate) {
      this.#isLate = false;
      this.#queue = [...this.#catchUp()];
    }
    const event = this.#queue.shift();
    if (event) return Promise.resolve({ value: event, done: false });
    const end = this.#end;
    if (end?.error) {
      const { error } = end;
      // It is thrown once; then the stream is at its end.
      end.error = undefined;
      return Promise.reject(error);
    }
    if (end) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  return(): Promise<IteratorResult<IscsiEvent, undefined>> {
    this.#queue = [];
    this.#isLate = false;
    this.finish(undefined);
    this.#left();
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
