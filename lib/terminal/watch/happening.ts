import type { SessionDetails } from '../sessions/types.js';
import { NOTICES } from './notice-codes.js';
import type { EventType, SessionEvent } from './types.js';

/** The events that are about one session. */
export type AboutType = Exclude<EventType, 'snapshot' | 'gap'>;

/** Something that happened to a session. A source that found it by comparing knows the session already. */
export interface Happening {
  readonly type: AboutType;
  readonly sessionId: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** `undefined`: not known yet; `null`: there is none. */
  readonly now?: SessionDetails | null;
  readonly before?: SessionDetails | null;
}

const TYPES: ReadonlyMap<number, AboutType> = new Map<number, AboutType>([
  [NOTICES.WTS_CONSOLE_CONNECT, 'consoleConnect'],
  [NOTICES.WTS_CONSOLE_DISCONNECT, 'consoleDisconnect'],
  [NOTICES.WTS_REMOTE_CONNECT, 'remoteConnect'],
  [NOTICES.WTS_REMOTE_DISCONNECT, 'remoteDisconnect'],
  [NOTICES.WTS_SESSION_LOGON, 'logon'],
  [NOTICES.WTS_SESSION_LOGOFF, 'logoff'],
  [NOTICES.WTS_SESSION_LOCK, 'lock'],
  [NOTICES.WTS_SESSION_UNLOCK, 'unlock'],
  [NOTICES.WTS_SESSION_REMOTE_CONTROL, 'remoteControl'],
  [NOTICES.WTS_SESSION_CREATE, 'create'],
  [NOTICES.WTS_SESSION_TERMINATE, 'terminate'],
  [NOTICES.WTS_SESSION_DESKTOP_READY, 'desktopReady'],
]);

export const ABOUT_TYPES: readonly AboutType[] = [...TYPES.values()];

/** A notice in words; `undefined` for one that Windows has not documented. */
export function typeOf(notice: number): AboutType | undefined {
  return TYPES.get(notice);
}

/** The event of a happening. */
export function eventOf(
  host: string,
  { type, sessionId, time }: Happening,
  session: SessionDetails | undefined,
  before: SessionDetails | undefined,
  more: { readonly details: boolean; readonly overlap: boolean; readonly reconnect: boolean | undefined },
): SessionEvent {
  const about = {
    host,
    time: new Date(time),
    sessionId,
    session: more.details ? session : undefined,
    before: more.details ? before : undefined,
    overlap: more.overlap,
  };
  switch (type) {
    case 'consoleConnect':
    case 'remoteConnect':
      return Object.freeze({ type, ...about, reconnect: more.reconnect });
    case 'consoleDisconnect':
    case 'remoteDisconnect':
      return Object.freeze({ type, ...about, reconnect: undefined });
    default:
      return Object.freeze({ type, ...about });
  }
}
