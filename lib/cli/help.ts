import type { Command } from './call.js';
import { COMMANDS } from './commands/index.js';
import { OPTIONS, type OptionName } from './options.js';

/** The help of the program. */
export function helpText(): string {
  return [
    'winstation: the Windows sessions of this machine and of others',
    '',
    'Usage: winstation [COMMAND] [OPTIONS]',
    '',
    'Commands:',
    ...pairs(COMMANDS.map(it => [usageOf(it), it.summary])),
    '',
    'Options of most commands:',
    ...pairs((['host', 'timeout', 'json', 'mock', 'quiet', 'help', 'version'] as const).map(name => optionPair(name))),
    '',
    'Examples:',
    ...pairs(COMMANDS.flatMap(it => it.examples.slice(0, 1)).map(([args, does]) => [example(args), does])),
    '',
    'Exit codes: 0 success, 1 something failed (a host, a session), 2 wrong usage, 130 interrupted.',
    'More about a command: winstation COMMAND --help',
    '',
  ].join('\n');
}

/** The help of a command. */
export function commandHelp(command: Command): string {
  return [
    `Usage: winstation ${command.optionsFirst ? `${command.name} [OPTIONS] ${command.operand}` : `${usageOf(command)} [OPTIONS]`}`,
    '',
    ...command.about,
    '',
    'Options:',
    ...pairs(command.options.map(name => optionPair(name, command.meanings?.[name]))),
    '',
    'Examples:',
    ...pairs(command.examples.map(([args, does]) => [example(args), does])),
    '',
  ].join('\n');
}

function usageOf({ name, operand }: Command): string {
  return operand === undefined ? name : `${name} ${operand}`;
}

function example(args: string): string {
  return `winstation ${args}`.trimEnd();
}

function optionPair(name: OptionName, meaning = OPTIONS[name].help): readonly [string, string] {
  const { value, short } = OPTIONS[name];
  const long = `--${name}${value === undefined ? '' : ` ${value}`}`;
  return [short === undefined ? long : `-${short}, ${long}`, meaning];
}

function pairs(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
