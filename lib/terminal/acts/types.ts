import type { Cancel } from '../../lane/cancel.js';

export type MessageButtons =
  | 'ok'
  | 'okCancel'
  | 'abortRetryIgnore'
  | 'yesNoCancel'
  | 'yesNo'
  | 'retryCancel'
  | 'cancelTryContinue';

export type MessageIcon = 'error' | 'question' | 'warning' | 'information';

/** `'sent'`: without `wait`. `'expired'`: nobody answered in time. `'unknown'`: an answer that Windows does not document. */
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
 * Without `wait`, `timeout` is the host's. With it, `expires` and 30 seconds more, or an hour for a message that does not go
 * away by itself. Only `timeout: Infinity` waits without a limit.
 */
export interface MessageOptions extends Cancel {
  readonly title?: string | undefined;
  readonly buttons?: MessageButtons | undefined;
  readonly icon?: MessageIcon | undefined;
  /** Milliseconds until the box goes away by itself; Windows counts in whole seconds, so it is rounded up. */
  readonly expires?: number | undefined;
  /** Wait for the answer. A box with a single OK may answer `'ok'` when it expires: Windows does not tell them apart. */
  readonly wait?: boolean | undefined;
}

/** A logoff that is waited for takes ten minutes at most, unless `timeout` says otherwise; any other what the host's calls take. */
export interface LogoffOptions extends Cancel {
  /** Wait until the session is gone. Default true. */
  readonly wait?: boolean | undefined;
}
