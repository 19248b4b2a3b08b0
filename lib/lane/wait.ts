import type { Clock } from '../base/clock.js';
import { AbortError, TimeoutError } from '../errors/stop.js';
import type { Cancel } from './cancel.js';
import { onAbort } from './on-abort.js';

/** Makes the error that a stopped call rejects with. */
export type StopError = (outcome?: 'unknown') => Error;

/**
 * How long one call waits: until it settles, its signal is aborted, its time is over, or its host is closed. All parts of the
 * call share it, and with it one timer, which goes by a clock that nobody sets.
 */
export class Wait {
  readonly #clock: Clock;
  readonly #watchers = new Set<(error: StopError) => void>();
  #stopped: StopError | undefined;
  #cancelTimer: (() => void) | undefined;
  #leaveSignal: (() => void) | undefined;

  /** Begins now. Whoever makes one ends it. */
  constructor(clock: Clock, { signal, timeout = Number.POSITIVE_INFINITY }: Cancel = {}) {
    this.#clock = clock;
    if (signal) this.#leaveSignal = onAbort(signal, () => this.stop(outcome => new AbortError(signal.reason, outcome)));
    if (timeout !== Number.POSITIVE_INFINITY) {
      this.#cancelTimer = clock.after(timeout, () => this.stop(outcome => new TimeoutError(timeout, outcome)));
    }
  }

  /** Why it was stopped, if it was. */
  get stopped(): StopError | undefined {
    return this.#stopped;
  }

  throwIfStopped(): void {
    if (this.#stopped) throw this.#stopped();
  }

  /** Calls `stopped` when the wait is stopped, but not when it has been before; the answer ends that. */
  onStop(stopped: (error: StopError) => void): () => void {
    this.#watchers.add(stopped);
    return () => {
      this.#watchers.delete(stopped);
    };
  }

  /** Only the first stop counts. */
  stop(error: StopError): void {
    if (this.#stopped) return;
    this.#stopped = error;
    this.end();
    for (const stopped of [...this.#watchers]) if (this.#watchers.delete(stopped)) stopped(error);
  }

  /** The call has settled: leaves no timer and no listener. */
  end(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#leaveSignal?.();
    this.#leaveSignal = undefined;
  }

  /** The value of a promise that others may share: a stop ends this wait alone. */
  for<T>(shared: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#stopped) reject(this.#stopped());
      const unwatch = this.onStop(error => reject(error()));
      shared.then(
        value => {
          unwatch();
          resolve(value);
        },
        error => {
          unwatch();
          reject(error);
        },
      );
    });
  }

  /** The same, but `undefined` when the value has not come within `ms`. */
  async forAtMost<T>(ms: number, shared: Promise<T>): Promise<T | undefined> {
    const { over, cancel } = this.#after(ms);
    try {
      return await this.for(Promise.race([shared, over]));
    } finally {
      cancel();
    }
  }

  /** Lets time go by. */
  async pause(ms: number): Promise<void> {
    const { over, cancel } = this.#after(ms);
    try {
      await this.for(over);
    } finally {
      cancel();
    }
  }

  /** A part of the call that has a time of its own. */
  async part<R>(timeout: number | undefined, body: (part: Wait) => Promise<R>): Promise<R> {
    this.throwIfStopped();
    const part = new Wait(this.#clock, { timeout });
    const unwatch = this.onStop(error => part.stop(error));
    try {
      return await body(part);
    } finally {
      unwatch();
      part.end();
    }
  }

  #after(ms: number): { readonly over: Promise<undefined>; cancel(): void } {
    let cancel = () => {};
    const over = new Promise<undefined>(resolve => {
      cancel = this.#clock.after(ms, () => resolve(undefined));
    });
    return { over, cancel: () => cancel() };
  }
}
