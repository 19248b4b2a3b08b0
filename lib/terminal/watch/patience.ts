import type { Clock } from '../../base/clock.js';
import { TimeoutError } from '../../errors/stop.js';
import { WindowsError } from '../../errors/windows-error.js';
import type { AbortSignalLike } from '../../lane/cancel.js';

/** How long a watch of this machine waits for one answer. A host's `timeout` is for the calls of its users. */
export const ANSWER_MS = 30_000;

const PAUSES_MS = [250, 500, 1_000, 2_000, 5_000];
/** What is neither lasting nor an outage is tried so often in a row. */
const MOST_TRIES = 6;

/** The pauses between tries that fail one after the other. */
export class Tries {
  readonly #pauses: readonly number[];
  #failed = 0;

  constructor(pauses: readonly number[] = PAUSES_MS) {
    this.#pauses = pauses;
  }

  /** How many there were in a row. */
  get count(): number {
    return this.#failed;
  }

  /** How long to wait before the next try. */
  pause(): number {
    const pause = this.#pauses[Math.min(this.#failed, this.#pauses.length - 1)] ?? 0;
    this.#failed += 1;
    return pause;
  }

  /** The same after an error; `undefined` for one that will not pass. */
  pauseAfter(error: unknown): number | undefined {
    if (isLasting(error) || (!isOutage(error) && this.#failed >= MOST_TRIES)) return undefined;
    return this.pause();
  }

  reset(): void {
    this.#failed = 0;
  }
}

/** Windows was not there for a while, or had no time: that passes, however long it takes. */
export function isOutage(error: unknown): boolean {
  if (error instanceof TimeoutError) return true;
  return WindowsError.is(error) && (error.reason === 'unreachable' || error.reason === 'busy');
}

/** A missing right or export is still missing at the next try, and a closed host stays closed. */
function isLasting(error: unknown): boolean {
  if (error instanceof TimeoutError) return false;
  return !WindowsError.is(error) || error.reason === 'access-denied' || error.reason === 'not-supported';
}

/** The session manager was not there: it keeps the registrations, so ours may be gone with it. */
export function isWithoutManager(error: unknown): boolean {
  return WindowsError.is(error, 'RPC_S_INVALID_BINDING');
}

/** Stops what a watch waits for: a signal for its calls, and an end for its pauses. */
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

  /** Resolves after so long, or at once when it is stopped or the pause ended. */
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
