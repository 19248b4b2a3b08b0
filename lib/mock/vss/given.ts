import { checkOptions, suggestion, wrongValue } from '../../errors/arguments.js';
import { BACKUP_TYPES, SOURCES, USAGES, WRITER_STATES } from '../../vss/words.js';
import { FAILURES } from '../../vss/writer/answers.js';
import type { WorldBackup, WorldRestore, WorldWriter } from './control-types.js';
import { HANDLER_OF } from './state.js';

/** The words that an option takes; `undefined` for one that takes none. */
type Words<T> = { readonly [K in keyof Required<T>]: readonly string[] | undefined };

const PHASES = Object.keys(HANDLER_OF);

const BACKUP: Words<WorldBackup> = {
  type: Object.keys(BACKUP_TYPES),
  volumes: undefined,
  components: undefined,
  snapshot: undefined,
  crash: PHASES,
  silent: undefined,
};
const RESTORE: Words<WorldRestore> = { components: undefined };
const WRITER: Words<WorldWriter> = {
  id: undefined,
  instanceName: undefined,
  usage: Object.keys(USAGES),
  source: Object.keys(SOURCES),
  components: undefined,
  state: WRITER_STATES,
  fails: PHASES,
  how: FAILURES,
  hangs: [...PHASES, 'identify'],
};

/** A misspelt option or word would make a test that shows something else. */
function check<T extends object>(method: string, options: T, words: Words<T>): void {
  checkOptions(method, options, Object.keys(words));
  for (const [key, known] of Object.entries<readonly string[] | undefined>(words)) {
    const given = (options as Readonly<Record<string, unknown>>)[key];
    if (given === undefined || known === undefined || known.includes(given as string)) continue;
    const meant = typeof given === 'string' ? suggestion(given, known) : '';
    throw wrongValue(`${method}.${key}`, `one of ${known.join(', ')}${meant}`, given);
  }
}

export const checkBackup = (options: WorldBackup): void => check('backup', options, BACKUP);
export const checkRestore = (options: WorldRestore): void => check('restore', options, RESTORE);
export const checkWriter = (options: WorldWriter): void => check('writer', options, WRITER);
