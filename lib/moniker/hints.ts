import type { Failure } from '../base/answer.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import type { Failed } from '../errors/hints.js';
import { COM_CODES, unwrapped } from '../errors/hresult.js';
import { Vocabulary } from '../errors/vocabulary.js';
import { type Known, type WindowsError, windowsErrorIn } from '../errors/windows-error.js';
import { MONIKER_CALLS } from './calls.js';
import { NO_SESSION, REASONS } from './codes.js';

const OF_A_VALUE: Readonly<Record<number, string>> = {
  [E.ERROR_INVALID_DATA]: 'The value is no text.',
  [E.ERROR_MORE_DATA]: 'The value is longer than 1,024 characters, so it names no user and no GUID.',
};

function hintFor({ code, syscall }: Failed): string | undefined {
  if (syscall === 'RegQueryValueExW') return OF_A_VALUE[code];
  if (syscall !== 'CoGetObject') return undefined;
  switch (code) {
    case COM_CODES.REGDB_E_CLASSNOTREG:
      return 'No such class is registered on this machine.';
    case COM_CODES.MK_E_CANTOPENFILE:
      return 'This Windows knows no session monikers.';
    case COM_CODES.CO_E_RUNAS_LOGON_FAILURE:
    case NO_SESSION:
      return 'There is no such session, or nobody is logged on to it: then no server runs there.';
    case COM_CODES.CO_E_CREATEPROCESS_FAILURE:
    case COM_CODES.CO_E_RUNAS_CREATEPROCESS_FAILURE:
    case COM_CODES.CO_E_APPNOTFOUND:
      return 'The program of the server could not be started.';
    case COM_CODES.CO_E_WRONG_SERVER_IDENTITY:
      return 'The server that runs is not of the user of that session.';
    case E.ERROR_ACCESS_DENIED:
    case COM_CODES.CO_E_LAUNCH_PERMSSION_DENIED:
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
  const whole = { ...failure, code: unwrapped(failure.code) };
  return windowsErrorIn(VOCABULARY, whole, { host, remote: false, sessionId }, known);
}
