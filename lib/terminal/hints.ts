import type { Failure } from '../base/answer.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import type { Failed } from '../errors/hints.js';
import { Vocabulary } from '../errors/vocabulary.js';
import { type About, type Known, type WindowsError, windowsErrorIn } from '../errors/windows-error.js';
import { TERMINAL_CALLS } from './calls.js';
import { REASONS, TERMINAL_CODES } from './codes.js';

/** What to do about a failure of a call about sessions. */
function hintFor({ code, reason, subject, host }: Failed): string | undefined {
  switch (code) {
    case E.ERROR_NOT_CONNECTED:
      return 'No client is at that terminal: its session is disconnected.';
    case TERMINAL_CODES.ERROR_TS_INCOMPATIBLE_SESSIONS:
      return 'This session cannot be shown on that terminal.';
    case TERMINAL_CODES.ERROR_CTX_NO_FORCE_LOGOFF:
      return 'A policy forbids to log off an administrator at the console.';
    case E.RPC_S_INVALID_BINDING:
      return 'Windows cannot be asked about sessions yet. Right after boot, wait for it; else see that its Local Session Manager (service LSM) is running.';
    case E.RPC_S_INVALID_TAG:
      return 'The server could not say this about the session in its present state, for example because it is disconnected.';
  }
  switch (reason) {
    case 'changed':
      if (subject === 'process')
        return 'The id now belongs to another process. List the processes again and decide anew.';
      if (subject !== 'session') return 'It is another one now. List again and decide anew.';
      return 'The id now belongs to another logon. List the sessions again and decide anew.';
    case 'unreachable':
      return `See that ${host ?? 'this machine'} is up, that its service TermService is running, and that its firewall lets RPC in ("Remote Service Management"; TCP 135 and 445).`;
    case 'no-user':
      return 'Nobody is logged on in that session.';
    default:
      return undefined;
  }
}

export const VOCABULARY = new Vocabulary({
  calls: TERMINAL_CALLS,
  codes: TERMINAL_CODES,
  reasons: REASONS,
  hintFor,
});

/** The error for a failed raw call of this domain. */
export function windowsError(failure: Failure, about: About, known?: Known): WindowsError {
  return windowsErrorIn(VOCABULARY, failure, about, known);
}
