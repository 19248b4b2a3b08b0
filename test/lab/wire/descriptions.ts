import type { CallDescriptions } from '../../../lib/base/call.js';
import { DESKTOP_CALLS } from '../../../lib/desktop/calls.js';
import { ISCSI_CALLS } from '../../../lib/iscsi/calls.js';
import { LOGON_CALLS } from '../../../lib/logon/calls.js';
import { MONIKER_CALLS } from '../../../lib/moniker/calls.js';
import { TERMINAL_CALLS } from '../../../lib/terminal/calls.js';

/** The raw calls of every domain. */
export const DESCRIPTIONS: CallDescriptions = {
  ...TERMINAL_CALLS,
  ...DESKTOP_CALLS,
  ...ISCSI_CALLS,
  ...LOGON_CALLS,
  ...MONIKER_CALLS,
};
