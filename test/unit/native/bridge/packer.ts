import type { RawAddon } from '../../../../lib/native/bridge/addon-types.js';
import { PackReader } from '../../../../lib/native/bridge/pack.js';

const HEADER_WORDS = 8;
const MOVED = 0xffffffff;

/** Writes packs as native/bridge/pack.h lays them out: a second hand, for tests of the reader. */
export class Packer {
  readonly body: number[] = [];
  readonly texts: string[] = [];
  readonly #indexes = new Map<string, number>();

  word(value: number): this {
    this.body.push(value >>> 0);
    return this;
  }

  ticks(value: bigint): this {
    const unsigned = BigInt.asUintN(64, value);
    return this.word(Number(unsigned & 0xffffffffn)).word(Number(unsigned >> 32n));
  }

  /** Each text stands once; `undefined` is NULL. */
  text(value: string | undefined): this {
    if (value === undefined) return this.word(0);
    const known = this.#indexes.get(value);
    if (known !== undefined) return this.word(known);
    this.texts.push(value);
    this.#indexes.set(value, this.texts.length);
    return this.word(this.texts.length);
  }

  bytes(value: Uint8Array): this {
    this.word(value.length);
    for (let at = 0; at < value.length; at += 4) {
      let word = 0;
      for (let i = 0; i < 4; i += 1) word |= (value[at + i] ?? 0) << (8 * i);
      this.word(word);
    }
    return this;
  }

  /** Units alone, so that surrogates without a partner go through. */
  finish(status = 0, age = 0): Uint8Array {
    const units = this.texts.map(text => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)));
    const narrow = units.every(text => text.every(unit => unit < 0x100));
    const ends: number[] = [];
    let end = 0;
    for (const text of units) {
      end += text.length;
      ends.push(end);
    }
    const header = [status, units.length, narrow ? 1 : 2, this.body.length, age, 0, 0, 0];
    const words = Uint32Array.from([...header, ...this.body, ...ends]);
    const all = units.flat();
    const letters = narrow ? Uint8Array.from(all) : new Uint8Array(Uint16Array.from(all).buffer);
    const pack = new Uint8Array(words.byteLength + letters.byteLength);
    pack.set(new Uint8Array(words.buffer));
    pack.set(letters, words.byteLength);
    return pack;
  }
}

/** The names of the addon, in another order than its own: it does not matter. */
export function namesPack(kinds: Readonly<Record<string, readonly string[]>>): Uint8Array {
  const packer = new Packer().word(Object.keys(kinds).length);
  for (const [kind, names] of Object.entries(kinds)) {
    packer.text(kind).word(names.length);
    for (const name of names) packer.text(name);
  }
  return packer.finish();
}

/** A mailbox without an addon: what is posted lies in it, and it moves to a larger one when that does not fit. */
export class FakeMailbox {
  #buffer: ArrayBuffer;
  readonly reader: PackReader;

  constructor(byteLength = 256) {
    this.#buffer = new ArrayBuffer(byteLength);
    this.reader = new PackReader({ mailbox: () => this.#buffer } as unknown as RawAddon);
  }

  post(pack: Uint8Array): PackReader {
    if (pack.byteLength > this.#buffer.byteLength) {
      new Uint32Array(this.#buffer)[0] = MOVED;
      this.#buffer = new ArrayBuffer(Math.ceil(pack.byteLength / 8) * 8);
    }
    // What an answer before it left behind stays there.
    new Uint8Array(this.#buffer).set(pack);
    return this.reader.open();
  }
}

export const headerWords = HEADER_WORDS;
