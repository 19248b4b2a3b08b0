import type { CodeName } from './codes.js';
import type { Reason } from './reasons.js';
import type { Vocabulary } from './vocabulary.js';

/** Something that Windows refused to say, and why. One type for all domains; `W` is what may be missing. */
export interface Withheld<W extends string = string> {
  /** What is missing. */
  readonly what: W;
  /** Windows' name of the code that came back. */
  readonly code: CodeName;
  /** The one word to branch on. */
  readonly reason: Reason;
}

/** The entry for a raw call of `syscall` that failed with `code`. */
export function withheldIn<W extends string>(
  words: Vocabulary,
  what: W,
  { syscall, code }: { readonly syscall: string; readonly code: number },
): Withheld<W> {
  return Object.freeze({ what, code: words.codes.nameOf(code), reason: words.judge(syscall, code).reason });
}
