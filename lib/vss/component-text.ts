import { checkText, outOfRange } from '../errors/arguments.js';

/** Far more than any real one: what crosses into Windows is bounded. */
const MOST_UNITS = 32_767;

export function checkComponentText(name: string, value: unknown): asserts value is string {
  checkText(name, value);
  if (value.length > MOST_UNITS) throw outOfRange(name, `of at most ${MOST_UNITS} characters`, value.length);
}
