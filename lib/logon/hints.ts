import type { Failure } from '../base/answer.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import type { Failed } from '../errors/hints.js';
import { Vocabulary } from '../errors/vocabulary.js';
import { type Known, type WindowsError, windowsErrorIn } from '../errors/windows-error.js';
import { LOGON_CALLS } from './calls.js';

function hintFor({ code }: Failed): string | undefined {
  switch (code) {
    case E.ERROR_ACCESS_DENIED:
      return 'The logons of others are shown to administrators only. Run elevated.';
    case E.ERROR_NO_SUCH_LOGON_SESSION:
      return 'The logon has ended. List the logons again.';
    default:
      return undefined;
  }
}

export const VOCABULARY = new Vocabulary({ calls: LOGON_CALLS, hintFor });

/** The error for a failed raw call of this domain. */
export function logonError(host: string, failure: Failure, known?: Known): WindowsError {
  return windowsErrorIn(VOCABULARY, failure, { host, remote: false }, known);
}
