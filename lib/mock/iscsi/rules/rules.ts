import { ACT_RULES } from './acts.js';
import { LIST_RULES } from './lists.js';
import type { IscsiRules } from './made.js';

/** Windows' rules for every raw call of this domain, but for the right to make it. */
export const ISCSI_RULES: IscsiRules = { ...LIST_RULES, ...ACT_RULES };
