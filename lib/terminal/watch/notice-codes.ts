/** `wParam` of WM_WTSSESSION_CHANGE. */
export const NOTICES = Object.freeze({
  WTS_CONSOLE_CONNECT: 0x1,
  WTS_CONSOLE_DISCONNECT: 0x2,
  WTS_REMOTE_CONNECT: 0x3,
  WTS_REMOTE_DISCONNECT: 0x4,
  WTS_SESSION_LOGON: 0x5,
  WTS_SESSION_LOGOFF: 0x6,
  WTS_SESSION_LOCK: 0x7,
  WTS_SESSION_UNLOCK: 0x8,
  WTS_SESSION_REMOTE_CONTROL: 0x9,
  WTS_SESSION_CREATE: 0xa,
  WTS_SESSION_TERMINATE: 0xb,
  WTS_SESSION_DESKTOP_READY: 0xf,
} as const);

/** `dwCurrentState` of a service, as far as it matters here. */
export const SERVICE_STATES = Object.freeze({
  /** Not a state of Windows: no more changes are reported, because asking again has failed. */
  UNREPORTED: 0,
  SERVICE_STOPPED: 1,
  SERVICE_RUNNING: 4,
} as const);

/** Flags of `WTSWaitSystemEvent`. */
export const SYSTEM_EVENTS = Object.freeze({
  WTS_EVENT_NONE: 0x0,
  WTS_EVENT_CREATE: 0x1,
  WTS_EVENT_DELETE: 0x2,
  WTS_EVENT_RENAME: 0x4,
  WTS_EVENT_CONNECT: 0x8,
  WTS_EVENT_DISCONNECT: 0x10,
  WTS_EVENT_LOGON: 0x20,
  WTS_EVENT_LOGOFF: 0x40,
  WTS_EVENT_STATECHANGE: 0x80,
  WTS_EVENT_LICENSE: 0x100,
  WTS_EVENT_ALL: 0x7fffffff,
  WTS_EVENT_FLUSH: 0x80000000,
} as const);
