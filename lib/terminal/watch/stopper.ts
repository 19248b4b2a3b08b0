import type { Clock } from '../../base/clock.js';
import type { AbortSignalLike } from '../../lane/cancel.js';

/** Stops what a watch waits for: it is a signal for its calls, and it ends its pauses. */
export class Stopper implements AbortSignalLike {
  readonly #listeners = new Set<() => void>();
  #aborted = false;
  #endPause: (() => void) | undefined;

  get aborted(): boolean {
    return this.#aborted;
  }

  addEventListener(_: 'abort', listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_: 'abort', listener: () => void): void {
    this.#listeners.delete(listener);
  }

  stop(): void {
    this.#aborted = true;
    for (const listener of [...this.#listeners]) listener();
    this.#listeners.clear();
  }

  /** Resolves after `ms`, or at once when it is stopped or `endPause` is called. */
  pause(clock: Clock, ms: number): Promise<void> {
    if (this.#aborted) return Promise.resolve();
    return new Promise(resolve => {
      const done = () => {
        cancel();
        this.#listeners.delete(done);
        this.#endPause = undefined;
        resolve();
      };
      const cancel = clock.after(ms, done);
      this.#listeners.add(done);
      this.#endPause = done;
    });
  }

  endPause(): void {
    this.#endPause?.();
  }
}
