import { didYouMean } from '../base/nearest.js';
import { Call, type Command, type Target } from './call.js';
import { COMMANDS } from './commands/index.js';
import { commandHelp, helpText } from './help.js';
import type { Deps, Io } from './io.js';
import { type CommandLine, parseCommandLine } from './parse.js';
import { problemOf } from './problem.js';
import { escapeControls } from './text.js';
import { UsageError } from './usage.js';
import { Values } from './values.js';

/** The exit code after Ctrl-C, as in shells. */
export const INTERRUPTED = 130;

/** Runs the program and returns its exit code. `process.ts` connects it to the real process. */
export async function run(argv: readonly string[], io: Io, deps: Deps): Promise<number> {
  const say = (line: string) => io.stderr.write(`winstation: ${escapeControls(line)}\n`);
  try {
    const line = parseCommandLine(argv);
    if (line.given.has('version')) {
      io.stdout.write(`${deps.version()}\n`);
      return 0;
    }
    const help = helpFor(line);
    if (help !== undefined) {
      io.stdout.write(help);
      return 0;
    }
    const command = commandOf(line.command);
    checkFits(command, line);
    const target = await chooseTarget(line, command, deps, say);
    const values = new Values(line.given, command.name);
    return await command.run(new Call(io, deps, target, values, line.operands));
  } catch (error) {
    if (io.signal.aborted) return INTERRUPTED;
    if (error instanceof UsageError) {
      say(error.message);
      const known = COMMANDS.some(it => it.name === error.command);
      say(`for help: winstation ${known ? `${error.command} ` : ''}--help`);
      return 2;
    }
    for (const text of problemOf(error, { host: undefined, timeout: undefined }).lines) say(text);
    return 1;
  }
}

function helpFor({ command, operands, given }: CommandLine): string | undefined {
  if (command === 'help') return operands[0] === undefined ? helpText() : commandHelp(commandOf(operands[0]));
  if (!given.has('help')) return undefined;
  return command === undefined ? helpText() : commandHelp(commandOf(command));
}

function commandOf(word: string | undefined): Command {
  if (word === undefined) return COMMANDS[0];
  const names = COMMANDS.map(it => it.name);
  const command = COMMANDS.find(it => it.name === word.toLowerCase());
  if (command) return command;
  throw new UsageError(`unknown command '${word}'${didYouMean(word, names) || `; there are ${names.join(', ')}`}`);
}

function checkFits(command: Command, { given, operands }: CommandLine): void {
  for (const name of given.keys()) {
    if (command.options.includes(name)) continue;
    const others = COMMANDS.filter(it => (it as Command).options.includes(name)).map(it => it.name);
    const owners = others.length > 0 ? `; it belongs to ${others.join(', ')}` : '';
    throw new UsageError(`${command.name} has no option --${name}${owners}`, command.name);
  }
  if (command.operand === undefined && operands[0] !== undefined) {
    throw new UsageError(`${command.name} takes no argument '${operands[0]}'`, command.name);
  }
}

/** Windows, unless `--mock` or `--play` asks for a world. Then a message says so. */
async function chooseTarget(
  line: CommandLine,
  command: Command,
  deps: Deps,
  say: (text: string) => void,
): Promise<Target> {
  const scenarioFile = line.given.get('mock')?.[0];
  const recordingFile = line.given.get('play')?.[0];
  const scenario = scenarioFile === undefined ? undefined : await readJson(deps, 'scenario', scenarioFile);
  const recording = recordingFile === undefined ? undefined : await readJson(deps, 'recording', recordingFile);
  const file = scenarioFile ?? recordingFile;
  if (file === undefined) return { winstation: deps.winstation(), play: undefined };
  const start = (recording as { start?: unknown } | null | undefined)?.start;
  if (recordingFile !== undefined && start === undefined) throw new UsageError(`${recordingFile} is not a recording`);
  try {
    const world = await deps.createWorld(scenario ?? start, { live: command.lasting === true });
    say(`a world made from ${file} answers in place of Windows`);
    const play =
      recording === undefined
        ? undefined
        : () =>
            world.play(recording).catch(error => {
              throw new UsageError(`${recordingFile} is not a recording: ${messageOf(error)}`);
            });
    return { winstation: world.winstation, play };
  } catch (error) {
    throw new UsageError(`${file} is not a ${scenario === undefined ? 'recording' : 'scenario'}: ${messageOf(error)}`);
  }
}

async function readJson(deps: Deps, what: string, file: string): Promise<unknown> {
  try {
    // Some editors on Windows begin a file with a byte order mark.
    return JSON.parse((await deps.readFile(file)).replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UsageError(`cannot read the ${what} ${file}: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
