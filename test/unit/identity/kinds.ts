import fc from 'fast-check';
import {
  type GuidParts,
  guid,
  type IdKind,
  iscsiConnectionId,
  iscsiSessionId,
  type LuidParts,
  luid,
  type UniqueIdParts,
} from 'winstation/identity';

const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const u32 = fc.oneof(fc.nat(0xffff_ffff), fc.constantFrom(0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff));
const u16 = fc.nat(0xffff);

const uniqueParts: fc.Arbitrary<UniqueIdParts> = fc.record({ adapterUnique: u64, adapterSpecific: u64 });
const uniqueNumber = ({ adapterUnique, adapterSpecific }: UniqueIdParts) => (adapterUnique << 64n) | adapterSpecific;

/** What the suites need to know of a kind, said in another way than the library says it. */
export interface KindOf<P extends object> {
  readonly name: string;
  readonly kind: IdKind<string, P>;
  readonly parts: fc.Arbitrary<P>;
  /** The number that the order goes by. */
  readonly number: (parts: P) => bigint;
  /** Other spellings of a text. */
  readonly spell: (text: string) => readonly string[];
}

function described<T extends string, P extends object>(
  name: string,
  kind: IdKind<T, P>,
  more: Pick<KindOf<P>, 'parts' | 'number' | 'spell'>,
): KindOf<object> {
  return { name, kind, ...more } as unknown as KindOf<object>;
}

const padded = (text: string, digits: number, prefix: string, between: string) =>
  text
    .split(between)
    .map(half => prefix + half.replace(/^0x/, '').padStart(digits, '0'))
    .join(between);

const unique = {
  parts: uniqueParts,
  number: uniqueNumber,
  spell: (text: string) => [
    text.toUpperCase(),
    padded(text, 16, '', '-'),
    padded(text, 16, '0x', '-').toUpperCase(),
    `0X${text}`,
    text.replace('-', '-0x'),
  ],
};

export const KINDS: readonly KindOf<object>[] = [
  described('guid', guid, {
    parts: fc.record({
      data1: u32,
      data2: u16,
      data3: u16,
      data4: fc.uint8Array({ minLength: 8, maxLength: 8 }),
    }),
    number: ({ data1, data2, data3, data4 }: GuidParts) =>
      [...data4].reduce(
        (sum, byte) => (sum << 8n) | BigInt(byte),
        (BigInt(data1) << 32n) | (BigInt(data2) << 16n) | BigInt(data3),
      ),
    spell: text => [text.toUpperCase(), `{${text}}`, `{${text.toUpperCase()}}`],
  }),
  described('luid', luid, {
    parts: fc.record({ high: u32.map(value => value | 0), low: u32 }),
    number: ({ high, low }: LuidParts) => (BigInt(high) << 32n) + BigInt(low),
    spell: text => [text.toUpperCase(), padded(text, 8, '0x', ':'), padded(text, 8, '0X', ':').toUpperCase()],
  }),
  described('iscsiSessionId', iscsiSessionId, unique),
  described('iscsiConnectionId', iscsiConnectionId, unique),
];
