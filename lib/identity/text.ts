import { wrongType, wrongValue } from '../errors/arguments.js';

/** What a text may be. No pattern ever runs on a text that is longer than `max`. */
export interface TextRule {
  readonly max: number;
  readonly pattern: RegExp;
}

/** The groups of the pattern, or `undefined` for a text that does not fit. */
export function match(text: string, { max, pattern }: TextRule): readonly string[] | undefined {
  return text.length <= max ? (pattern.exec(text) ?? undefined) : undefined;
}

/** The same for a value that must fit. */
export function mustMatch(name: string, expected: string, value: unknown, rule: TextRule): readonly string[] {
  const text = mustBeText(name, value);
  const groups = match(text, rule);
  if (groups === undefined) throw wrongValue(name, expected, text);
  return groups;
}

export function mustBeText(name: string, value: unknown): string {
  if (typeof value !== 'string') throw wrongType(name, 'a string', value);
  return value;
}

/** Whether a value of any type fits. */
export function fits(value: unknown, rule: TextRule): boolean {
  return typeof value === 'string' && match(value, rule) !== undefined;
}

/** Of two texts in one spelling. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
