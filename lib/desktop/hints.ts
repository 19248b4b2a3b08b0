import type { Failure } from '../base/answer.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import type { Failed } from '../errors/hints.js';
import { COM_CODES, unwrapped } from '../errors/hresult.js';
import { Vocabulary } from '../errors/vocabulary.js';
import { type WindowsError, windowsErrorIn } from '../errors/windows-error.js';
import { DESKTOP_CALLS } from './calls.js';

function hintFor({ code, syscall }: Failed): string | undefined {
  if (syscall === 'WTSSetRenderHint' && code === E.ERROR_INVALID_WINDOW_HANDLE) {
    return 'Give the handle of a window of this process that still exists, such as win.getNativeWindowHandle() of Electron.';
  }
  return undefined;
}

export const VOCABULARY = new Vocabulary({
  calls: DESKTOP_CALLS,
  codes: COM_CODES,
  reasons: new Map([[E.ERROR_INVALID_WINDOW_HANDLE, 'not-found']]),
  hintFor,
});

/** The error for a failed raw call of this domain. Render hints fail with HRESULTs. */
export function desktopError(host: string, failure: Failure): WindowsError {
  return windowsErrorIn(VOCABULARY, { ...failure, code: unwrapped(failure.code) }, { host, remote: false });
}
