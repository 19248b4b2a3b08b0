import { TimeoutError } from '../../errors/stop.js';
import { WindowsError } from '../../errors/windows-error.js';

/** How long a watch of this machine waits for one answer. A host's `timeout` is for the calls of its users. */
export const ANSWER_MS = 30_000;

const PAUSES_MS = [250, 500, 1_000, 2_000, 5_000];
/** How often in a row an error is retried that is neither permanent nor an outage. */
const MOST_TRIES = 6;

/** The pauses between tries that fail one after the other. */
export class Retries {
  readonly #pauses: readonly number[];
  #failed = 0;

  constructor(pauses: readonly number[] = PAUSES_MS) {
    this.#pauses = pauses;
  }

  /** How many tries have failed in a row. */
  get count(): number {
    return this.#failed;
  }

  /** How long to wait before the next try. */
  pause(): number {
    const pause = this.#pauses[Math.min(this.#failed, this.#pauses.length - 1)] ?? 0;
    this.#failed += 1;
    return pause;
  }

  /** The same after an error; `undefined` when another try would not help. */
  pauseAfter(error: unknown): number | undefined {
    if (isPermanent(error) || (!isOutage(error) && this.#failed >= MOST_TRIES)) return undefined;
    return this.pause();
  }

  reset(): void {
    this.#failed = 0;
  }
}

/** Windows was not there for a while, or had no time. That passes, however long it takes. */
export function isOutage(error: unknown): boolean {
  if (error instanceof TimeoutError) return true;
  return WindowsError.is(error) && (error.reason === 'unreachable' || error.reason === 'busy');
}

/** A missing right or export is still missing at the next try, and a closed host stays closed. */
function isPermanent(error: unknown): boolean {
  if (error instanceof TimeoutError) return false;
  return !WindowsError.is(error) || error.reason === 'access-denied' || error.reason === 'not-supported';
}

/** The session manager keeps the registrations. If it was not there, they may be lost. */
export function meansNoSessionManager(error: unknown): boolean {
  return WindowsError.is(error, 'RPC_S_INVALID_BINDING');
}
