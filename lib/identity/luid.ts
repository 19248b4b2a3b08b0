import { takeBytes, viewOf } from './bytes.js';
import { bareHex } from './hex.js';
import type { Branded, IdKind } from './kind.js';
import { mustBeObject, takeInt32, takeUint32 } from './parts.js';
import { fits, mustMatch } from './text.js';

/** A locally unique id, such as that of a logon: `'0x0:0x3e7'`, lower case and without padding. Valid until the next restart. */
export type Luid = Branded<'Luid'>;

/** The fields of Windows' `LUID`. */
export interface LuidParts {
  /** A LONG: from -0x80000000 to 0x7FFFFFFF. */
  readonly high: number;
  /** From 0 to 0xFFFFFFFF. */
  readonly low: number;
}

const TEXT = { max: 21, pattern: /^0x([0-9a-f]{1,8}):0x([0-9a-f]{1,8})$/i };
const CANONICAL = { max: 21, pattern: /^0x(?:0|[1-9a-f][0-9a-f]{0,7}):0x(?:0|[1-9a-f][0-9a-f]{0,7})$/ };

function halves(text: string): readonly [high: string, low: string] {
  const [, high, low] = mustMatch('text', "a LUID, such as '0x0:0x3e7'", text, TEXT);
  return [bareHex(high!), bareHex(low!)];
}

function textOf({ high, low }: LuidParts): Luid {
  return `0x${(high >>> 0).toString(16)}:0x${low.toString(16)}` as Luid;
}

function toParts(id: Luid): LuidParts {
  const [high, low] = halves(id);
  return Object.freeze({ high: Number.parseInt(high, 16) | 0, low: Number.parseInt(low, 16) });
}

/**
 * LUIDs. `parse` also takes upper case and padding to 8 digits. The order is that of the signed 64-bit numbers.
 * @example luid.parse('0x0:0x000003E7'); // '0x0:0x3e7', the logon of LocalSystem
 */
export const luid: IdKind<Luid, LuidParts> = Object.freeze({
  size: 8,
  parse(text: string): Luid {
    const [high, low] = halves(text);
    return `0x${high}:0x${low}` as Luid;
  },
  is: (value: unknown): value is Luid => fits(value, CANONICAL),
  fromParts(parts: LuidParts): Luid {
    const { high, low } = mustBeObject('parts', parts);
    return textOf({ high: takeInt32('parts.high', high), low: takeUint32('parts.low', low) });
  },
  toParts,
  toBytes(id: Luid): Uint8Array {
    const { high, low } = toParts(id);
    const bytes = new Uint8Array(8);
    const view = viewOf(bytes);
    view.setUint32(0, low, true);
    view.setInt32(4, high, true);
    return bytes;
  },
  fromBytes(bytes: Uint8Array): Luid {
    const view = viewOf(takeBytes('bytes', bytes, 8));
    return textOf({ high: view.getInt32(4, true), low: view.getUint32(0, true) });
  },
  compare(a: Luid, b: Luid): number {
    const [one, other] = [toParts(a), toParts(b)];
    return one.high - other.high || one.low - other.low;
  },
});
