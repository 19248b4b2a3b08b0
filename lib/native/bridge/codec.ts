import type { ArgsOf, CallDescription, Fields, Kind, TypeOf } from '../../base/call.js';
import type { PackReader } from './pack.js';

/** What a question carries: native code reads its arguments in the order of Windows' declaration. */
export interface Words {
  readonly words: number[];
  readonly texts: readonly string[];
}

/** The arguments of a plain call, as numbers and texts in the order of its description. */
export function wordsOf<D extends CallDescription>({ args }: D, given: ArgsOf<D>): Words {
  const words: number[] = [];
  const texts: string[] = [];
  addFields(args, given as Readonly<Record<string, unknown>>, { words, texts });
  return { words, texts };
}

/** A record stands there field by field. */
function addFields(
  fields: Fields,
  given: Readonly<Record<string, unknown>>,
  to: { readonly words: number[]; readonly texts: string[] },
): void {
  const { words, texts } = to;
  for (const [name, kind] of Object.entries(fields)) {
    const value = given[name];
    switch (kind.form) {
      case 'record':
        addFields(kind.fields!, value as Readonly<Record<string, unknown>>, to);
        break;
      case 'u32':
      case 'i32':
        words.push(value as number);
        break;
      case 'flag':
        words.push(value ? 1 : 0);
        break;
      case 'ticks':
        pushTicks(words, value as bigint);
        break;
      case 'text':
        texts.push(value as string);
        break;
      case 'textOrNull':
        words.push(value === undefined ? 0 : 1);
        texts.push((value as string | undefined) ?? '');
        break;
      case 'bytes':
        pushBytes(words, value as Uint8Array);
        break;
      default:
        throw new TypeError(`no argument can be of the form ${kind.form}: ${name}`);
    }
  }
}

/** Low word, high word. */
function pushTicks(words: number[], value: bigint): void {
  words.push(Number(BigInt.asUintN(32, value)), Number(BigInt.asUintN(32, value >> 32n)));
}

/** Their count, then the bytes, filled up to a whole word. */
function pushBytes(words: number[], bytes: Uint8Array): void {
  words.push(bytes.length);
  for (let i = 0; i < bytes.length; i += 4) {
    let word = 0;
    for (let j = 0; j < 4 && i + j < bytes.length; j += 1) word |= bytes[i + j]! << (8 * j);
    words.push(word >>> 0);
  }
}

type Reader = (pack: PackReader) => unknown;

/** Reads a value of this kind, as native code has written it. */
export function readerOf<K extends Kind>(kind: K): (pack: PackReader) => TypeOf<K> {
  return reader(kind) as (pack: PackReader) => TypeOf<K>;
}

function reader(kind: Kind): Reader {
  switch (kind.form) {
    case 'nothing':
      return () => undefined;
    case 'u32':
      return pack => pack.word();
    case 'i32':
      return pack => pack.int();
    case 'flag':
      return pack => pack.flag();
    case 'text':
      return pack => pack.text();
    case 'textOrNull':
    case 'sid':
      return pack => pack.optionalText();
    case 'bytes':
      return pack => pack.bytes();
    case 'ticks':
      return pack => pack.ticks();
    case 'record':
      return recordReader(Object.entries(kind.fields!).map(([name, field]) => ({ name, read: reader(field) })));
    case 'list':
      return listReader(reader(kind.of!));
    case 'choice':
      throw new TypeError('what is chosen by an argument has a reader for each choice');
  }
}

function recordReader(fields: readonly { readonly name: string; readonly read: Reader }[]): Reader {
  // V8 copies an object faster than it adds one property after the other.
  const empty = Object.fromEntries(fields.map(({ name }) => [name, undefined])) as Record<string, unknown>;
  return pack => {
    const record = { ...empty };
    for (const { name, read } of fields) record[name] = read(pack);
    return record;
  };
}

function listReader(read: Reader): Reader {
  return pack => {
    const items: unknown[] = [];
    for (let left = pack.count(1); left > 0; left -= 1) items.push(read(pack));
    return items;
  };
}
