import { compareText } from './text.js';

/** Lower case and without leading zeros, as `%x` of C prints a number. */
export function bareHex(digits: string): string {
  return digits.toLowerCase().replace(/^0+(?=.)/, '');
}

/** By number, of two texts of {@link bareHex}: the one with more digits is greater. */
export function compareBareHex(a: string, b: string): number {
  return a.length === b.length ? compareText(a, b) : a.length - b.length;
}
