import type { Failure } from '../../base/answer.js';
import type { Clock } from '../../base/clock.js';
import type { RowsAt, SessionsFacts } from '../../terminal/contract.js';
import { checkedList } from './malformed.js';
import type { TerminalAnswer } from './raw-calls.js';

type ListCall = 'WTSEnumerateSessionsExW' | 'WTSEnumerateSessionsW';

interface ListingOptions<T> {
  readonly rowsAt: RowsAt<T>;
  readonly fallbackOn: readonly number[];
  readonly clock: Clock;
}

/** The facts of a listing, whether its calls were made at once or on a thread. */
export class SessionListing<T> {
  readonly #options: ListingOptions<T>;
  readonly #failures: Failure[] = [];

  constructor(options: ListingOptions<T>) {
    this.#options = options;
  }

  /** `undefined`: the older call is due. */
  newer(answer: TerminalAnswer<'WTSEnumerateSessionsExW'>): SessionsFacts<T> | undefined {
    const done = this.#take('WTSEnumerateSessionsExW', answer);
    if (done) return done;
    return this.#options.fallbackOn.includes(this.#failures.at(-1)!.code) ? undefined : this.failed();
  }

  older(answer: TerminalAnswer<'WTSEnumerateSessionsW'>): SessionsFacts<T> {
    return this.#take('WTSEnumerateSessionsW', answer) ?? this.failed();
  }

  failed(failure?: Failure): SessionsFacts<T> {
    if (failure) this.#failures.push(failure);
    return { failures: this.#failures, rows: [] };
  }

  #take(via: ListCall, raw: TerminalAnswer<ListCall>): SessionsFacts<T> | undefined {
    const answer = checkedList(raw, via);
    if (!answer.ok) {
      this.#failures.push(answer);
      return undefined;
    }
    const { rowsAt, clock } = this.#options;
    const row = rowsAt(clock.now());
    const rows = answer.value.map(it =>
      row(it.sessionId, it.state, it.sessionName, it.userName, it.domainName, it.hostName, it.farmName),
    );
    return { via, failures: this.#failures, rows };
  }
}
