import { checkBoolean, checkText, outOfRange, wrongType, wrongValue } from '../../errors/arguments.js';
import type { Limit, ShadowSetting } from './types.js';

/** What a setting is in words and as Windows keeps it. */
export interface Words<V, R extends string | number> {
  /** `undefined`: a number that has no word. */
  readonly wordOf: (raw: R) => V | undefined;
  /** Of a value that was checked. */
  readonly rawOf: (value: V) => R;
  /** Throws for a value that is not one of these words. */
  readonly check: (name: string, value: unknown) => void;
}

/** Windows takes any number but 0 for true. */
export const yesOrNo: Words<boolean, number> = {
  wordOf: raw => raw !== 0,
  rawOf: value => (value ? 1 : 0),
  check(name, value) {
    if (value === undefined) throw wrongType(name, 'a boolean', value);
    checkBoolean(name, value);
  },
};

/** Of a flag that says the opposite. */
export const noOrYes: Words<boolean, number> = {
  wordOf: raw => raw === 0,
  rawOf: value => (value ? 0 : 1),
  check: yesOrNo.check,
};

/** A text of at most so many UTF-16 units. */
export function textUpTo(most: number): Words<string, string> {
  return {
    wordOf: raw => raw,
    rawOf: value => value,
    check(name, value) {
      checkText(name, value);
      if (value.length > most) throw outOfRange(`${name}.length`, `at most ${most}`, value.length);
    },
  };
}

/** Words by the numbers of Windows. */
export function oneOf<const W extends string | number>(words: Readonly<Record<number, W>>): Words<W, number> {
  const numbers = new Map<unknown, number>(Object.entries(words).map(([raw, word]) => [word, Number(raw)]));
  const known = [...numbers.keys()].join(', ');
  return {
    wordOf: raw => words[raw],
    rawOf: value => numbers.get(value) as number,
    check(name, value) {
      if (typeof value !== 'string' && typeof value !== 'number') throw wrongType(name, `one of ${known}`, value);
      if (!numbers.has(value)) throw wrongValue(name, `one of ${known}`, value);
    },
  };
}

export const SHADOW: Words<ShadowSetting, number> = oneOf({
  0: 'off',
  1: 'controlWithConsent',
  2: 'control',
  3: 'viewWithConsent',
  4: 'view',
});

export const ON_BROKEN: Words<'disconnect' | 'end', number> = oneOf({ 0: 'disconnect', 1: 'end' });

const MAX_MS = 0xffffffff;

/** Milliseconds in steps of `step`; Windows' 0 is no limit. */
export function limit(step: number): Words<Limit, number> {
  const expected = step === 1 ? 'whole milliseconds' : 'whole minutes in milliseconds';
  return {
    wordOf: raw => (raw === 0 ? 'none' : raw),
    rawOf: value => (value === 'none' ? 0 : value),
    check(name, value) {
      if (value === 'none') return;
      if (typeof value !== 'number') throw wrongType(name, "a number of milliseconds or 'none'", value);
      // 0 would be read as "at once" by some and is no limit to Windows.
      if (!(value > 0 && value <= MAX_MS)) throw outOfRange(name, `above 0 and at most ${MAX_MS}, or 'none'`, value);
      if (value % step !== 0) throw outOfRange(name, expected, value);
    },
  };
}
