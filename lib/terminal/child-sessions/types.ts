import type { Cancel } from '../../lane/cancel.js';

/** Whether this machine allows child sessions, and which one the caller's session has. */
export interface ChildSessions {
  /** May a session have a child? */
  readonly enabled: boolean;
  /** The id of the child of the caller's session; `undefined` when it has none. A service, in session 0, never has one. */
  readonly id: number | undefined;
}

/** Child sessions: a session in a window of another one, of the same user. */
export interface ChildSessionActs {
  /**
   * Child sessions of this machine. A child ends with its parent, and `logoff(id)` ends it.
   *
   * Windows: [Child sessions](https://learn.microsoft.com/windows/win32/termserv/child-sessions).
   * @throws {@link WindowsError} with reason `'not-supported'` before Windows 8.
   * @example
   * const { enabled, id } = await localHost().childSessions();
   */
  childSessions(options?: Cancel): Promise<ChildSessions>;
  /**
   * Allows child sessions on this machine, or forbids them, for all users. Needs an administrator.
   *
   * Windows: [WTSEnableChildSessions](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsenablechildsessions).
   * @throws {@link WindowsError} with reason `'access-denied'` or `'not-supported'`.
   * @example
   * await localHost().setChildSessionsEnabled(true);
   */
  setChildSessionsEnabled(enabled: boolean, options?: Cancel): Promise<void>;
}
