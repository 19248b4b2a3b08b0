import type { Cancel } from '../../lane/cancel.js';
import type { AskVss, Requester } from './requester.js';

/** One of the acts that decide about a session. */
export interface Act {
  /** How many come before it. */
  readonly after: number;
  /** For the error of a call that comes when this one was stopped. */
  readonly what: string;
  /** For the error of a call that comes when it cannot be made. */
  readonly rule: string;
}

/** To be called before the first call that cannot be made twice; with `false` where Windows has refused that one. */
export type Begun = (hasBegun?: boolean) => void;

/** The acts of one session: each once, and one after the other. What has not begun when it fails may be tried again. */
export class Acts {
  readonly #requester: Requester;
  #made = 0;
  /** One is under way, or has failed after it had begun. */
  #isBlocked = false;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /** @throws Error when it is not its turn. */
  check({ after, rule }: Act): void {
    if (this.#isBlocked || this.#made !== after) throw this.#requester.invalidState(`Not now: ${rule}`);
  }

  async make<R>(act: Act, options: Cancel | undefined, body: (ask: AskVss, begun: Begun) => Promise<R>): Promise<R> {
    this.check(act);
    this.#isBlocked = true;
    let hasBegun = false;
    const begun: Begun = (is = true) => {
      hasBegun = is;
    };
    try {
      const cancel = { signal: options?.signal, timeout: options?.timeout };
      const result = await this.#requester.decide(act.what, cancel, ask => body(ask, begun));
      this.#made += 1;
      this.#isBlocked = false;
      return result;
    } catch (error) {
      this.#isBlocked = hasBegun;
      throw error;
    }
  }
}
