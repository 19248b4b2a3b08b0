import type { Subject } from '../base/meaning.js';
import { WIN32_CODES as E } from './codes.js';
import type { Reason } from './reasons.js';

/** What a failure is about: by code or reason where these say more than the call, else what the call itself is about. */
export function subjectOf(reason: Reason, code: number, about: Subject | undefined): Subject | undefined {
  switch (code) {
    case E.ERROR_NONE_MAPPED:
    case E.ERROR_NO_SUCH_USER:
    case E.ERROR_INVALID_SID:
      return 'user';
  }
  switch (reason) {
    case 'unreachable':
      return 'host';
    case 'busy':
      return about ?? 'host';
    default:
      return about;
  }
}
