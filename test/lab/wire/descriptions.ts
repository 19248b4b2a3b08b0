import type { CallDescriptions } from '../../../lib/base/call.js';
import { DESKTOP_CALLS } from '../../../lib/desktop/calls.js';
import { ISCSI_CALLS } from '../../../lib/iscsi/calls.js';
import { LOGON_CALLS } from '../../../lib/logon/calls.js';
import { MONIKER_CALLS } from '../../../lib/moniker/calls.js';
import { TERMINAL_CALLS } from '../../../lib/terminal/calls.js';
import { VSS_CALLS, WRITER_CALLS } from '../../../lib/vss/calls.js';
import { LAB_CALLS } from './lab-calls.js';

/** The raw calls of every domain, and what stand-ins ask besides. */
export const DESCRIPTIONS: CallDescriptions = {
  ...TERMINAL_CALLS,
  ...DESKTOP_CALLS,
  ...ISCSI_CALLS,
  ...LOGON_CALLS,
  ...MONIKER_CALLS,
  ...VSS_CALLS,
  ...WRITER_CALLS,
  ...LAB_CALLS,
};
