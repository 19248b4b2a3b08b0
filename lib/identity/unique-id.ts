import { takeBytes, viewOf } from './bytes.js';
import { bareHex, compareBareHex } from './hex.js';
import type { IdKind } from './kind.js';
import { mustBeObject, takeUint64 } from './parts.js';
import { fits, mustMatch } from './text.js';

/** The fields of Windows' `ISCSI_UNIQUE_SESSION_ID`, which is also a connection's. */
export interface UniqueIdParts {
  /** Of the adapter. From 0n to 0xFFFFFFFFFFFFFFFFn. */
  readonly adapterUnique: bigint;
  /** Of the session or connection on it. From 0n to 0xFFFFFFFFFFFFFFFFn. */
  readonly adapterSpecific: bigint;
}

const TEXT = { max: 37, pattern: /^(?:0x)?([0-9a-f]{1,16})-(?:0x)?([0-9a-f]{1,16})$/i };
const CANONICAL = { max: 33, pattern: /^(?:0|[1-9a-f][0-9a-f]{0,15})-(?:0|[1-9a-f][0-9a-f]{0,15})$/ };

/** Sessions and connections have ids of one form. `what` says which, in errors. */
export function uniqueIdKind<T extends string>(what: string): IdKind<T, UniqueIdParts> {
  const expected = `the id of ${what}, such as 'fffffa800d008430-4000013700000001'`;

  const halves = (text: string): readonly [unique: string, specific: string] => {
    const [, unique, specific] = mustMatch('text', expected, text, TEXT);
    return [bareHex(unique!), bareHex(specific!)];
  };
  const textOf = ({ adapterUnique, adapterSpecific }: UniqueIdParts): T =>
    `${adapterUnique.toString(16)}-${adapterSpecific.toString(16)}` as T;
  const toParts = (id: T): UniqueIdParts => {
    const [unique, specific] = halves(id);
    return Object.freeze({ adapterUnique: BigInt(`0x${unique}`), adapterSpecific: BigInt(`0x${specific}`) });
  };

  return Object.freeze({
    size: 16,
    parse: (text: string): T => halves(text).join('-') as T,
    is: (value: unknown): value is T => fits(value, CANONICAL),
    fromParts(parts: UniqueIdParts): T {
      const { adapterUnique, adapterSpecific } = mustBeObject('parts', parts);
      return textOf({
        adapterUnique: takeUint64('parts.adapterUnique', adapterUnique),
        adapterSpecific: takeUint64('parts.adapterSpecific', adapterSpecific),
      });
    },
    toParts,
    toBytes(id: T): Uint8Array {
      const { adapterUnique, adapterSpecific } = toParts(id);
      const bytes = new Uint8Array(16);
      const view = viewOf(bytes);
      view.setBigUint64(0, adapterUnique, true);
      view.setBigUint64(8, adapterSpecific, true);
      return bytes;
    },
    fromBytes(bytes: Uint8Array): T {
      const view = viewOf(takeBytes('bytes', bytes, 16));
      return textOf({ adapterUnique: view.getBigUint64(0, true), adapterSpecific: view.getBigUint64(8, true) });
    },
    compare(a: T, b: T): number {
      const [one, other] = [halves(a), halves(b)];
      return compareBareHex(one[0], other[0]) || compareBareHex(one[1], other[1]);
    },
  });
}
