import type { CallDescriptions } from '../base/call.js';
import type { Meaning, Subject } from '../base/meaning.js';
import { CodeNames, type CodeTable } from './code-names.js';
import { type Failed, hintFor } from './hints.js';
import { type Reason, reasonOf } from './reasons.js';
import { subjectOf } from './subjects.js';

/** What a domain knows of the failures of its own calls. It hands this over; nothing here knows a domain. */
export interface DomainFailures {
  /** Its calls: each says what it is about, what its codes mean, and which right it needs on another user's session. */
  readonly calls?: CallDescriptions;
  /** Names of codes that only its calls fail with. */
  readonly codes?: CodeTable;
  /** What codes come down to, where that is another thing than everywhere. */
  readonly reasons?: ReadonlyMap<number, Reason>;
  /** What to do, where the domain knows better than {@link hintFor}. */
  hintFor?(failed: Failed): string | undefined;
}

/** What a code of a call comes down to, and what it is about. */
export interface Judged {
  readonly reason: Reason;
  readonly subject: Subject | undefined;
}

/** The words for failures: those of all Windows, and a domain's own before them. */
export class Vocabulary {
  readonly codes: CodeNames;
  readonly #domain: DomainFailures;

  constructor(domain: DomainFailures = {}) {
    this.#domain = domain;
    this.codes = new CodeNames(domain.codes ?? {});
  }

  /** What a code comes down to, whatever the call. */
  reasonOf(code: number): Reason {
    return this.#domain.reasons?.get(code) ?? reasonOf(code);
  }

  judge(syscall: string, code: number): Judged {
    const meaning = this.#meaning(syscall, code);
    const reason = meaning?.reason ?? this.reasonOf(code);
    return { reason, subject: meaning?.subject ?? subjectOf(reason, code, this.#described(syscall)?.about) };
  }

  hintFor(failed: Omit<Failed, 'right'>): string | undefined {
    const { syscall, code } = failed;
    const meant = this.#meaning(syscall, code)?.hint;
    if (meant !== undefined) return meant;
    const whole: Failed = { ...failed, right: this.#described(syscall)?.right };
    return this.#domain.hintFor?.(whole) ?? hintFor(whole);
  }

  #described(syscall: string) {
    const { calls = {} } = this.#domain;
    return Object.hasOwn(calls, syscall) ? calls[syscall] : undefined;
  }

  #meaning(syscall: string, code: number): Meaning | undefined {
    return this.#described(syscall)?.meanings?.[code];
  }
}
