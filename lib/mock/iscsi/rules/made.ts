import type { IscsiCalls } from '../../../iscsi/calls.js';
import type { Rules } from '../../world/raw-call.js';
import type { Initiator } from '../initiator.js';

/** What the rules need. */
export interface Made {
  readonly windows: string;
  readonly initiator: Initiator;
}

export type IscsiRules = Rules<IscsiCalls, Made>;

/** A call that was carried out, without a warning. */
export const done = <T>(value: T) => ({ value: { warning: 0, value } });
export const DONE = done(undefined);
/** An id that Windows did not write. */
export const NO_ID = '0-0';
