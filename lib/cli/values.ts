import { didYouMean } from '../base/nearest.js';
import { parseDuration } from './duration.js';
import type { Wanted } from './find-sessions.js';
import type { OptionName } from './options.js';
import type { CommandLine } from './parse.js';
import { UsageError } from './usage.js';

/** The longest that a timer can wait. */
export const MAX_WAIT_MS = 0x7fffffff;
const MAX_SESSION_ID = 0xfffffffd;

/** The given values, checked and in the types of the library. */
export class Values {
  /** How long to wait for a host. Checked with the command line, before a world or Windows is asked. */
  readonly timeout: number | undefined;
  readonly #given: CommandLine['given'];
  readonly #command: string;

  constructor(given: CommandLine['given'], command: string) {
    this.#given = given;
    this.#command = command;
    this.timeout = this.wait('timeout', 1);
  }

  flag(name: OptionName): boolean {
    return this.#given.has(name);
  }

  text(name: OptionName): string | undefined {
    return this.#given.get(name)?.[0];
  }

  /** `undefined` when not given: then it is no filter. */
  texts(name: OptionName): readonly string[] | undefined {
    return this.#given.get(name);
  }

  words<W extends string>(name: OptionName, known: readonly W[]): readonly W[] | undefined {
    return this.#words(name, this.texts(name), known);
  }

  /** As `words`; one text may also hold several: `lock,logon`. */
  wordList<W extends string>(name: OptionName, known: readonly W[]): readonly W[] | undefined {
    return this.#words(
      name,
      this.texts(name)?.flatMap(text => text.split(',').map(it => it.trim())),
      known,
    );
  }

  #words<W extends string>(
    name: OptionName,
    texts: readonly string[] | undefined,
    known: readonly W[],
  ): readonly W[] | undefined {
    return texts && this.known(name, texts, known);
  }

  /** The words that the texts are, whatever their case. */
  known<W extends string>(name: OptionName, texts: readonly string[], known: readonly W[]): readonly W[] {
    return texts.map(text => {
      const word = known.find(it => it.toLowerCase() === text.toLowerCase());
      if (word !== undefined) return word;
      const nearest = didYouMean(text, known);
      throw this.wrong(`--${name} does not know ${quote(text)}${nearest || `; it knows ${known.join(', ')}`}`);
    });
  }

  /** An operand that is one of the known words, whatever its case. */
  operand<W extends string>(name: string, text: string, known: readonly W[]): W {
    const word = known.find(it => it.toLowerCase() === text.toLowerCase());
    if (word !== undefined) return word;
    throw this.wrong(`${name} is ${known.join(', ')}, not ${quote(text)}${didYouMean(text, known)}`);
  }

  duration(name: OptionName): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const ms = parseDuration(text);
    if (ms === undefined) {
      const unit = /^[1-9]\d*$/.test(text) ? `; did you mean ${text}s or ${text}m?` : '';
      throw this.wrong(`--${name} needs a time such as 5s, 30m or 1h30m, not ${quote(text)}${unit}`);
    }
    return ms;
  }

  /** A duration that a timer can wait. */
  wait(name: OptionName, least: number): number | undefined {
    const ms = this.duration(name);
    if (ms === undefined || (ms >= least && ms <= MAX_WAIT_MS)) return ms;
    throw this.wrong(`--${name} must be at least ${least}ms and at most 24d`);
  }

  /** Every host once; none means this machine. */
  get hosts(): readonly string[] {
    const known = new Map<string, string>();
    for (const name of this.texts('host') ?? []) {
      if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), name);
    }
    return [...known.values()];
  }

  /** A session by its id, by `current` or `console`, or by its name or its user. */
  session(text: string): Wanted {
    const word = text.toLowerCase();
    if (word === 'console') return word;
    if (word === 'current') {
      if (this.hosts.length === 0) return word;
      throw this.wrong('the current session is one of this machine; on another host give an id, a name or a user');
    }
    if (!/^\d+$/.test(text)) return { text };
    if (Number(text) <= MAX_SESSION_ID) return Number(text);
    throw this.wrong(`${text} is no id of a session: it is too large`);
  }

  wrong(message: string): UsageError {
    return new UsageError(message, this.#command);
  }
}

function quote(text: string): string {
  return `'${text}'`;
}
