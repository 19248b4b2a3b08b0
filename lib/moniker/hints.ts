import type { Failure } from '../base/answer.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import type { Failed } from '../errors/hints.js';
import { Vocabulary } from '../errors/vocabulary.js';
import { type Known, type WindowsError, windowsErrorIn } from '../errors/windows-error.js';
import { MONIKER_CALLS } from './calls.js';
import { COM_CODES, NO_SESSION, REASONS } from './codes.js';

function hintFor({ code, syscall }: Failed): string | undefined {
  if (syscall !== 'CoGetObject') return undefined;
  switch (code) {
    case COM_CODES.REGDB_E_CLASSNOTREG:
      return 'No such class is registered on this machine.';
    case COM_CODES.MK_E_CANTOPENFILE:
      return 'This Windows knows no session monikers.';
    case COM_CODES.CO_E_RUNAS_LOGON_FAILURE:
    case NO_SESSION:
      return 'There is no such session, or nobody is logged on to it: then no server runs there.';
    case E.ERROR_ACCESS_DENIED:
      return 'The launch permissions of the class do not include this account.';
    case COM_CODES.CO_E_SERVER_EXEC_FAILURE:
      return 'The server was started and did not register its class in time.';
    default:
      return undefined;
  }
}

export const VOCABULARY = new Vocabulary({
  calls: MONIKER_CALLS,
  codes: { ...COM_CODES, ERROR_CTX_WINSTATION_NOT_FOUND: NO_SESSION },
  reasons: REASONS,
  hintFor,
});

/** The error for a failed raw call of this domain. COM wraps codes of Win32 as HRESULTs. */
export function monikerError(host: string, failure: Failure, known?: Known, sessionId?: number): WindowsError {
  const code = failure.code >>> 16 === 0x8007 ? failure.code & 0xffff : failure.code;
  return windowsErrorIn(VOCABULARY, { ...failure, code }, { host, remote: false, sessionId }, known);
}
