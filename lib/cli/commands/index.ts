import type { Command } from '../call.js';
import { capture } from './capture.js';
import { completionFor } from './completion.js';
import { config } from './config.js';
import { connect } from './connect.js';
import { disconnect } from './disconnect.js';
import { doctor } from './doctor.js';
import { iscsi } from './iscsi.js';
import { kill } from './kill.js';
import { list } from './list.js';
import { listeners } from './listeners.js';
import { logoff } from './logoff.js';
import { logonMode } from './logon-mode.js';
import { message } from './message.js';
import { processes } from './processes.js';
import { record } from './record.js';
import { run } from './run.js';
import { shadow } from './shadow.js';
import { show } from './show.js';
import { shutdown } from './shutdown.js';
import { vss } from './vss.js';
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
  connect,
  kill,
  run,
  shadow,
  shutdown,
  config,
  listeners,
  logonMode,
  iscsi,
  vss,
  doctor,
  capture,
  record,
  completionFor(() => COMMANDS),
];
