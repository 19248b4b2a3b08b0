import type { SessionRef } from '../../identity/session.js';
import type { Cancel } from '../../lane/cancel.js';
import type { Control } from '../../lane/wait.js';
import { controlOf, type HostContext } from '../host-context.js';

/*
 * How long a call waits for its act when the caller gives no timeout. There is always a limit: a service that handles one user
 * after the other must not stop forever because one host hangs.
 */

/** An act that does not wait for a person or a program. */
const ACT_MS = 30_000;
/** A logoff with `wait`: programs may ask their user to save. */
export const LOGOFF_MS = 10 * 60_000;
/** The answer to a message that stays until a person closes it. */
const ANSWER_MS = 60 * 60_000;
/** Added to the time of a message that closes itself: for sending it and for its answer. */
const MARGIN_MS = 30_000;

/** The `signal` and `timeout` of the call. Without a timeout, that of the host; without both, a default. */
export function actControl(host: HostContext, options: Cancel, ref?: SessionRef): Control {
  const { timeout = ACT_MS, ...control } = controlOf(host, options, ref);
  return { ...control, timeout };
}

/** The timeout for the answer to a message that is shown for so many seconds; 0 is without end. */
export function answerTimeout(shownSeconds: number): number {
  return shownSeconds === 0 ? ANSWER_MS : shownSeconds * 1_000 + MARGIN_MS;
}
