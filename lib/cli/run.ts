import { didYouMean } from '../base/nearest.js';
import { Call, type Command } from './call.js';
import { COMMANDS } from './commands/index.js';
import { INTERRUPTED } from './exit-codes.js';
import { commandHelp, helpText } from './help.js';
import { withHostFiles } from './host-files.js';
import type { Deps, Io } from './io.js';
import { type CommandLine, parseCommandLine } from './parse.js';
import { argumentInWords, problemOf } from './problem.js';
import { chooseTarget } from './target.js';
import { escapeControls } from './text.js';
import { UsageError } from './usage.js';
import { Values } from './values.js';
import { commandHere } from './windows-commands.js';

/** Runs the program and returns its exit code. `process.ts` connects it to the real process. */
export async function run(argv: readonly string[], io: Io, deps: Deps): Promise<number> {
  const say = (line: string) => io.stderr.write(`winstation: ${escapeControls(line)}\n`);
  let command: Command | undefined;
  try {
    const line = parseCommandLine(argv, word =>
      COMMANDS.some(it => it.optionsFirst === true && it.name === word.toLowerCase()),
    );
    if (line.given.has('version')) {
      io.stdout.write(`${deps.version()}\n`);
      return 0;
    }
    const help = helpFor(line);
    if (help !== undefined) {
      io.stdout.write(help);
      return 0;
    }
    command = commandOf(line.command);
    checkFits(command, line);
    const given = await withHostFiles(line.given, command.name, deps);
    const note = line.given.has('quiet') ? () => {} : say;
    const target = await chooseTarget(line, command, deps, note);
    return await command.run(new Call(io, deps, target, new Values(given, command.name), line.operands));
  } catch (error) {
    if (io.signal.aborted) return INTERRUPTED;
    const usage = error instanceof UsageError ? error : usageIn(error, command);
    if (usage) {
      say(usage.message);
      const known = COMMANDS.some(it => it.name === usage.command);
      say(`for help: winstation ${known ? `${usage.command} ` : ''}--help`);
      return 2;
    }
    for (const text of problemOf(error, { host: undefined, timeout: undefined }).lines) say(text);
    return 1;
  }
}

/** A value that only the library can check. */
function usageIn(error: unknown, command: Command | undefined): UsageError | undefined {
  const words = argumentInWords(error);
  return words === undefined ? undefined : new UsageError(words, command?.name);
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
  const here = commandHere(word);
  if (here !== undefined) throw new UsageError(`unknown command '${word}'; here it is: winstation ${here}`);
  throw new UsageError(`unknown command '${word}'${didYouMean(word, names) || `; there are ${names.join(', ')}`}`);
}

function checkFits(command: Command, { given, operands }: CommandLine): void {
  for (const name of given.keys()) {
    if (command.options.includes(name)) continue;
    const others = COMMANDS.filter(it => it.options.includes(name)).map(it => it.name);
    const owners = others.length > 0 ? `; it belongs to ${others.join(', ')}` : '';
    throw new UsageError(`${command.name} has no option --${name}${owners}`, command.name);
  }
  if (command.operand === undefined && operands[0] !== undefined) {
    const show = command.name === 'list' ? `; one session is shown by winstation show ${operands[0]}` : '';
    throw new UsageError(`${command.name} takes no argument '${operands[0]}'${show}`, command.name);
  }
}
