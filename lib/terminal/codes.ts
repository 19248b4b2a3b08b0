import { WIN32_CODES } from '../errors/codes.js';
import type { Reason } from '../errors/reasons.js';
import type { Meanings } from '../errors/vocabulary.js';

/** The codes of Terminal Services. */
export const TERMINAL_CODES = {
  ERROR_CTX_WINSTATION_NAME_INVALID: 7001,
  ERROR_CTX_INVALID_PD: 7002,
  ERROR_CTX_PD_NOT_FOUND: 7003,
  ERROR_CTX_WD_NOT_FOUND: 7004,
  ERROR_CTX_SERVICE_NAME_COLLISION: 7006,
  ERROR_CTX_CLOSE_PENDING: 7007,
  ERROR_CTX_NO_OUTBUF: 7008,
  ERROR_CTX_TD_ERROR: 7017,
  ERROR_CTX_WINSTATION_NOT_FOUND: 7022,
  ERROR_CTX_WINSTATION_ALREADY_EXISTS: 7023,
  ERROR_CTX_WINSTATION_BUSY: 7024,
  ERROR_CTX_BAD_VIDEO_MODE: 7025,
  ERROR_CTX_GRAPHICS_INVALID: 7035,
  ERROR_CTX_LOGON_DISABLED: 7037,
  ERROR_CTX_NOT_CONSOLE: 7038,
  ERROR_CTX_CLIENT_QUERY_TIMEOUT: 7040,
  ERROR_CTX_CONSOLE_DISCONNECT: 7041,
  ERROR_CTX_CONSOLE_CONNECT: 7042,
  ERROR_CTX_SHADOW_DENIED: 7044,
  ERROR_CTX_WINSTATION_ACCESS_DENIED: 7045,
  ERROR_CTX_INVALID_WD: 7049,
  ERROR_CTX_SHADOW_INVALID: 7050,
  ERROR_CTX_SHADOW_DISABLED: 7051,
  ERROR_CTX_CLIENT_LICENSE_IN_USE: 7052,
  ERROR_CTX_CLIENT_LICENSE_NOT_SET: 7053,
  ERROR_CTX_LICENSE_NOT_AVAILABLE: 7054,
  ERROR_CTX_LICENSE_CLIENT_INVALID: 7055,
  ERROR_CTX_LICENSE_EXPIRED: 7056,
  ERROR_CTX_SHADOW_NOT_RUNNING: 7057,
  ERROR_CTX_SHADOW_ENDED_BY_MODE_CHANGE: 7058,
} as const;

/** Windows' names of the codes that calls about sessions are known to fail with; 0 is a failure that left no code. */
export const ERROR_CODES = { ...WIN32_CODES, ...TERMINAL_CODES } as const;

/** A name in `ERROR_CODES`. */
export type ErrorCodeName = keyof typeof ERROR_CODES;

const T = TERMINAL_CODES;

/** What they come down to. A session that is just closing (7007) is as good as gone. */
export const REASONS: ReadonlyMap<number, Reason> = new Map<number, Reason>([
  [T.ERROR_CTX_SHADOW_DENIED, 'access-denied'],
  [T.ERROR_CTX_WINSTATION_ACCESS_DENIED, 'access-denied'],
  [T.ERROR_CTX_WINSTATION_NAME_INVALID, 'not-found'],
  [T.ERROR_CTX_CLOSE_PENDING, 'not-found'],
  [T.ERROR_CTX_WINSTATION_NOT_FOUND, 'not-found'],
  [T.ERROR_CTX_SHADOW_DISABLED, 'not-supported'],
  [T.ERROR_CTX_WINSTATION_BUSY, 'busy'],
]);

/** What codes of single calls mean, where the call alone does not say it. */
export const MEANINGS: Meanings = {
  WTSQuerySessionInformationW: new Map([
    [WIN32_CODES.ERROR_NOT_SUPPORTED, { subject: 'class' }],
    [WIN32_CODES.ERROR_INVALID_PARAMETER, { subject: 'class' }],
    [WIN32_CODES.ERROR_CALL_NOT_IMPLEMENTED, { subject: 'class' }],
    [WIN32_CODES.ERROR_INVALID_FUNCTION, { subject: 'class' }],
  ]),
};
