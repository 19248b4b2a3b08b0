import type { Command } from '../call.js';
import { OPTIONS, type OptionName } from '../options.js';

/** What a shell must know to complete a line. */
export interface Grammar {
  readonly program: string;
  readonly commands: readonly GrammarCommand[];
}

export interface GrammarCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly GrammarOption[];
  /** Words that may follow the command. */
  readonly operands: readonly string[];
}

export interface GrammarOption {
  readonly long: string;
  readonly short: string | undefined;
  readonly help: string;
  readonly takesValue: boolean;
  readonly words: readonly string[];
  readonly file: boolean;
}

/** The first command is the default one: its options follow the program as well. */
export function grammarOf(program: string, commands: readonly Command[]): Grammar {
  return {
    program,
    commands: [
      ...commands.map(command => ({
        name: command.name,
        summary: command.summary,
        options: command.options.map(name => optionOf(name, command.meanings?.[name])),
        operands: command.operands ?? (command.operand?.includes('SESSION') ? ['current', 'console'] : []),
      })),
      { name: 'help', summary: 'help about a command', options: [], operands: commands.map(it => it.name) },
    ],
  };
}

function optionOf(name: OptionName, help = OPTIONS[name].help): GrammarOption {
  const { value, short, words = [], file = false } = OPTIONS[name];
  return { long: `--${name}`, short: short && `-${short}`, help, takesValue: value !== undefined, words, file };
}

/** Every option of any command, once: one with the same name has the same values everywhere. */
export function allOptions({ commands }: Grammar): readonly GrammarOption[] {
  return [...new Map(commands.flatMap(it => it.options).map(it => [it.long, it])).values()];
}

export function namesOf({ long, short }: GrammarOption): readonly string[] {
  return short === undefined ? [long] : [long, short];
}
