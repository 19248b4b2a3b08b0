import type { Answer, Clock } from '../contract.js';
import { ERROR_CODES as E } from '../errors/codes.js';
import type { Beside } from '../lane/beside.js';
import { waitFor } from '../lane/stopping.js';
import type { Account, TerminalThread } from './contract.js';
import { fold } from './filter.js';
import type { Cancel } from './types.js';

/** A name is remembered for ten minutes, a failure for one; a thousand of each kind. */
const LIFETIME_MS = 10 * 60_000;
const FAILURE_LIFETIME_MS = 60_000;
const BOUND = 1_000;

/**
 * Account names and SIDs of one host. A look-up may travel to a domain controller, so it is made beside the lane, once for
 * each name, and shared by all who ask meanwhile.
 */
export class Accounts {
  readonly #bySid: Cache<Account>;
  readonly #byName: Cache<string>;
  readonly #clock: Clock;

  constructor(clock: Clock, beside: Beside<TerminalThread>) {
    this.#clock = clock;
    this.#bySid = new Cache(clock, sids => beside.run({}, ask => ask(thread => thread.accountsOf(sids))));
    this.#byName = new Cache(clock, names => beside.run({}, ask => ask(thread => thread.sidsOf(names))));
  }

  /** The accounts of SIDs, in one look-up for those that are not known yet. */
  accountsOf(sids: Iterable<string>, control: Cancel): Promise<ReadonlyMap<string, Answer<Account>>> {
    return waitFor(
      this.#clock,
      control,
      this.#bySid.get(sids, sid => sid),
    );
  }

  /** The SIDs of accounts (`DOMAIN\user`; a bare name would be wrong where a machine has the same name). */
  sidsOf(accounts: Iterable<string>, control: Cancel): Promise<ReadonlyMap<string, Answer<string>>> {
    return waitFor(this.#clock, control, this.#byName.get(accounts, fold));
  }
}

interface Entry<V> {
  readonly answer: Promise<Answer<V>>;
  expires: number;
}

class Cache<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #clock: Clock;
  readonly #lookUp: (names: readonly string[]) => Promise<readonly Answer<V>[]>;

  constructor(clock: Clock, lookUp: (names: readonly string[]) => Promise<readonly Answer<V>[]>) {
    this.#clock = clock;
    this.#lookUp = lookUp;
  }

  async get(names: Iterable<string>, keyOf: (name: string) => string): Promise<ReadonlyMap<string, Answer<V>>> {
    const wanted = new Map<string, Promise<Answer<V>>>();
    const missing = new Map<string, string>();
    const now = this.#clock.now();
    for (const name of names) {
      const key = keyOf(name);
      const entry = this.#entries.get(key);
      if (entry && now < entry.expires) wanted.set(name, entry.answer);
      else missing.set(key, name);
    }
    if (missing.size > 0) {
      const asked = [...missing.values()];
      const batch = this.#lookUp(asked);
      asked.forEach((name, i) => {
        wanted.set(
          name,
          this.#remember(
            keyOf(name),
            batch.then(answers => answers[i] ?? NO_ANSWER),
          ),
        );
      });
    }
    const found = new Map<string, Answer<V>>();
    for (const [name, answer] of wanted) found.set(name, await answer);
    return found;
  }

  #remember(key: string, answer: Promise<Answer<V>>): Promise<Answer<V>> {
    const entry: Entry<V> = { answer, expires: this.#clock.now() + LIFETIME_MS };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= BOUND) break;
      this.#entries.delete(oldest);
    }
    answer.then(
      it => {
        if (!it.ok) entry.expires = this.#clock.now() + FAILURE_LIFETIME_MS;
      },
      () => this.#entries.delete(key),
    );
    return answer;
  }
}

const NO_ANSWER = { ok: false, syscall: 'LookupAccountSidW', code: E.ERROR_NONE_MAPPED } as const;
