import type { Failure } from '../base/answer.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import type { Failed } from '../errors/hints.js';
import { Vocabulary } from '../errors/vocabulary.js';
import { type Known, type WindowsError, windowsErrorIn } from '../errors/windows-error.js';
import { ISCSI_CALLS, SERVICE } from './calls.js';
import { ISDSC_CODES, REASONS } from './codes.js';

const I = ISDSC_CODES;

/** What to do about a failure of a call about iSCSI. */
function hintFor({ code, reason }: Failed): string | undefined {
  switch (code) {
    case I.ISDSC_SERVICE_NOT_RUNNING:
      return `The service ${SERVICE} is stopped, as it is on a fresh Windows: Start-Service ${SERVICE}, elevated. This library starts no service.`;
    case E.ERROR_ACCESS_DENIED:
    case E.RPC_S_UNKNOWN_IF:
      return 'Run elevated. Where that is so already, see that the service of the Event Log is there and runs.';
    case I.ISDSC_DEVICE_BUSY_ON_SESSION:
      return 'A volume on a disk of this session is in use. Take the disk offline, or close what uses it.';
    case I.ISDSC_SESSION_BUSY:
      return 'The session is busy with another request. Try again later.';
    case I.ISDSC_RESTRICTED_BY_GROUP_POLICY:
      return 'A group policy of this machine forbids it (Computer Configuration, System, iSCSI).';
    case I.ISDSC_TARGET_NOT_FOUND:
      return 'No portal has named such a target. Add its portal, or refresh the list of targets.';
    case I.ISDSC_AUTHENTICATION_FAILURE:
    case I.ISDSC_LOGON_FAILED:
    case I.ISDSC_LOGIN_USER_INFO_BAD:
    case I.ISDSC_INVALID_CHAP_USER_NAME:
    case I.ISDSC_INVALID_CHAP_SECRET:
      return 'The target wants a CHAP secret, or another secret or user than it was given.';
    case I.ISDSC_AUTHORIZATION_FAILURE:
      return "The target does not let this machine in: see that the initiator's name is allowed there.";
    case I.ISDSC_INVALID_TARGET_CHAP_SECRET:
    case I.ISDSC_INVALID_INITIATOR_CHAP_SECRET:
      return 'Without IPsec a CHAP secret has 12 to 16 bytes.';
    case I.ISDSC_TARGET_ALREADY_LOGGED_IN:
      return 'There is a session already. Further ones to the same target need multipath.';
  }
  switch (reason) {
    case 'not-found':
      return 'The session, connection or target is not there any more, or never was. List again.';
    case 'changed':
      return 'The id now belongs to a session with another target. List the sessions again and decide anew.';
    case 'unreachable':
      return `See that the target's portal answers, and that the service ${SERVICE} is running.`;
    default:
      return undefined;
  }
}

export const VOCABULARY = new Vocabulary({ calls: ISCSI_CALLS, codes: ISDSC_CODES, reasons: REASONS, hintFor });

/** The error for a failed raw call of this domain. */
export function iscsiError(host: string, failure: Failure, known?: Known): WindowsError {
  return windowsErrorIn(VOCABULARY, failure, { host, remote: false }, known);
}
