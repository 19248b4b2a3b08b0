import { checkUint32, outOfRange, wrongType } from '../errors/arguments.js';

/** An object whose members are then read once each, so that what was checked is what is used. */
export function mustBeObject<P extends object>(name: string, value: P): P {
  if (typeof value !== 'object' || value === null) throw wrongType(name, 'an object', value);
  return value;
}

export function takeUint32(name: string, value: unknown, max?: number): number {
  checkUint32(name, value, max);
  return value;
}

/** A LONG. */
export function takeInt32(name: string, value: unknown): number {
  if (typeof value !== 'number') throw wrongType(name, 'a number', value);
  if ((value | 0) !== value) throw outOfRange(name, 'an integer from -2147483648 to 2147483647', value);
  return value;
}

const MAX_UINT64 = 0xffff_ffff_ffff_ffffn;

export function takeUint64(name: string, value: unknown): bigint {
  if (typeof value !== 'bigint') throw wrongType(name, 'a bigint', value);
  if (value < 0n || value > MAX_UINT64) throw outOfRange(name, `from 0n to ${MAX_UINT64}n`, value);
  return value;
}
