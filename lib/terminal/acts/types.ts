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
