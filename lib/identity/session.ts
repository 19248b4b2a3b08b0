/**
 * What a session of Windows is for all that refers to one. Each domain may name sessions; to resolve a reference and to check it
 * again is the business of the terminal domain.
 */

/**
 * A session: its id, the two names for one that every machine has, or a session that was listed. A `Session` is checked
 * again: when its id has been reused for another logon, the call fails with reason `'changed'`. So does it where that cannot
 * be ruled out: one that was listed without `details` has no logon time to compare.
 */
export type SessionRef = number | 'current' | 'console' | Session;

/**
 * `user`: someone is logged on, disconnected or not. `free`: nobody is, such as a console that shows the logon screen.
 * `services`: session 0. `listener`: waits for connections.
 */
export type SessionKind = 'user' | 'free' | 'services' | 'listener';

/** `WTS_CONNECTSTATE_CLASS` in words; `unknown` is a state that this library has no word for. */
export type SessionState =
  | 'active'
  | 'connected'
  | 'connectQuery'
  | 'shadow'
  | 'disconnected'
  | 'idle'
  | 'listen'
  | 'reset'
  | 'down'
  | 'init'
  | 'unknown';

/** One row of a host. Frozen, without methods, ready for `structuredClone` and JSON. */
export interface Session {
  /** The host's name. */
  readonly host: string;
  /**
   * Reused by Windows: after a logoff another logon may have it. Give the whole `Session` to acts, which check that.
   */
  readonly id: number;
  /** The session's name: `'Console'`, `'RDP-Tcp#7'`; empty while disconnected. (Windows calls it the WinStation name.) */
  readonly name: string;
  /** How it is connected. */
  readonly state: SessionState;
  /** Whether a user is logged on, and what the session is for otherwise. */
  readonly kind: SessionKind;
  /** The name of the user; `undefined` when nobody is logged on. */
  readonly user: string | undefined;
  /** The domain of the user, or the machine's name for a local account. */
  readonly domain: string | undefined;
  /** `'CORP\\anna'`. */
  readonly account: string | undefined;
  /** Is it on the physical console? */
  readonly isConsole: boolean;
  /** Does this process run in it? */
  readonly isCurrent: boolean;
  /** When Windows was asked; one Date for all sessions of a list. */
  readonly takenAt: Date;
}
