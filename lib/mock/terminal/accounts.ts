import type { Account } from '../../terminal/contract.js';

/** Accounts by SID and by name. Of two with the same name, the one that came first is found. */
export class Accounts {
  readonly #bySid = new Map<string, Account>();
  /** The first SID for each `DOMAIN\name` and each name, in lower case, since Windows ignores the case. */
  readonly #sidByName = new Map<string, string>();

  constructor(entries: Iterable<readonly [sid: string, account: Account]> = []) {
    for (const [sid, account] of entries) this.set(sid, account);
  }

  get(sid: string): Account | undefined {
    return this.#bySid.get(sid);
  }

  has(sid: string): boolean {
    return this.#bySid.has(sid);
  }

  set(sid: string, account: Account): void {
    const isKnown = this.#bySid.has(sid);
    this.#bySid.set(sid, account);
    if (isKnown) {
      this.#sidByName.clear();
      for (const [it, named] of this.#bySid) this.#name(it, named);
    } else this.#name(sid, account);
  }

  /** Looks for `DOMAIN\name`, or for a name in any domain. */
  sidOf(name: string): string | undefined {
    return this.#sidByName.get(name.toLowerCase());
  }

  [Symbol.iterator](): IterableIterator<[string, Account]> {
    return this.#bySid.entries();
  }

  #name(sid: string, { name, domain }: Account): void {
    const folded = name.toLowerCase();
    const full = domain === '' ? folded : `${domain.toLowerCase()}\\${folded}`;
    for (const key of [full, folded]) if (!this.#sidByName.has(key)) this.#sidByName.set(key, sid);
  }
}
