import { nearest } from '../base/nearest.js';

/**
 * Wrong arguments are reported before any raw call, with the same text on every backend. The codes are those that Node uses.
 */
export type ArgumentCode = 'ERR_INVALID_ARG_TYPE' | 'ERR_INVALID_ARG_VALUE' | 'ERR_OUT_OF_RANGE';

export function wrongType(name: string, expected: string, got: unknown): TypeError {
  return coded(new TypeError(`${name} must be ${expected}; got ${show(got)}`), 'ERR_INVALID_ARG_TYPE');
}

export function wrongValue(name: string, expected: string, got: unknown): TypeError {
  return coded(new TypeError(`${name} must be ${expected}; got ${show(got)}`), 'ERR_INVALID_ARG_VALUE');
}

export function outOfRange(name: string, expected: string, got: unknown): RangeError {
  return coded(new RangeError(`${name} must be ${expected}; got ${show(got)}`), 'ERR_OUT_OF_RANGE');
}

/** An options object may be left out, but must be an object, and hold only known keys: a misspelt key is an error. */
export function checkOptions(name: string, options: unknown, keys: readonly string[]): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null) throw wrongType(name, 'an object', options);
  const given = Object.keys(options);
  if (isArray(options) || (given.length === 0 && !isPlain(options))) throw wrongType(name, 'a plain object', options);
  for (const key of given) {
    if (keys.includes(key)) continue;
    throw wrongValue(`${name}.${key}`, `one of the known options (${keys.join(', ')})${suggestion(key, keys)}`, key);
  }
}

/** The right word that is most similar, if one is. */
export function suggestion(word: string, words: readonly string[]): string {
  const found = nearest(word, words);
  return found === undefined ? '' : ` (did you mean ${found}?)`;
}

export function checkBoolean(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'boolean') throw wrongType(name, 'a boolean', value);
}

/** A text that crosses into Windows as a NUL-ended one. */
export function checkText(name: string, value: unknown): asserts value is string {
  if (typeof value !== 'string') throw wrongType(name, 'a string', value);
  if (value.includes('\0')) throw wrongValue(name, 'a string without NUL characters', value);
}

/** A duration in milliseconds. */
export function checkDuration(name: string, value: unknown, max = 0x7fffffff): void {
  if (value === undefined) return;
  if (typeof value !== 'number') throw wrongType(name, 'a number of milliseconds', value);
  if (!(value >= 0 && value <= max)) throw outOfRange(name, `between 0 and ${max} milliseconds`, value);
}

/** How long a call may take; `Infinity` is no limit. */
export function checkTimeout(name: string, value: unknown): void {
  if (value !== Number.POSITIVE_INFINITY) checkDuration(name, value);
}

/** A DWORD. */
export function checkUint32(name: string, value: unknown, max = 0xffffffff): asserts value is number {
  if (typeof value !== 'number') throw wrongType(name, 'a number', value);
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw outOfRange(name, `an integer from 0 to ${max}`, value);
}

function coded<E extends Error>(error: E, code: ArgumentCode): E {
  return Object.assign(error, { code });
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'object' && value !== null) return kindOf(value);
  if (typeof value === 'function') return 'a function';
  return String(value);
}

/** A Map, a Date or a signal has no keys of its own, and would pass for an object without any. */
function isPlain(value: object): boolean {
  return ['[object Object]', '[object Module]'].includes(tagOf(value));
}

function kindOf(value: object): string {
  if (isArray(value)) return 'an array';
  const kind = tagOf(value).slice('[object '.length, -1);
  if (kind === 'Object' || kind === '') return 'an object';
  return `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

/** It throws for a proxy that was revoked. */
function tagOf(value: object): string {
  try {
    return Object.prototype.toString.call(value);
  } catch {
    return '[object Object]';
  }
}

/** `Array.isArray` throws for a proxy that was revoked. */
function isArray(value: object): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
