import { didYouMean } from '../../base/nearest.js';
import { exactDuration, parseDuration } from '../duration.js';
import { wordsOf } from '../fields.js';
import type { Values } from '../values.js';

/** How a setting is written on the command line. */
export interface Setting {
  /** What it takes: `yes or no`. */
  readonly takes: string;
  readonly words?: readonly string[];
  /** `undefined` for a text that it does not take. */
  read(text: string): unknown;
  write(value: unknown): string | undefined;
}
export type Settings<K extends string> = Readonly<Record<K, Setting>>;

export const text: Setting = { takes: 'a text', read: it => it, write: wordsOf };

export const yesNo: Setting = {
  takes: 'yes or no',
  read: it => ({ yes: true, no: false })[it.toLowerCase()],
  write: wordsOf,
};

/** `step` is the unit in which Windows keeps it, in milliseconds. */
export function limit(step: number): Setting {
  return {
    takes: `none or a time${step === 60_000 ? ' in whole minutes' : ''}, such as 30m or 2h`,
    read(it) {
      if (it.toLowerCase() === 'none') return 'none';
      const ms = parseDuration(it);
      return ms !== undefined && ms > 0 && ms % step === 0 ? ms : undefined;
    },
    write: value => (typeof value === 'number' ? exactDuration(value) : wordsOf(value)),
  };
}

/** One of these words, whatever its case. */
export function oneOf(words: readonly string[]): Setting {
  const read = (text: string) => words.find(it => it.toLowerCase() === text.toLowerCase());
  return { takes: words.join(', '), words, read, write: wordsOf };
}

/** A whole number, or a word in its place. */
export function numberOr(word?: string): Setting {
  return {
    takes: word === undefined ? 'a number' : `a number or ${word}`,
    read(it) {
      if (word !== undefined && it.toLowerCase() === word) return word;
      return /^\d{1,10}$/.test(it) ? Number(it) : undefined;
    },
    write: wordsOf,
  };
}

/** Several of these words, with commas; `none` leaves the list empty. */
export function listOf(words: readonly string[]): Setting {
  const known = oneOf(words);
  return {
    takes: `none, or with commas ${words.join(', ')}`,
    words,
    read(it) {
      if (it.toLowerCase() === 'none') return [];
      const read = it.split(',').map(one => known.read(one.trim()));
      return read.includes(undefined) ? undefined : read;
    },
    write: value => wordsOf(value) ?? 'none',
  };
}

/** The settings of `--set KEY=VALUE`, by their keys; `undefined` where none is given. */
export function settingsGiven<K extends string>(
  values: Values,
  settings: Settings<K>,
): ReadonlyMap<K, unknown> | undefined {
  const keys = Object.keys(settings) as K[];
  const texts = values.texts('set');
  if (texts === undefined) return undefined;
  const given = new Map<K, unknown>();
  for (const one of texts) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(one) ?? [];
    const key = keys.find(it => it.toLowerCase() === name.trim().toLowerCase());
    if (key === undefined) {
      throw values.wrong(
        one.includes('=')
          ? `--set does not know '${name}'${didYouMean(name, keys) || `; it knows ${keys.join(', ')}`}`
          : `--set needs KEY=VALUE, not '${one}'`,
      );
    }
    if (given.has(key)) throw values.wrong(`--set has ${key} twice`);
    const { takes, words = [], read } = settings[key];
    const found = read(value);
    if (found === undefined) throw values.wrong(`${key} is ${takes}, not '${value}'${didYouMean(value, words)}`);
    given.set(key, found);
  }
  return given;
}

/** A setting that changes: as it was, where there was one, and as it is to be. */
export interface Change {
  readonly key: string;
  readonly before: string | undefined;
  readonly after: string;
}

/** All of them in one line. */
export function changesText(changes: readonly Change[]): string {
  return changes
    .map(({ key, before, after }) => (before === undefined ? `${key}: ${after}` : `${key}: ${before} -> ${after}`))
    .join('; ');
}
