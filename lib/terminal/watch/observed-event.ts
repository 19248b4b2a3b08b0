import type { SessionDetails } from '../sessions/types.js';
import { NOTICES } from './notice-codes.js';
import type { EventType } from './types.js';

/** The events that are about one session. */
export type AboutType = Exclude<EventType, 'snapshot' | 'gap'>;

/**
 * Something that happened to a session, as a source saw it, before any watch has made an event of it. A source that compares
 * lists already knows the session.
 */
export interface ObservedEvent {
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

/** The type of a notice; `undefined` for one that Windows does not document. */
export function typeOf(notice: number): AboutType | undefined {
  return TYPES.get(notice);
}
