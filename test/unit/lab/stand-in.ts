import type { Form, Kind } from '../../../lib/base/call.js';
import { ByteReader, ByteWriter } from '../../lab/wire/bytes.js';
import { GROUPS } from '../../lab/wire/question.js';
import { readValue, type Stated } from '../../lab/wire/read-value.js';
import { writeValue } from '../../lab/wire/write-value.js';

/** States a question as `Question` of the stand-ins does: by names and forms, and without knowing a description. */
export class Asking {
  readonly #writer: ByteWriter;

  constructor(call: string, host?: string) {
    this.#writer = new ByteWriter().u8(0).ascii(call).text(host);
  }

  state(group: keyof typeof GROUPS, name: string, kind: Kind, value: unknown): this {
    writeValue(this.#writer.u8(GROUPS[group]).ascii(name), kind, value);
    return this;
  }

  u32 = (name: string, value: number): this => this.state('argument', name, { form: 'u32' }, value);
  flag = (name: string, value: boolean): this => this.state('argument', name, { form: 'flag' }, value);
  text = (name: string, value: string): this => this.state('argument', name, { form: 'text' }, value);
  lab = (name: string, value: number): this => this.state('lab', name, { form: 'u32' }, value);

  get reader(): ByteReader {
    return new ByteReader(this.#writer.body());
  }
}

/** Asks an answer for its members as `Record` of the stand-ins does: by name and form, and loudly. */
export class Member {
  readonly #stated: Stated;

  constructor(stated: Stated) {
    this.#stated = stated;
  }

  static ofAnswer(body: ByteWriter): Member {
    const reader = new ByteReader(body.body());
    if (reader.u8() !== 1) throw new Error('The answer is a failure.');
    reader.u8();
    const member = new Member(readValue(reader));
    if (!reader.isAtEnd) throw new Error('The answer does not end where its form does.');
    return member;
  }

  as(form: Form): unknown {
    const { kind, value } = this.#stated;
    if (kind.form !== form) throw new Error(`takes it for ${form}, but it is ${kind.form}`);
    return value;
  }

  get(name: string, form: Form): unknown {
    const value = this.as('record') as Readonly<Record<string, unknown>>;
    const kind = this.#stated.kind.fields?.[name];
    if (!kind) throw new Error(`asks for '${name}', but it has ${Object.keys(value).join(', ')}`);
    return new Member({ kind, value: value[name] }).as(form);
  }

  rows(): Member[] {
    return (this.as('list') as unknown[]).map(value => new Member({ kind: this.#stated.kind.of!, value }));
  }
}
