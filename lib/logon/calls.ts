import {
  type ArgsOf,
  call,
  flag,
  i32,
  list,
  record,
  sidOrNull,
  textOrNull,
  ticks,
  u32,
  type ValueOf,
} from '../base/call.js';

/** A `LUID`. */
const luid = { low: u32, high: i32 };

/** `SECURITY_LOGON_SESSION_DATA`. Older ones end before `flags`; then `hasTail` is false, and the rest is zero. */
const data = record({
  /** False: success without a structure. */
  isThere: flag,
  user: textOrNull,
  domain: textOrNull,
  package: textOrNull,
  type: u32,
  sessionId: u32,
  sid: sidOrNull,
  logonTime: ticks,
  server: textOrNull,
  dnsDomain: textOrNull,
  upn: textOrNull,
  hasTail: flag,
  flags: u32,
  lastSucceeded: ticks,
  lastFailed: ticks,
  failures: u32,
  passwordLastSet: ticks,
});

/** The raw calls of this domain. All are plain: asked by their names, made on nothing. No service of its own answers them. */
export const LOGON_CALLS = {
  LsaEnumerateLogonSessions: call({ args: {}, value: list(record(luid)), on: 'machine' }),
  LsaGetLogonSessionData: call({ args: luid, value: data, on: 'machine' }),
} as const;

export type LogonCalls = typeof LOGON_CALLS;
export type RawLuid = ArgsOf<LogonCalls['LsaGetLogonSessionData']>;
export type RawLogon = ValueOf<LogonCalls['LsaGetLogonSessionData']>;
