import { outOfRange, wrongType } from '../errors/arguments.js';

const TYPED_ARRAY = Object.getPrototypeOf(Uint8Array.prototype) as object;

/** What the language itself knows of a typed array, whatever realm it is of and whatever its own properties say. */
function intrinsic(key: PropertyKey): (this: unknown) => unknown {
  return Object.getOwnPropertyDescriptor(TYPED_ARRAY, key)!.get!;
}

const nameOf = intrinsic(Symbol.toStringTag);
const lengthOf = intrinsic('length');

/** A copy of the bytes, once their type and their number are right. */
export function takeBytes(name: string, value: unknown, size: number): Uint8Array<ArrayBuffer> {
  if (nameOf.call(value) !== 'Uint8Array') throw wrongType(name, 'a Uint8Array', value);
  const length = lengthOf.call(value) as number;
  if (length !== size) throw outOfRange(name, `${size} bytes long`, length);
  return new Uint8Array(value as Uint8Array);
}

/** For reading and writing numbers. */
export function viewOf(bytes: Uint8Array<ArrayBuffer>): DataView<ArrayBuffer> {
  return new DataView(bytes.buffer);
}
