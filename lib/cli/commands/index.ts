import type { Command } from '../call.js';
import { capture } from './capture.js';
import { doctor } from './doctor.js';
import { list } from './list.js';
import { processes } from './processes.js';
import { record } from './record.js';
import { show } from './show.js';
import { watch } from './watch.js';

/** The first one is the default. */
export const COMMANDS = [list, show, watch, processes, doctor, capture, record] as const satisfies readonly Command[];
