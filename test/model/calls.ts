import type { Behind } from './behind.js';
import type { Version } from './history.js';
import type { HostName } from './steps.js';

/** A call of the API that has begun. */
export interface Begun {
  readonly what: string;
  readonly host: HostName;
  /** It must settle within so many milliseconds; `undefined`: when all faults have ended. */
  readonly bound: number | undefined;
}

/** A call that has settled. */
export interface Settled {
  readonly value?: unknown;
  readonly error?: unknown;
  /** All that was true while it was under way. */
  readonly during: readonly Version[];
}

interface Open extends Begun {
  readonly beganAt: number;
  readonly abort: AbortController;
}

const KNOWN_ERRORS = ['WindowsError', 'TimeoutError', 'AbortError', 'HostClosedError', 'IdleUnknownError'];

/** The calls under way: how long they take, and their results. */
export class Calls {
  readonly #behind: Behind;
  readonly #fail: (why: string) => void;
  readonly #open = new Set<Open>();

  constructor(behind: Behind, fail: (why: string) => void) {
    this.#behind = behind;
    this.#fail = fail;
  }

  get underWay(): readonly Begun[] {
    return [...this.#open];
  }

  begin(about: Begun, start: (signal: AbortSignal) => Promise<unknown>, settled: (how: Settled) => void): void {
    const history = this.#behind.histories[about.host];
    const first = history.look();
    const call: Open = { ...about, beganAt: this.#behind.elapsed(), abort: new AbortController() };
    this.#open.add(call);
    const end = (how: Omit<Settled, 'during'>) => {
      this.#open.delete(call);
      this.#checkTime(call);
      if ('error' in how) this.#checkError(call, how.error);
      settled({ ...how, during: history.between(first, history.look()) });
    };
    start(call.abort.signal).then(
      value => end({ value }),
      error => end({ error }),
    );
  }

  /** Aborts one of the calls under way; the newest is 0. */
  abort(which: number): void {
    [...this.#open].reverse()[which]?.abort.abort();
  }

  /** Must be called while nothing happens: no call may be late. */
  check(): void {
    for (const call of this.#open) this.#checkTime(call);
  }

  #checkTime({ what, host, bound, beganAt }: Open): void {
    const took = this.#behind.elapsed() - beganAt;
    if (bound !== undefined && took > bound) this.#fail(`${what} on ${host} took ${took} ms, with a bound of ${bound}`);
  }

  #checkError({ what, host }: Open, error: unknown): void {
    const { name } = error as Error;
    if (!KNOWN_ERRORS.includes(name)) this.#fail(`${what} on ${host} failed with ${(error as Error).stack ?? error}`);
  }
}
