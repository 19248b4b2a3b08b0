import {
  checkBoolean,
  checkOptions,
  checkText,
  checkUint32,
  outOfRange,
  wrongType,
  wrongValue,
} from '../../errors/arguments.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import { commandLine } from './command-line.js';
import type { ProgramOptions, RunOptions, SpawnOptions } from './types.js';

/** CreateProcessAsUserW takes 32,767 units with the NUL. */
const MAX_COMMAND_LINE = 32_766;
/** Of a name and its value, and of a path. */
const MAX_VARIABLE = 32_767;
const MAX_INPUT = 0x4000_0000;
export const MAX_OUTPUT = 0x2000_0000;

/** What must be a drive's or a share's path: any other is looked for in folders of the caller. */
const ABSOLUTE = /^(?:[a-z]:[\\/]|[\\/]{2}[^\\/])/i;
/** Windows drops points and spaces at the end of a name before it looks at its ending. */
const BATCH = /\.(?:cmd|bat)[. ]*$/i;

const COMMON = ['cwd', 'env', 'elevated', 'window', 'verbatimArguments', ...CANCEL];

/** What to start, once everything about it was checked. */
export interface CheckedProgram {
  readonly file: string;
  readonly commandLine: string;
}

export function checkSpawnOptions(options: SpawnOptions): void {
  checkProgramOptions(options, ['lifetime', 'output']);
  oneOf('options.lifetime', options.lifetime, ['own', 'caller']);
  oneOf('options.output', options.output, ['ignore', 'stream']);
}

export function checkRunOptions(options: RunOptions): void {
  checkProgramOptions(options, ['input', 'maxOutput']);
  const { input, maxOutput } = options;
  if (input !== undefined && typeof input !== 'string' && !(input instanceof Uint8Array))
    throw wrongType('options.input', 'a string or a Uint8Array', input);
  if (input !== undefined && input.length > MAX_INPUT)
    throw outOfRange('options.input.length', `at most ${MAX_INPUT}`, input.length);
  if (maxOutput !== undefined) checkUint32('options.maxOutput', maxOutput, MAX_OUTPUT);
}

/** Checks what to start, before any raw call. */
export function checkProgram(file: string, args: readonly string[], options: ProgramOptions): CheckedProgram {
  checkPath('file', file);
  if (file.includes('"')) throw wrongValue('file', 'a path without quotes', file);
  const { verbatimArguments = false } = options;
  if (BATCH.test(file) && !verbatimArguments) {
    const wanted =
      'no .cmd or .bat, whose arguments cmd.exe takes apart by its own rules (verbatimArguments allows it)';
    throw wrongValue('file', wanted, file);
  }
  if (!Array.isArray(args)) throw wrongType('args', 'an array of strings', args);
  for (const [i, it] of args.entries()) checkText(`args[${i}]`, it);
  const line = commandLine(file, args, verbatimArguments);
  if (line.length > MAX_COMMAND_LINE)
    throw outOfRange('the command line', `at most ${MAX_COMMAND_LINE} characters`, line.length);
  return { file, commandLine: line };
}

function checkProgramOptions(options: ProgramOptions, more: readonly string[]): void {
  checkOptions('options', options, [...COMMON, ...more]);
  const { cwd, env, elevated, window, verbatimArguments } = options;
  if (cwd !== undefined) checkPath('options.cwd', cwd);
  if (env !== undefined) checkEnvironment(env);
  oneOf('options.elevated', elevated, ['required', 'ifPossible']);
  oneOf('options.window', window, ['normal', 'hidden', 'minimized', 'maximized']);
  checkBoolean('options.verbatimArguments', verbatimArguments);
  checkCancel(options);
}

function checkPath(name: string, path: unknown): void {
  checkText(name, path);
  if (!ABSOLUTE.test(path)) throw wrongValue(name, 'an absolute path, such as C:\\Tools\\tray.exe', path);
  if (path.length > MAX_VARIABLE) throw outOfRange(`${name}.length`, `at most ${MAX_VARIABLE}`, path.length);
}

function checkEnvironment(env: unknown): void {
  if (typeof env !== 'object' || env === null) throw wrongType('options.env', 'an object', env);
  for (const [name, value] of Object.entries(env)) {
    if (name === '' || name.includes('=') || name.includes('\0'))
      throw wrongValue('options.env', "an object whose names are not empty and have no '=' and no NUL character", name);
    if (value === undefined) continue;
    checkText(`options.env.${name}`, value);
    const length = name.length + 1 + value.length;
    if (length > MAX_VARIABLE) throw outOfRange(`options.env.${name}`, `at most ${MAX_VARIABLE} characters`, length);
  }
}

function oneOf(name: string, word: unknown, words: readonly string[]): void {
  if (word === undefined) return;
  const known = words.join(', ');
  if (typeof word !== 'string') throw wrongType(name, `one of ${known}`, word);
  if (!words.includes(word)) throw wrongValue(name, `one of ${known}`, word);
}
