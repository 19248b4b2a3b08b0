import type { TerminalCallName } from '../../../../lib/terminal/calls.js';
import {
  type Codes,
  GENERAL,
  type KnownCode,
  MISSING,
  makeCodes,
  RPC,
  UNKNOWN,
  WINDOWS_CODES,
  type WindowsCode,
} from '../../fault-campaign/codes.js';

/** What only this domain tries: codes of its functions, and those of Terminal Services in winerror.h. */
const OWN = [
  [24, 'ERROR_BAD_LENGTH', 'other'],
  [59, 'ERROR_UNEXP_NET_ERR', 'unreachable'],
  [64, 'ERROR_NETNAME_DELETED', 'unreachable'],
  [121, 'ERROR_SEM_TIMEOUT', 'unreachable'],
  [123, 'ERROR_INVALID_NAME', 'other'],
  [124, 'ERROR_INVALID_LEVEL', 'not-supported'],
  [183, 'ERROR_ALREADY_EXISTS', 'other'],
  [234, 'ERROR_MORE_DATA', 'other'],
  [995, 'ERROR_OPERATION_ABORTED', 'other'],
  [1018, 'WIN32_1018', 'other'], // ERROR_KEY_DELETED
  [1060, 'ERROR_SERVICE_DOES_NOT_EXIST', 'not-supported'],
  [1072, 'WIN32_1072', 'other'], // ERROR_SERVICE_MARKED_FOR_DELETE
  [1158, 'WIN32_1158', 'other'], // ERROR_NO_MORE_USER_HANDLES
  [1190, 'ERROR_SHUTDOWN_IS_SCHEDULED', 'busy'],
  [1191, 'ERROR_SHUTDOWN_USERS_LOGGED_ON', 'busy'],
  [1210, 'ERROR_INVALID_COMPUTERNAME', 'unreachable'],
  [1236, 'ERROR_CONNECTION_ABORTED', 'unreachable'],
  [1294, 'WIN32_1294', 'other'], // ERROR_SERVICE_NOTIFY_CLIENT_LAGGING
  [1300, 'ERROR_NOT_ALL_ASSIGNED', 'access-denied'],
  [1311, 'ERROR_NO_LOGON_SERVERS', 'unreachable'],
  [1312, 'ERROR_NO_SUCH_LOGON_SESSION', 'not-found'],
  [1313, 'ERROR_NO_SUCH_PRIVILEGE', 'other'],
  [1317, 'ERROR_NO_SUCH_USER', 'not-found'],
  [1330, 'ERROR_PASSWORD_EXPIRED', 'access-denied'],
  [1331, 'ERROR_ACCOUNT_DISABLED', 'access-denied'],
  [1332, 'ERROR_NONE_MAPPED', 'not-found'],
  [1337, 'ERROR_INVALID_SID', 'other'],
  [1355, 'ERROR_NO_SUCH_DOMAIN', 'unreachable'],
  [1400, 'ERROR_INVALID_WINDOW_HANDLE', 'other'],
  [1407, 'WIN32_1407', 'other'], // ERROR_CANNOT_FIND_WND_CLASS
  [1455, 'ERROR_COMMITMENT_LIMIT', 'other'],
  [1630, 'WIN32_1630', 'other'], // ERROR_UNSUPPORTED_TYPE
  [1789, 'ERROR_TRUSTED_RELATIONSHIP_FAILURE', 'unreachable'],
  [2138, 'WIN32_2138', 'other'], // NERR_WkstaNotStarted
  [2202, 'NERR_BadUsername', 'other'],
  [2221, 'NERR_UserNotFound', 'not-found'],
  [2250, 'ERROR_NOT_CONNECTED', 'other'],
  [2453, 'NERR_DCNotFound', 'unreachable'],
  [7001, 'ERROR_CTX_WINSTATION_NAME_INVALID', 'not-found'],
  [7002, 'ERROR_CTX_INVALID_PD', 'other'],
  [7007, 'ERROR_CTX_CLOSE_PENDING', 'not-found'],
  [7022, 'ERROR_CTX_WINSTATION_NOT_FOUND', 'not-found'],
  [7024, 'ERROR_CTX_WINSTATION_BUSY', 'busy'],
  [7037, 'ERROR_CTX_LOGON_DISABLED', 'other'],
  [7038, 'ERROR_CTX_NOT_CONSOLE', 'other'],
  [7040, 'ERROR_CTX_CLIENT_QUERY_TIMEOUT', 'other'],
  [7041, 'ERROR_CTX_CONSOLE_DISCONNECT', 'other'],
  [7042, 'ERROR_CTX_CONSOLE_CONNECT', 'other'],
  [7044, 'ERROR_CTX_SHADOW_DENIED', 'access-denied'],
  [7045, 'ERROR_CTX_WINSTATION_ACCESS_DENIED', 'access-denied'],
  [7050, 'ERROR_CTX_SHADOW_INVALID', 'other'],
  [7051, 'ERROR_CTX_SHADOW_DISABLED', 'not-supported'],
  [7057, 'ERROR_CTX_SHADOW_NOT_RUNNING', 'not-found'],
  [7058, 'ERROR_CTX_SHADOW_ENDED_BY_MODE_CHANGE', 'other'],
  [7060, 'ERROR_CTX_WINSTATIONS_DISABLED', 'not-supported'],
  [7062, 'ERROR_CTX_SESSION_IN_USE', 'busy'],
  [7063, 'ERROR_CTX_NO_FORCE_LOGOFF', 'access-denied'],
  [7069, 'ERROR_TS_INCOMPATIBLE_SESSIONS', 'not-supported'],
] as const satisfies readonly KnownCode[];

export type Code = WindowsCode | (typeof OWN)[number][0];

/** Codes with the reason `other` that have a hint anyway. */
export const ADVISED: readonly Code[] = [0, 1733, 2250];

/** The export or its DLL is missing, or says that it is not implemented (0: a stub). Then the older call is made. */
export const FALLBACK: readonly Code[] = MISSING;
/** A session that has ended since it was listed. */
export const VANISHED: readonly Code[] = [2, 7001, 7007, 7022];

/** To fall back, vanished, not ready, refused, unknown. */
const CLASSES: readonly Code[] = [120, 7022, 1702, 5, UNKNOWN];
/** The codes of Terminal Services. */
const TERMINAL: readonly Code[] = [
  ...([7001, 7002, 7007, 7022, 7024, 7037, 7038, 7040, 7041, 7042, 7044, 7045, 7050, 7051, 7057, 7058] as const),
];
/** For the calls of wtsapi32. 1332, because some of them look up SIDs and names. */
const SERVER: readonly Code[] = [...FALLBACK, ...GENERAL, ...RPC, ...TERMINAL, 1332];
/** For look-ups: there is no such account, or the domain cannot be reached. Terminal Services has no part in it. */
const ACCOUNT: readonly Code[] = [...FALLBACK, ...GENERAL, ...RPC, 123, 1210, 1311, 1317, 1332, 1337, 1355, 1789];
const LOCAL: readonly Code[] = [...FALLBACK, ...GENERAL];
/** These return their code and set no last error: for them 0 is success, so it is not tried. */
const STATUS: readonly Code[] = LOCAL.filter(code => code !== 0);

/** The codes of each raw call, or the reason why it has none. A raw call that is missing here does not compile. */
export const CODES: Readonly<Record<TerminalCallName, readonly Code[] | string>> = {
  WTSGetActiveConsoleSessionId: 'answers 0xFFFFFFFF for none, and no code',
  GetSystemMetrics: 'answers 0 for no, and no code',
  WTSCloseServer: 'answers nothing at all',

  WTSOpenServerExW: [...SERVER, 123, 1210],
  WTSOpenServerW: [...SERVER, 123, 1210],
  WTSEnumerateSessionsExW: [...SERVER, 124],
  WTSEnumerateSessionsW: SERVER,
  WTSQuerySessionInformationW: SERVER,
  WTSEnumerateProcessesExW: [...SERVER, 124],
  WTSEnumerateProcessesW: SERVER,
  WTSSendMessageW: SERVER,
  WTSDisconnectSession: SERVER,
  WTSLogoffSession: SERVER,
  WTSVirtualChannelOpenEx: SERVER,
  WTSVirtualChannelQuery: LOCAL,
  WTSVirtualChannelClose: LOCAL,
  WTSConnectSessionW: [...SERVER, 1330, 1331, 2250, 7060, 7062, 7069],
  WTSTerminateProcess: SERVER,
  WTSShutdownSystem: [...SERVER, 1190, 1191, 7063],
  WTSActiveSessionExists: SERVER,
  WTSIsChildSessionsEnabled: SERVER,
  WTSEnableChildSessions: SERVER,
  // 1168 for none, on some Windows.
  WTSGetChildSessionId: [...SERVER, 1168],
  // 1702 until Terminal Services is ready.
  WTSRegisterSessionNotificationEx: [...SERVER, 1400],
  WTSUnRegisterSessionNotificationEx: [...SERVER, 1400],
  // A wait lasts long enough to see its connection break.
  WTSWaitSystemEvent: [...SERVER, 59, 64, 121, 995, 1236],

  LookupAccountSidW: ACCOUNT,
  LookupAccountNameW: ACCOUNT,

  // The account, its server, and what the server says about them.
  WTSQueryUserConfigW: [...ACCOUNT, 124, 2202, 2221, 2453],
  WTSSetUserConfigW: [...ACCOUNT, 124, 2202, 2221, 2453],

  WTSEnumerateListenersW: SERVER,
  WTSQueryListenerConfigW: SERVER,
  WTSCreateListenerW: [...SERVER, 183],
  WTSGetListenerSecurityW: [...SERVER, 1300],
  WTSSetListenerSecurityW: SERVER,

  // Only for another machine.
  NetWkstaGetInfo: [...STATUS, ...RPC, 124, 2138],

  // 87 for a process id that no process has.
  ProcessIdToSessionId: LOCAL,
  // 1312 for a token that has no other half.
  GetTokenInformation: [...LOCAL, 24, 1312],
  WTSQueryUserToken: SERVER,
  OpenProcess: LOCAL,
  OpenProcessToken: LOCAL,
  CreateEnvironmentBlock: LOCAL,
  CreateNamedPipeW: [...LOCAL, 123],
  CreateJobObjectW: LOCAL,
  SetInformationJobObject: LOCAL,
  CreateProcessAsUserW: [...LOCAL, 1455],
  AssignProcessToJobObject: LOCAL,
  ResumeThread: LOCAL.filter(code => code !== 0),
  TerminateJobObject: LOCAL,
  TerminateProcess: LOCAL,
  QueryServiceStatus: [...LOCAL, 1060, 1062, 1722],
  GetLastInputInfo: LOCAL,
  CreateThread: [...LOCAL, 1455],
  CreateWindowExW: [...LOCAL, 1158, 1400, 1407],
  // 2 while the service has not made it yet.
  OpenEventW: [...LOCAL, 123],
  RegGetValueW: [...STATUS, 234, 1018, 1630],
  RegSetValueExW: [...STATUS, 1018],
  // 1300 for a privilege that the token does not have.
  AdjustTokenPrivileges: [...LOCAL, 1300, 1313],
  GetProcessTimes: LOCAL,
  NotifyServiceStatusChangeW: [...STATUS, 1060, 1072, 1294, 1722],
};

export const codes: Codes<TerminalCallName, Code> = makeCodes({
  known: [...WINDOWS_CODES, ...OWN],
  classes: CLASSES,
  of: CODES,
});
export const { nameOf, reasonOf, codesOf, classesOf } = codes;
