import type { Fields, Kind } from '../../../lib/base/call.js';
import type { ByteReader } from './bytes.js';
import { FORMS, type PlainForm } from './forms.js';
import { sidToText } from './sid.js';

const READ: Readonly<Record<PlainForm, (reader: ByteReader) => unknown>> = {
  nothing: () => undefined,
  u32: reader => reader.u32(),
  i32: reader => reader.i32(),
  flag: reader => reader.u8() === 1,
  text: reader => reader.text(),
  textOrNull: reader => reader.text(),
  bytes: reader => reader.bytes(),
  ticks: reader => reader.u64(),
  sid: reader => {
    const bytes = reader.bytes();
    return bytes === undefined ? undefined : sidToText(bytes);
  },
};

function readKind(reader: ByteReader): Kind {
  const number = reader.u8();
  const form = FORMS[number];
  if (form === undefined) throw new TypeError(`There is no form with the number ${number}.`);
  if (form === 'list') return { form, of: readKind(reader) };
  if (form !== 'record') return { form };
  const fields: Record<string, Kind> = {};
  for (let left = reader.u8(); left > 0; left--) {
    const name = reader.ascii();
    fields[name] = readKind(reader);
  }
  return { form, fields: fields as Fields };
}

function readBy(kind: Kind, reader: ByteReader): unknown {
  if (kind.form === 'list') return Array.from({ length: reader.u32() }, () => readBy(kind.of!, reader));
  if (kind.form !== 'record') return READ[kind.form as PlainForm](reader);
  return Object.fromEntries(Object.entries(kind.fields!).map(([name, member]) => [name, readBy(member, reader)]));
}

export interface Stated {
  readonly kind: Kind;
  readonly value: unknown;
}

/** Reads a value by nothing but what stands in front of it. */
export function readValue(reader: ByteReader): Stated {
  const kind = readKind(reader);
  return { kind, value: readBy(kind, reader) };
}
