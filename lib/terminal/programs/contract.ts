import type { Answer } from '../../base/answer.js';
import type { RawTokenMap, TokenClassName } from './raw-token.js';

/** Whose token is asked about: that of the user of a session, or that of a process. */
export interface TokenQuestion {
  readonly of: 'session' | 'process';
  readonly id: number;
  readonly classes: readonly TokenClassName[];
}

export interface TokenAnswers {
  /** `WTSQueryUserToken`, or `OpenProcess` and `OpenProcessToken`. Where they fail no class is asked for. */
  readonly opened: Answer<undefined>;
  /** `GetTokenInformation` for each class, in order. Of a linked token it is only looked whether there is one. */
  readonly answers: TokenClassAnswers;
}

export type TokenClassAnswers = { readonly [C in TokenClassName]?: Answer<RawTokenMap[C]> };
