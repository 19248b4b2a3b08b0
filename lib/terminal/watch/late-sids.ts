import type { Answer } from '../../base/answer.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import { withheldIn } from '../../errors/withheld.js';
import { Wait } from '../../lane/wait.js';
import { VOCABULARY } from '../hints.js';
import type { HostContext } from '../host-context.js';
import type { SessionDetails } from '../sessions/types.js';
import { Retries } from './retries.js';
import { without } from './row-merge.js';
import { Stopper } from './stopper.js';

/** The answers of look-ups, by account. */
export type Sids = ReadonlyMap<string, Answer<string>>;

const AGAIN_MS = [5_000, 15_000, 60_000];

/**
 * The SIDs of a table. A look-up may travel to a domain controller and may hang, so no list and no event of a watch waits for
 * it. SIDs are entered when they come.
 */
export class LateSids {
  readonly #host: HostContext;
  readonly #found: (sids: Sids) => void;
  readonly #asked = new Set<string>();
  readonly #stopper = new Stopper();
  readonly #retries = new Retries(AGAIN_MS);

  constructor(host: HostContext, found: (sids: Sids) => void) {
    this.#host = host;
    this.#found = found;
  }

  /** Looks up the SIDs that these rows lack. */
  complete(rows: Iterable<SessionDetails | undefined>): void {
    const accounts: string[] = [];
    for (const row of rows) {
      const account = row?.account;
      if (account === undefined || row?.sid !== undefined || this.#asked.has(account)) continue;
      this.#asked.add(account);
      accounts.push(account);
    }
    if (accounts.length > 0) this.#lookUp(accounts);
  }

  end(): void {
    this.#stopper.stop();
  }

  async #lookUp(accounts: readonly string[]): Promise<void> {
    const { accounts: known, backend } = this.#host;
    // Not a wait of `host.waits`: it must not keep the process alive.
    const wait = new Wait(backend.clock, { signal: this.#stopper });
    while (!this.#stopper.aborted) {
      try {
        const sids = await known.sidsOf(accounts, wait);
        for (const account of accounts) this.#asked.delete(account);
        if (this.#stopper.aborted) return;
        this.#retries.reset();
        wait.end();
        this.#found(sids);
        return;
      } catch {
        // Too many look-ups hang.
        await this.#stopper.pause(backend.clock, this.#retries.pause());
      }
    }
    wait.end();
  }
}

/** The row with its SID, or with the reason why Windows did not give it. */
export function withSid(row: SessionDetails, sid: Answer<string>): SessionDetails {
  const others = without('sid', row.withheld);
  if (sid.ok) return Object.freeze({ ...row, sid: sid.value, withheld: others });
  if (sid.code === E.ERROR_NONE_MAPPED) return Object.freeze({ ...row, withheld: others });
  const why = withheldIn(VOCABULARY, 'sid', sid);
  return Object.freeze({ ...row, withheld: Object.freeze([...others, why]) });
}
