import type { Command } from '../call.js';
import { capture } from './capture.js';
import { completionFor } from './completion.js';
import { config } from './config.js';
import { disconnect } from './disconnect.js';
import { doctor } from './doctor.js';
import { list } from './list.js';
import { listeners } from './listeners.js';
import { logoff } from './logoff.js';
import { message } from './message.js';
import { processes } from './processes.js';
import { record } from './record.js';
import { show } from './show.js';
import { watch } from './watch.js';

/** The first one is the default. */
export const COMMANDS: readonly [Command, ...Command[]] = [
  list,
  show,
  watch,
  processes,
  message,
  disconnect,
  logoff,
  config,
  listeners,
  doctor,
  capture,
  record,
  completionFor(() => COMMANDS),
];
