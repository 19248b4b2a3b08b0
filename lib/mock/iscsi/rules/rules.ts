import { WIN32_CODES as E } from '../../../errors/codes.js';
import type { IscsiCalls, IscsiValue } from '../../../iscsi/calls.js';
import type { Caller } from '../../world/caller.js';
import type { Rules } from '../../world/raw-call.js';
import type { InitiatorState } from '../state.js';

/** What the rules need: the initiator, and who asks. */
export interface Made {
  readonly caller: Caller;
  readonly windows: string;
  readonly initiator: InitiatorState;
}

export type IscsiRules = Rules<IscsiCalls, Made>;

/** A call that was carried out, without a warning. */
export const done = <T>(value: T) => ({ value: { warning: 0, value } });

/** Nobody has documented which rights the calls need; that a user without them is refused is what is seen. */
const allowed = ({ caller }: Made): boolean => caller.role !== 'user';

export const ISCSI_RULES: IscsiRules = {
  GetIScsiInitiatorNodeNameW: (_, made) => (allowed(made) ? done(made.initiator.nodeName) : E.ERROR_ACCESS_DENIED),
  ReportIScsiInitiatorListW: (_, made) => (allowed(made) ? done(made.initiator.instances) : E.ERROR_ACCESS_DENIED),
  GetIScsiVersionInformation: (_, { windows }) => {
    const [major = 0, minor = 0, build = 0] = windows.split('.').map(Number);
    return done({ major, minor, build } satisfies IscsiValue<'GetIScsiVersionInformation'>);
  },
};
