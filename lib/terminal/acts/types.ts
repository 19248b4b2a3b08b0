import type { SessionRef } from '../../identity/session.js';
import type { Cancel } from '../../lane/cancel.js';

/** The buttons of a message box: `MB_OK` to `MB_CANCELTRYCONTINUE` in words. */
export type MessageButtons =
  | 'ok'
  | 'okCancel'
  | 'abortRetryIgnore'
  | 'yesNoCancel'
  | 'yesNo'
  | 'retryCancel'
  | 'cancelTryContinue';

/** The icon of a message box: `MB_ICONERROR` to `MB_ICONINFORMATION` in words. */
export type MessageIcon = 'error' | 'question' | 'warning' | 'information';

/** `'sent'`: there was no `wait`. `'expired'`: nobody answered in time. `'unknown'`: an answer that Windows does not document. */
export type MessageAnswer =
  | 'sent'
  | 'expired'
  | 'ok'
  | 'cancel'
  | 'yes'
  | 'no'
  | 'retry'
  | 'abort'
  | 'ignore'
  | 'tryAgain'
  | 'continue'
  | 'unknown';

/**
 * Default of `timeout` without `wait`: that of the host. With `wait`: `expires` and 30 seconds more, or one hour for a message
 * that does not close itself. Only `timeout: Infinity` waits without a limit.
 */
export interface MessageOptions extends Cancel {
  /** The title of the box. Default: none. */
  readonly title?: string | undefined;
  /** Default: `'ok'`. */
  readonly buttons?: MessageButtons | undefined;
  /** Default: none. */
  readonly icon?: MessageIcon | undefined;
  /** Milliseconds until the box closes itself. Windows counts whole seconds, so the time is rounded up. */
  readonly expires?: number | undefined;
  /** Wait for the answer. A box with only an OK button may answer `'ok'` when it expires: Windows reports the same for both. */
  readonly wait?: boolean | undefined;
}

/** Default of `timeout`: that of the host, or 30 seconds. */
export interface DisconnectOptions extends Cancel {
  /** Wait until the session has lost its client, or has ended: it is looked at until then. Default true. */
  readonly wait?: boolean | undefined;
}

/** Default of `timeout` with `wait`: ten minutes. Without `wait`: that of the host. */
export interface LogoffOptions extends Cancel {
  /** Wait until the session is gone. Default true. */
  readonly wait?: boolean | undefined;
}

/** What can be done to the sessions of any host. */
export interface SessionActs {
  /**
   * A message box in a session. Needs the right "Message" on another user's session.
   *
   * Windows: [WTSSendMessage](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtssendmessagew).
   * @throws {@link WindowsError} with reason `'access-denied'`, `'not-found'` or `'changed'`. When a stop comes too late, the
   * `outcome` of the error is `'unknown'`: the box may be on the screen.
   * @example
   * const answer = await host.message('console', 'Restart at six?', { buttons: 'yesNo', expires: 60_000, wait: true });
   */
  message(ref: SessionRef, text: string, options?: MessageOptions): Promise<MessageAnswer>;
  /**
   * Takes the client away from a session; its programs run on, and its user can come back to it. On the console this is a
   * switch of users: Windows shows the logon screen in a new session. Needs the right "Disconnect" on another user's session. A
   * listener and session 0 are refused with reason `'not-supported'`.
   *
   * Windows: [WTSDisconnectSession](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsdisconnectsession).
   * @throws {@link WindowsError} with reason `'access-denied'` or `'not-found'`; `'changed'` when a `Session` was given and
   * its id now belongs to another logon. When a stop comes too late, or the session cannot be looked at afterwards, the
   * `outcome` of the error is `'unknown'`.
   * @example
   * await host.disconnect(session);
   */
  disconnect(ref: SessionRef, options?: DisconnectOptions): Promise<void>;
  /**
   * Ends a session; unsaved work is lost. Needs the right "Logoff" (an administrator has it). A listener is refused with
   * reason `'not-supported'`: Windows would disconnect every session that came in through it.
   *
   * Windows: [WTSLogoffSession](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtslogoffsession).
   * @throws {@link WindowsError} with reason `'access-denied'` or `'not-found'`; `'changed'` when a `Session` was given and
   * its id now belongs to another logon. When a stop comes too late, the `outcome` of the error is `'unknown'`.
   * @example
   * await host.logoff(session, { wait: false });
   */
  logoff(ref: SessionRef, options?: LogoffOptions): Promise<void>;
}

/** What can be done to the sessions of this machine only. */
export type LocalSessionActs = Record<never, never>;
