import type { Clock } from '../base/clock.js';
import { AbortError, TimeoutError } from '../errors/stop.js';
import type { Cancel } from './cancel.js';
import type { Asking } from './contract.js';
import { onAbort } from './on-abort.js';

/** Makes the error of a stopped call; `asking` is what Windows was asked then. */
export type StopError = (outcome?: 'unknown', asking?: Asking) => Error;

/** How long a call may wait, and what it is about. */
export interface Control extends Cancel {
  readonly host?: string | undefined;
  readonly sessionId?: number | undefined;
  readonly vssSession?: string | undefined;
}

/**
 * How long one call waits: until it settles, its signal is aborted, its time is up, or its host is closed. All parts of the call
 * share it and its one timer. The timer uses a monotonic clock.
 */
export class Wait {
  readonly #clock: Clock;
  readonly #about: Omit<Control, keyof Cancel>;
  readonly #watchers = new Set<(error: StopError) => void>();
  #stopped: StopError | undefined;
  #cancelTimer: (() => void) | undefined;
  #leaveSignal: (() => void) | undefined;

  /** Begins now. The maker must call `end`. */
  constructor(clock: Clock, { signal, timeout = Number.POSITIVE_INFINITY, ...about }: Control = {}) {
    this.#clock = clock;
    this.#about = about;
    const at = (asking: Asking | undefined) => ({
      ...about,
      ...asking,
      sessionId: asking?.sessionId ?? about.sessionId,
    });
    if (signal)
      this.#leaveSignal = onAbort(signal, () =>
        this.stop((outcome, asking) => new AbortError(signal.reason, outcome, at(asking))),
      );
    if (timeout !== Number.POSITIVE_INFINITY) {
      this.#cancelTimer = clock.after(timeout, () =>
        this.stop((outcome, asking) => new TimeoutError(timeout, outcome, at(asking))),
      );
    }
  }

  /** Makes the error, if the wait was stopped. */
  get stopped(): StopError | undefined {
    return this.#stopped;
  }

  /** Once an act has been made, what stops the rest of the call leaves its outcome unknown. */
  throwIfStopped(outcome?: 'unknown'): void {
    if (this.#stopped) throw this.#stopped(outcome);
  }

  /** Calls `stopped` when the wait is stopped later, unless the returned function is called before. */
  onStop(stopped: (error: StopError) => void): () => void {
    this.#watchers.add(stopped);
    return () => {
      this.#watchers.delete(stopped);
    };
  }

  /** Only the first stop has an effect. */
  stop(error: StopError): void {
    if (this.#stopped) return;
    this.#stopped = error;
    this.end();
    for (const stopped of [...this.#watchers]) if (this.#watchers.delete(stopped)) stopped(error);
  }

  /** The call has settled. Removes the timer and the listener of the signal. */
  end(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#leaveSignal?.();
    this.#leaveSignal = undefined;
  }

  /** Waits for a promise that others may share. A stop ends only this wait. */
  for<T>(shared: Promise<T>, outcome?: 'unknown'): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#stopped) reject(this.#stopped(outcome));
      const unwatch = this.onStop(error => reject(error(outcome)));
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

  /** The same, but resolves with `undefined` after `ms`. */
  async forAtMost<T>(ms: number, shared: Promise<T>): Promise<T | undefined> {
    const { over, cancel } = this.#after(ms);
    try {
      return await this.for(Promise.race([shared, over]));
    } finally {
      cancel();
    }
  }

  async pause(ms: number, outcome?: 'unknown'): Promise<void> {
    const { over, cancel } = this.#after(ms);
    try {
      await this.for(over, outcome);
    } finally {
      cancel();
    }
  }

  /** Runs a part of the call that has its own time limit. */
  async part<R>(timeout: number | undefined, body: (part: Wait) => Promise<R>): Promise<R> {
    this.throwIfStopped();
    const part = new Wait(this.#clock, { timeout, ...this.#about });
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
