import { wrongValue } from '../errors/arguments.js';
import { takeBytes, viewOf } from './bytes.js';
import { type Guid, readGuid } from './guid-text.js';
import type { IdKind } from './kind.js';
import { mustBeObject, takeUint32 } from './parts.js';
import { compareText, fits, mustBeText } from './text.js';

/** The fields of Windows' `GUID`. */
export interface GuidParts {
  /** From 0 to 0xFFFFFFFF. */
  readonly data1: number;
  /** From 0 to 0xFFFF. */
  readonly data2: number;
  /** From 0 to 0xFFFF. */
  readonly data3: number;
  /** 8 bytes, which are no number: they are not swapped. */
  readonly data4: Uint8Array;
}

const CANONICAL = { max: 36, pattern: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ };
const NIL = '00000000-0000-0000-0000-000000000000' as Guid;

/** What Windows swaps: where each byte of the text comes to lie. */
const ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

/** For what has a GUID as a member, and names it in errors. */
export function takeGuid(name: string, value: unknown): Guid {
  const text = mustBeText(name, value);
  const id = readGuid(text);
  if (id === undefined) throw wrongValue(name, "a GUID, such as 'c191bfbc-b602-4675-8bd1-67d642f529d5'", text);
  return id;
}

function parse(text: string): Guid {
  return takeGuid('text', text);
}

function toBytes(id: Guid): Uint8Array<ArrayBuffer> {
  const digits = parse(id).replaceAll('-', '');
  const bytes = new Uint8Array(16);
  ORDER.forEach((at, i) => {
    bytes[at] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  });
  return bytes;
}

function textOf(bytes: Uint8Array): Guid {
  const digits = ORDER.map(at => bytes[at]!.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as Guid;
}

/**
 * GUIDs, such as the id of a VSS session or the activity id of a terminal session. `parse` also takes upper case, and braces
 * around all of it. The order is that of the fields from the first to the last.
 * @example guid.parse('{C191BFBC-B602-4675-8BD1-67D642F529D5}'); // 'c191bfbc-b602-4675-8bd1-67d642f529d5'
 */
export const guid: IdKind<Guid, GuidParts> & {
  /** All bits are 0: Windows' `GUID_NULL`. */
  readonly nil: Guid;
} = Object.freeze({
  size: 16,
  nil: NIL,
  parse,
  is: (value: unknown): value is Guid => fits(value, CANONICAL),
  fromParts(parts: GuidParts): Guid {
    const { data1, data2, data3, data4 } = mustBeObject('parts', parts);
    const bytes = new Uint8Array(16);
    const view = viewOf(bytes);
    view.setUint32(0, takeUint32('parts.data1', data1), true);
    view.setUint16(4, takeUint32('parts.data2', data2, 0xffff), true);
    view.setUint16(6, takeUint32('parts.data3', data3, 0xffff), true);
    bytes.set(takeBytes('parts.data4', data4, 8), 8);
    return textOf(bytes);
  },
  toParts(id: Guid): GuidParts {
    const bytes = toBytes(id);
    const view = viewOf(bytes);
    return Object.freeze({
      data1: view.getUint32(0, true),
      data2: view.getUint16(4, true),
      data3: view.getUint16(6, true),
      data4: bytes.slice(8),
    });
  },
  toBytes,
  fromBytes: (bytes: Uint8Array): Guid => textOf(takeBytes('bytes', bytes, 16)),
  compare: (a: Guid, b: Guid): number => compareText(parse(a), parse(b)),
});
