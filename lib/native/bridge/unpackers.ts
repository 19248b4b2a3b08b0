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

/** For each call, its answer. */
export function answerUnpackers<C extends CallDescriptions>(
  calls: C,
): { readonly [N in keyof C]: Unpacker<Answer<ValueOf<C[N]>>> } {
  const entries = Object.entries(calls).map(([name, { value }]) => [name, answerUnpacker(value)]);
  return Object.fromEntries(entries);
}
