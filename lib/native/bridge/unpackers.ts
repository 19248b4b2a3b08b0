import type { Answer } from '../../base/answer.js';
import type { CallDescriptions, Kind, ValueOf } from '../../base/call.js';
import { readerOf } from './codec.js';
import type { Unpacker } from './environment.js';
import { readAnswer } from './facts.js';
import type { PackReader } from './pack.js';

/** Rows of any kind that are not hot: in each pack their count, then each. */
export function rowsUnpacker<T>(readRow: (pack: PackReader) => T): Unpacker<readonly T[]> {
  const rows: T[] = [];
  return {
    unpack(pack) {
      for (let left = pack.count(1); left > 0; left -= 1) rows.push(readRow(pack));
      return rows;
    },
  };
}

/** What comes in one pack. */
export function once<T>(read: (pack: PackReader) => T): Unpacker<T> {
  return { unpack: pack => read(pack) };
}

/** Reads the answer of a call whose value is of this kind. */
export function answerReader<T>(value: Kind<T>): (pack: PackReader) => Answer<T> {
  const read = readerOf(value) as (pack: PackReader) => T;
  return pack => readAnswer(pack, read);
}

/** One call's answer, by the kind of its value. */
export function answerUnpacker<T>(value: Kind<T>): Unpacker<Answer<T>> {
  return once(answerReader(value));
}

/**
 * The same, where a list at the end of the value may go on in further packs: in each its count, then its items.
 */
export function callUnpacker(value: Kind): Unpacker<Answer<unknown>> {
  const list = lastList(value);
  if (list === undefined) return answerUnpacker(value);
  const readItem = readerOf(list);
  const readValue = readerOf(value);
  let answer: Answer<unknown> | undefined;
  let items: unknown[] = [];
  return {
    unpack(pack) {
      if (answer !== undefined) {
        for (let left = pack.count(1); left > 0; left -= 1) items.push(readItem(pack));
        return answer;
      }
      answer = readAnswer(pack, readValue);
      if (answer.ok) items = itemsOf(value, answer.value);
      return answer;
    },
  };
}

/** The kind of the items of the list that a value ends with. */
function lastList(kind: Kind): Kind | undefined {
  if (kind.form === 'list') return kind.of;
  if (kind.form !== 'record') return undefined;
  const last = Object.values(kind.fields!).at(-1);
  return last && lastList(last);
}

function itemsOf(kind: Kind, value: unknown): unknown[] {
  if (kind.form === 'list') return value as unknown[];
  const [name, last] = Object.entries(kind.fields!).at(-1)!;
  return itemsOf(last, (value as Readonly<Record<string, unknown>>)[name]);
}

/** For each call, its answer. */
export function answerUnpackers<C extends CallDescriptions>(
  calls: C,
): { readonly [N in keyof C]: Unpacker<Answer<ValueOf<C[N]>>> } {
  const entries = Object.entries(calls).map(([name, { value }]) => [name, answerUnpacker(value)]);
  return Object.fromEntries(entries);
}
