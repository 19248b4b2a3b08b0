import { checkOptions, checkUint32, wrongType, wrongValue } from '../../errors/arguments.js';
import { VSS_CODES } from '../codes.js';
import type { VssFailure } from '../component-types.js';
import type { TicketAnswer } from '../contract.js';
import type { VssRefusal } from './types.js';

/** What a writer says that has no code of its own: S_FALSE. */
const NO_APPLICATION_CODE = 1;
/** Windows keeps it in the state of the writer; what crosses is bounded. */
const MOST_MESSAGE_UNITS = 4_096;

const CODES: Readonly<Record<VssFailure, number>> = {
  inconsistentSnapshot: VSS_CODES.VSS_E_WRITERERROR_INCONSISTENTSNAPSHOT,
  outOfResources: VSS_CODES.VSS_E_WRITERERROR_OUTOFRESOURCES,
  timeout: VSS_CODES.VSS_E_WRITERERROR_TIMEOUT,
  retryable: VSS_CODES.VSS_E_WRITERERROR_RETRYABLE,
  nonRetryable: VSS_CODES.VSS_E_WRITERERROR_NONRETRYABLE,
};
export const FAILURES: readonly string[] = Object.keys(CODES);
export const codeOfFailure = (failure: VssFailure): number => CODES[failure];

/** All is well. */
export const FINE: TicketAnswer = Object.freeze({ returns: true, code: 0, applicationCode: 0, message: undefined });

/**
 * Microsoft's pages differ on whether a writer that fails returns true or false. False, with the failure set, is what they agree
 * to take for a failure; true with a failure set is a warning.
 */
export function failing(failure: VssFailure, message?: string, applicationCode = NO_APPLICATION_CODE): TicketAnswer {
  return Object.freeze({ returns: false, code: CODES[failure], applicationCode, message: textOf(message) });
}

/** To a thaw whose freeze has ended before: what was written since is in the snapshot. Another backup may do better. */
export const NOT_HELD: TicketAnswer = failing('retryable', 'The writer has resumed before the thaw.');

/** @throws TypeError for what a handler returned and is neither nothing nor a refusal. */
export function answerOf(returned: unknown): TicketAnswer {
  if (returned === undefined) return FINE;
  if (typeof returned !== 'object' || returned === null)
    throw wrongType('the answer', 'nothing or a refusal', returned);
  checkOptions('the answer', returned, ['fail', 'warn', 'applicationCode', 'message']);
  const { fail, warn, applicationCode, message } = returned as Partial<Record<'fail' | 'warn', VssFailure>> &
    VssRefusal;
  const failure = fail ?? warn;
  if ((fail === undefined) === (warn === undefined) || !Object.hasOwn(CODES, failure!)) {
    throw wrongValue('the answer', `either fail or warn, with one of ${Object.keys(CODES).join(', ')}`, failure);
  }
  if (applicationCode !== undefined) checkUint32('the answer.applicationCode', applicationCode);
  if (message !== undefined && typeof message !== 'string') throw wrongType('the answer.message', 'a string', message);
  const answer = failing(failure!, message, applicationCode);
  return fail === undefined ? Object.freeze({ ...answer, returns: true }) : answer;
}

/** What a handler threw is a failure, too, and its message is for those who look at the writer's state. */
export function answerOfThrown(error: unknown): TicketAnswer {
  const message: unknown = error instanceof Error ? error.message : undefined;
  // Of an error that is not as errors are, it may be anything.
  return failing('nonRetryable', typeof message === 'string' ? message : undefined);
}

/** It crosses as a text that ends at its first NUL. */
function textOf(message: string | undefined): string | undefined {
  const text = message?.replaceAll('\0', ' ').slice(0, MOST_MESSAGE_UNITS);
  return text === '' ? undefined : text;
}
