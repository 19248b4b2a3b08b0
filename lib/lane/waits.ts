import type { Clock } from '../base/clock.js';
import { AbortError } from '../errors/stop.js';
import type { Cancel } from './cancel.js';
import { type StopError, Wait } from './wait.js';

/** The waits of all calls that are made on one host. */
export class Waits {
  readonly #clock: Clock;
  readonly #waits = new Set<Wait>();
  #closed: StopError | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Runs a call with a wait of its own, which keeps the process alive. One with a signal that is aborted already makes no raw
   * call, nor does one on a host that is closed.
   */
  async during<R>(control: Cancel, call: (wait: Wait) => Promise<R>): Promise<R> {
    if (this.#closed) throw this.#closed();
    if (control.signal?.aborted) throw new AbortError(control.signal.reason);
    const letGo = this.#clock.keep();
    try {
      const wait = new Wait(this.#clock, control);
      this.#waits.add(wait);
      try {
        return await call(wait);
      } finally {
        this.#waits.delete(wait);
        wait.end();
      }
    } finally {
      letGo();
    }
  }

  /** Stops every wait there is, and every one to come. */
  close(error: StopError): void {
    this.#closed = error;
    for (const wait of [...this.#waits]) wait.stop(error);
  }
}
