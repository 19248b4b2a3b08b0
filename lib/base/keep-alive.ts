import type { Clock } from './clock.js';

/** What `ref()` and `unref()` of an open thing do, until it has ended. */
export class KeepAlive {
  readonly #clock: Pick<Clock, 'keep'>;
  #allowExit: (() => void) | undefined;
  #ended = false;

  /** At first the process is kept alive. */
  constructor(clock: Pick<Clock, 'keep'>) {
    this.#clock = clock;
    this.ref();
  }

  ref(): void {
    if (!this.#ended) this.#allowExit ??= this.#clock.keep();
  }

  unref(): void {
    this.#allowExit?.();
    this.#allowExit = undefined;
  }

  /** From now on it keeps nothing alive. */
  end(): void {
    this.#ended = true;
    this.unref();
  }
}
