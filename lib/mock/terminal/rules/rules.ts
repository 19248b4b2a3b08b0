import { USER_CONFIG_RULES } from '../config/rules.js';
import { LISTENER_RULES } from '../listeners/rules.js';
import { PROGRAM_RULES } from '../programs/program-rules.js';
import { TOKEN_RULES } from '../programs/token-rules.js';
import { ACT_RULES } from './acts.js';
import { CHANNEL_RULES } from './channels.js';
import { MACHINE_RULES } from './machine.js';
import type { TerminalRules } from './made.js';
import { NOTICE_RULES } from './notices.js';
import { SESSION_RULES } from './sessions.js';

/** Windows' rules for every raw call of this domain. */
export const TERMINAL_RULES: TerminalRules = {
  ...MACHINE_RULES,
  ...SESSION_RULES,
  ...ACT_RULES,
  ...NOTICE_RULES,
  ...USER_CONFIG_RULES,
  ...CHANNEL_RULES,
  ...TOKEN_RULES,
  ...LISTENER_RULES,
  ...PROGRAM_RULES,
};
