import type { Reason } from '../base/meaning.js';
import { WIN32_CODES as E, NT_STATUSES as N } from './codes.js';

export type { Reason };

const REASONS: readonly Reason[] = [
  'access-denied',
  'not-found',
  'changed',
  'unreachable',
  'not-supported',
  'no-user',
  'busy',
  'other',
];

export function isReason(value: unknown): value is Reason {
  return (REASONS as readonly unknown[]).includes(value);
}

const reasons = new Map<number, Reason>();
const say = (reason: Reason, ...codes: readonly number[]) => {
  for (const code of codes) reasons.set(code, reason);
};

say(
  'access-denied',
  E.ERROR_ACCESS_DENIED,
  E.ERROR_NETWORK_ACCESS_DENIED,
  E.ERROR_NOT_ALL_ASSIGNED,
  E.ERROR_ELEVATION_REQUIRED,
  E.ERROR_PRIVILEGE_NOT_HELD,
  E.ERROR_LOGON_FAILURE,
  E.ERROR_ACCOUNT_RESTRICTION,
  E.ERROR_ACCOUNT_DISABLED,
  E.ERROR_ACCOUNT_LOCKED_OUT,
  E.ERROR_PASSWORD_MUST_CHANGE,
  E.ERROR_BAD_IMPERSONATION_LEVEL,
  E.RPC_S_SEC_PKG_ERROR,
);
// QueryUserToken says 2 for a session that does not exist.
say(
  'not-found',
  E.ERROR_FILE_NOT_FOUND,
  E.ERROR_NOT_FOUND,
  E.ERROR_NO_SUCH_LOGON_SESSION,
  E.ERROR_NONE_MAPPED,
  E.ERROR_NO_SUCH_USER,
  E.NERR_UserNotFound,
);
say(
  'unreachable',
  E.ERROR_REM_NOT_LIST,
  E.ERROR_BAD_NETPATH,
  E.ERROR_DEV_NOT_EXIST,
  E.ERROR_UNEXP_NET_ERR,
  E.ERROR_NETNAME_DELETED,
  E.ERROR_BAD_NET_NAME,
  E.ERROR_SEM_TIMEOUT,
  E.ERROR_NO_NET_OR_BAD_PATH,
  E.ERROR_INVALID_COMPUTERNAME,
  E.ERROR_NO_NETWORK,
  E.ERROR_CONNECTION_REFUSED,
  E.ERROR_NETWORK_UNREACHABLE,
  E.ERROR_HOST_UNREACHABLE,
  E.ERROR_CONNECTION_ABORTED,
  E.ERROR_NO_LOGON_SERVERS,
  E.ERROR_NO_SUCH_DOMAIN,
  E.ERROR_TRUSTED_RELATIONSHIP_FAILURE,
  E.ERROR_SERVICE_NOT_ACTIVE,
  E.ERROR_SERVICE_DISABLED,
  E.ERROR_SHUTDOWN_IN_PROGRESS,
  E.RPC_S_INVALID_STRING_BINDING,
  E.RPC_S_WRONG_KIND_OF_BINDING,
  E.RPC_S_INVALID_BINDING,
  E.RPC_S_PROTSEQ_NOT_SUPPORTED,
  E.RPC_S_NOT_LISTENING,
  E.RPC_S_SERVER_UNAVAILABLE,
  E.RPC_S_CALL_FAILED,
  E.RPC_S_CALL_FAILED_DNE,
  E.EPT_S_NOT_REGISTERED,
  E.NERR_DCNotFound,
);
say(
  'not-supported',
  E.ERROR_INVALID_FUNCTION,
  E.ERROR_NOT_SUPPORTED,
  E.ERROR_CALL_NOT_IMPLEMENTED,
  E.ERROR_INVALID_LEVEL,
  E.ERROR_MOD_NOT_FOUND,
  E.ERROR_PROC_NOT_FOUND,
  E.ERROR_OLD_WIN_VERSION,
  E.ERROR_SERVICE_DOES_NOT_EXIST,
  E.RPC_S_UNKNOWN_IF,
  E.RPC_S_PROCNUM_OUT_OF_RANGE,
);
say('no-user', E.ERROR_NO_TOKEN, E.ERROR_NOT_LOGGED_ON);
say(
  'busy',
  E.ERROR_NETWORK_BUSY,
  E.ERROR_REQ_NOT_ACCEP,
  E.ERROR_BUSY,
  E.ERROR_RETRY,
  E.RPC_S_SERVER_TOO_BUSY,
  E.ERROR_NOT_ENOUGH_QUOTA,
);

/** The NTSTATUS that some calls leave as their last error in place of a Win32 code. */
say('access-denied', N.STATUS_ACCESS_DENIED, N.STATUS_PRIVILEGE_NOT_HELD);
say('not-found', N.STATUS_OBJECT_NAME_NOT_FOUND, N.STATUS_NOT_FOUND);
say('not-supported', N.STATUS_NOT_IMPLEMENTED, N.STATUS_NOT_SUPPORTED, N.STATUS_INVALID_INFO_CLASS);
say('unreachable', N.STATUS_BAD_NETWORK_PATH, N.STATUS_IO_TIMEOUT);

/** What a code comes down to. `changed` is never Windows' word: the library says it. */
export function reasonOf(code: number): Reason {
  return reasons.get(code) ?? 'other';
}
