import type { CallDescriptions } from '../../../lib/base/call.js';
import { TERMINAL_CALLS } from '../../../lib/terminal/calls.js';

/** The raw calls of every domain. */
export const DESCRIPTIONS: CallDescriptions = { ...TERMINAL_CALLS };
