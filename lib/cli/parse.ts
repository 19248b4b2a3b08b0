import { parseArgs } from 'node:util';
import { didYouMean } from '../base/nearest.js';
import { OPTION_NAMES, OPTIONS, type OptionName } from './options.js';
import { UsageError } from './usage.js';

export interface CommandLine {
  /** The first word that is not an option. */
  readonly command: string | undefined;
  /** The words after it. */
  readonly operands: readonly string[];
  /** The given options and their values; `''` for an option that takes no value. */
  readonly given: ReadonlyMap<OptionName, readonly string[]>;
}

const CONFIG = Object.fromEntries(
  OPTION_NAMES.map(name => {
    const { value, short } = OPTIONS[name];
    return [name, { type: value ? ('string' as const) : ('boolean' as const), ...(short ? { short } : {}) }];
  }),
);

function tokensOf(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: CONFIG, strict: false, allowPositionals: true, tokens: true }).tokens;
}

/** Parses the command line. Node's own check is off, because it cannot suggest a similar word. */
export function parseCommandLine(argv: readonly string[], endsOptions: (command: string) => boolean): CommandLine {
  const whole = tokensOf(argv);
  const [first, operand] = whole.filter(it => it.kind === 'positional');
  // From the first operand on, the words belong to somebody else.
  const rest = operand && first && endsOptions(first.value) ? argv.slice(operand.index) : [];
  const tokens = whole.slice(0, rest.length > 0 ? whole.indexOf(operand as (typeof whole)[number]) : undefined);
  const given = new Map<OptionName, string[]>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const { rawName } = token;
    const name = OPTION_NAMES.find(it => it === token.name);
    if (name === undefined) {
      throw new UsageError(
        `unknown option ${rawName}${didYouMean(
          rawName,
          OPTION_NAMES.map(it => `--${it}`),
        )}`,
        words[0],
      );
    }
    const { value, multiple } = OPTIONS[name];
    if (value === undefined) {
      if (token.value !== undefined) throw new UsageError(`${rawName} takes no value`, words[0]);
      given.set(name, ['']);
      continue;
    }
    // A value that looks like an option mostly is one, and the value is missing.
    if (token.value === undefined || (!token.inlineValue && /^-./.test(token.value))) {
      throw new UsageError(`${rawName} needs a ${value}; one that begins with - is written --${name}=-...`, words[0]);
    }
    if (token.value === '') throw new UsageError(`${rawName} needs a ${value}, not an empty text`, words[0]);
    const before = given.get(name);
    if (!before) given.set(name, [token.value]);
    else if (multiple) before.push(token.value);
    else throw new UsageError(`${rawName} was given twice`, words[0]);
  }
  const [command, ...operands] = [...words, ...rest];
  return { command, operands, given };
}
