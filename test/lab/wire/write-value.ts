import type { Kind } from '../../../lib/base/call.js';
import type { ByteWriter } from './bytes.js';
import { FORMS, type PlainForm, type WireForm } from './forms.js';
import { sidToBytes } from './sid.js';

/** A value is not what its description says. The names on the way to it are put in front as the error comes out. */
export class Misfit extends TypeError {
  readonly #what: string;
  #path = '';

  constructor(what: string, name = '') {
    super(what);
    this.#what = what;
    this.#path = name;
    this.#say();
  }

  inside(name: string): this {
    this.#path = `${name}${this.#path}`;
    this.#say();
    return this;
  }

  #say(): void {
    this.message = `${this.#path === '' ? 'the value' : `the value's ${this.#path.replace(/^\./, '')}`} ${this.#what}`;
  }
}

type Write = (writer: ByteWriter, value: unknown) => void;

interface Plain {
  readonly fits: (value: unknown) => boolean;
  readonly write: (writer: ByteWriter, value: never) => void;
}

const plain = <T>(fits: (value: unknown) => boolean, write: (writer: ByteWriter, value: T) => void): Plain => ({
  fits,
  write,
});
const isText = (value: unknown): boolean => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === undefined || typeof value === 'string';
const isWhole = (from: number, to: number) => (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;

const PLAIN: Readonly<Record<PlainForm, Plain>> = {
  nothing: plain(
    value => value === undefined,
    () => {},
  ),
  u32: plain<number>(isWhole(0, 0xffffffff), (writer, value) => writer.u32(value)),
  i32: plain<number>(isWhole(-0x80000000, 0x7fffffff), (writer, value) => writer.u32(value)),
  flag: plain<boolean>(
    value => typeof value === 'boolean',
    (writer, value) => writer.u8(value ? 1 : 0),
  ),
  text: plain<string>(isText, (writer, value) => writer.text(value)),
  textOrNull: plain<string | undefined>(isTextOrNull, (writer, value) => writer.text(value)),
  bytes: plain<Uint8Array>(
    value => value instanceof Uint8Array,
    (writer, value) => writer.bytes(value),
  ),
  ticks: plain<bigint>(
    value => typeof value === 'bigint',
    (writer, value) => writer.u64(value),
  ),
  sid: plain<string | undefined>(isTextOrNull, (writer, value) =>
    writer.bytes(value === undefined ? undefined : sidToBytes(value)),
  ),
};

const shown = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value));

function writesPlain(form: PlainForm, isSecret: boolean): Write {
  const { fits, write } = PLAIN[form];
  return (writer, value) => {
    if (!fits(value)) throw new Misfit(`is ${isSecret ? "'***'" : shown(value)} instead of ${form}`);
    write(writer, value as never);
  };
}

function writesRecord(kind: Kind): Write {
  const names = Object.keys(kind.fields!);
  const members = Object.values(kind.fields!).map(member => writesOf(member));
  return (writer, value) => {
    if (typeof value !== 'object' || value === null) throw new Misfit(`is ${shown(value)} instead of a record`);
    const record = value as Readonly<Record<string, unknown>>;
    for (let i = 0; i < names.length; i++) {
      const name = names[i]!;
      const member = record[name];
      if (member === undefined && !Object.hasOwn(record, name)) {
        throw new Misfit('is not there, and the description has it', `.${name}`);
      }
      try {
        members[i]!(writer, member);
      } catch (error) {
        throw error instanceof Misfit ? error.inside(`.${name}`) : error;
      }
    }
    const own = Object.keys(record);
    if (own.length === names.length) return;
    throw new Misfit('is there, and the description lacks it', `.${own.find(name => !names.includes(name))}`);
  };
}

function writesList(kind: Kind): Write {
  const item = writesOf(kind.of!);
  return (writer, value) => {
    if (!Array.isArray(value)) throw new Misfit(`is ${shown(value)} instead of a list`);
    writer.u32(value.length);
    for (let i = 0; i < value.length; i++) {
      try {
        item(writer, value[i]);
      } catch (error) {
        throw error instanceof Misfit ? error.inside(`[${i}]`) : error;
      }
    }
  };
}

/** Lists have many thousand rows, so how a kind is written is found out once. */
const known = new WeakMap<Kind, Write>();

function writesOf(kind: Kind): Write {
  let write = known.get(kind);
  if (!write) {
    const { form } = kind;
    if (form === 'choice') throw new TypeError('What is a choice travels as what was chosen.');
    write =
      form === 'record'
        ? writesRecord(kind)
        : form === 'list'
          ? writesList(kind)
          : writesPlain(form, kind.secret === true);
    known.set(kind, write);
  }
  return write;
}

/** The form, and the names of the members: once for all rows of a list. */
function writeKind(writer: ByteWriter, kind: Kind): void {
  const number = FORMS.indexOf(kind.form as WireForm);
  if (number < 0) throw new TypeError(`The form '${kind.form}' does not travel.`);
  writer.u8(number);
  if (kind.form === 'list') writeKind(writer, kind.of!);
  if (kind.form !== 'record') return;
  const fields = Object.entries(kind.fields!);
  writer.u8(fields.length);
  for (const [name, member] of fields) writeKind(writer.ascii(name), member);
}

/** Writes how a value is laid out, and then the value. */
export function writeValue(writer: ByteWriter, kind: Kind, value: unknown): void {
  writeKind(writer, kind);
  writesOf(kind)(writer, value);
}
