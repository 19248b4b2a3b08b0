import { CodeNames, type CodeTable } from './code-names.js';
import { type Failed, hintFor } from './hints.js';
import { type Reason, reasonOf } from './reasons.js';

/** What a domain knows of the failures of its own calls. It hands this over; nothing here knows a domain. */
export interface DomainFailures {
  /** Names of codes that only its calls fail with. */
  readonly codes?: CodeTable;
  /** What codes come down to, where that is another thing than everywhere. */
  readonly reasons?: ReadonlyMap<number, Reason>;
  /** The right that a call needs on another user's session, in the words of the Remote Desktop permissions. */
  rightFor?(syscall: string): string | undefined;
  /** What to do, where the domain knows better than {@link hintFor}. */
  hintFor?(failed: Failed): string | undefined;
}

/** The words for failures: those of all Windows, and a domain's own before them. */
export class Vocabulary {
  readonly codes: CodeNames;
  readonly #domain: DomainFailures;

  constructor(domain: DomainFailures = {}) {
    this.#domain = domain;
    this.codes = new CodeNames(domain.codes ?? {});
  }

  reasonOf(code: number): Reason {
    return this.#domain.reasons?.get(code) ?? reasonOf(code);
  }

  hintFor(failed: Omit<Failed, 'right'>): string | undefined {
    const whole: Failed = { ...failed, right: this.#domain.rightFor?.(failed.syscall) };
    return this.#domain.hintFor?.(whole) ?? hintFor(whole);
  }
}
