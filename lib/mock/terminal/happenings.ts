import { nearest } from '../../base/nearest.js';
import { SYSTEM_EVENTS as E, NOTICES as N } from '../../terminal/watch/notice-codes.js';

interface Reported {
  /** wParam of WM_WTSSESSION_CHANGE. */
  readonly notice: number;
  /** What WTSWaitSystemEvent reports of it; 0 is nothing. */
  readonly flags: number;
}

/** What can happen to a session, in the words of the events, and how Windows reports it. */
export const HAPPENINGS = {
  create: { notice: N.WTS_SESSION_CREATE, flags: E.WTS_EVENT_CREATE },
  terminate: { notice: N.WTS_SESSION_TERMINATE, flags: E.WTS_EVENT_DELETE },
  consoleConnect: { notice: N.WTS_CONSOLE_CONNECT, flags: E.WTS_EVENT_CONNECT | E.WTS_EVENT_STATECHANGE },
  consoleDisconnect: { notice: N.WTS_CONSOLE_DISCONNECT, flags: E.WTS_EVENT_DISCONNECT | E.WTS_EVENT_STATECHANGE },
  remoteConnect: { notice: N.WTS_REMOTE_CONNECT, flags: E.WTS_EVENT_CONNECT | E.WTS_EVENT_STATECHANGE },
  remoteDisconnect: { notice: N.WTS_REMOTE_DISCONNECT, flags: E.WTS_EVENT_DISCONNECT | E.WTS_EVENT_STATECHANGE },
  logon: { notice: N.WTS_SESSION_LOGON, flags: E.WTS_EVENT_LOGON | E.WTS_EVENT_STATECHANGE },
  logoff: { notice: N.WTS_SESSION_LOGOFF, flags: E.WTS_EVENT_LOGOFF | E.WTS_EVENT_STATECHANGE },
  lock: { notice: N.WTS_SESSION_LOCK, flags: 0 },
  unlock: { notice: N.WTS_SESSION_UNLOCK, flags: 0 },
  remoteControl: { notice: N.WTS_SESSION_REMOTE_CONTROL, flags: 0 },
  desktopReady: { notice: N.WTS_SESSION_DESKTOP_READY, flags: 0 },
} as const satisfies Readonly<Record<string, Reported>>;

/** The types of events that can be made to get lost: all but `snapshot` and `gap`. */
export type Happening = keyof typeof HAPPENINGS;

export function happeningNamed(name: unknown): Happening {
  if (typeof name === 'string' && Object.hasOwn(HAPPENINGS, name)) return name as Happening;
  const meant = typeof name === 'string' ? nearest(name, Object.keys(HAPPENINGS)) : undefined;
  throw new TypeError(`no event is named ${String(name)}${meant === undefined ? '' : `; did you mean ${meant}?`}`);
}
