import type { Cancel } from '../../lane/cancel.js';
import { controlOf, type HostContext } from '../host-context.js';

/*
 * How long acts are waited for where nobody says it. There is always an end: a service that asks one user after the other must
 * not stand still for good because one host hangs.
 */

/** An act that waits for nobody. */
const ACT_MS = 30_000;
/** A logoff that is waited for: programs may ask their user to save. */
export const LOGOFF_MS = 10 * 60_000;
/** The answer to a message that stays until somebody closes it. */
const ANSWER_MS = 60 * 60_000;
/** What a message that goes away by itself may take beyond its time: to be sent, and to be reported. */
const MARGIN_MS = 30_000;

/** The call's own `signal` and `timeout`, or else the host's, or else a bound. */
export function actControl(host: HostContext, options: Cancel): Cancel {
  const { signal, timeout = ACT_MS } = controlOf(host, options);
  return { signal, timeout };
}

/** For the answer to a message that is shown for so many seconds; 0 is for ever. */
export function answerTimeout(shownSeconds: number): number {
  return shownSeconds === 0 ? ANSWER_MS : shownSeconds * 1_000 + MARGIN_MS;
}
