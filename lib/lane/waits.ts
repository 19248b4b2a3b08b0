import type { Clock } from '../base/clock.js';
import { withCallerFrames } from '../errors/caller-frames.js';
import { AbortError } from '../errors/stop.js';
import { type Control, type StopError, Wait } from './wait.js';

/** The waits of all calls on one host. */
export class Waits {
  readonly #clock: Clock;
  /** For the errors of stopped calls. */
  readonly #host: string | undefined;
  readonly #waits = new Set<Wait>();
  #closed: StopError | undefined;

  constructor(clock: Clock, host?: string) {
    this.#clock = clock;
    this.#host = host;
  }

  /**
   * Runs a call with its own wait, which keeps the process alive. Throws at once, without a raw call, when the signal is already
   * aborted or the host is closed.
   */
  async during<R>(control: Control, call: (wait: Wait) => Promise<R>): Promise<R> {
    if (this.#closed) throw this.#closed();
    if (control.signal?.aborted)
      throw new AbortError(control.signal.reason, undefined, { host: this.#host, ...control });
    const allowExit = this.#clock.keep();
    try {
      const wait = new Wait(this.#clock, { host: this.#host, ...control });
      this.#waits.add(wait);
      try {
        return await call(wait);
      } catch (error) {
        throw withCallerFrames(error, Waits.prototype.during);
      } finally {
        this.#waits.delete(wait);
        wait.end();
      }
    } finally {
      allowExit();
    }
  }

  /** Stops all waits, also later ones. */
  close(error: StopError): void {
    this.#closed = error;
    for (const wait of [...this.#waits]) wait.stop(error);
  }
}
