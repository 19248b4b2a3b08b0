import type { RawAddon } from './addon-types.js';
import { unfit } from './unfit.js';

// The layout is that of native/bridge/pack.h.
const STATUS = 0;
const TEXTS = 1;
const BYTES_PER_UNIT = 2;
const BODY_WORDS = 3;
const AGE = 4;
const HEADER_WORDS = 8;

export const MORE_PACKS = 1;
export const NO_ANSWER = 2;
const MOVED = 0xffffffff;

/**
 * V8 makes a slice of this length or more a view that keeps the whole text alive, and copies a shorter one. A kept user name
 * must not keep the texts of 2,000 rows.
 */
const SHORTEST_VIEW = 13;

/** The addon's own packs are whole: this is for a file that belongs to another version. */
const brokenPack = (): Error => unfit('the parts of an answer do not fit together');

const NO_TEXTS: (string | undefined)[] = [undefined];

/** Methods of every Buffer of Node that its types leave out. */
interface TextBuffer extends Buffer {
  latin1Slice(start: number, end: number): string;
  ucs2Slice(start: number, end: number): string;
}

/**
 * The pack that lies in the mailbox. It is read at once, and nothing is kept of it: a reader must not call the addon
 * in between, except for plain numbers.
 */
export class PackReader {
  readonly #addon: RawAddon;
  #end = HEADER_WORDS;
  #words: Uint32Array;
  #bytes: TextBuffer;
  /** Where the next word of the body is read. */
  at = HEADER_WORDS;
  texts: (string | undefined)[] = NO_TEXTS;

  constructor(addon: RawAddon) {
    this.#addon = addon;
    const mailbox = addon.mailbox();
    this.#words = new Uint32Array(mailbox);
    this.#bytes = Buffer.from(mailbox) as TextBuffer;
  }

  /** Starts on the pack that has just been put into the mailbox. */
  open(): this {
    if (this.#words[STATUS] === MOVED) {
      const mailbox = this.#addon.mailbox();
      this.#words = new Uint32Array(mailbox);
      this.#bytes = Buffer.from(mailbox) as TextBuffer;
    }
    this.at = HEADER_WORDS;
    this.#end = HEADER_WORDS + this.#words[BODY_WORDS]!;
    this.texts = this.#readTexts();
    return this;
  }

  /** Ends the reading, which must have come to the end. The rows have their texts, so the reader lets go of them. */
  close(): void {
    this.texts = NO_TEXTS;
    if (this.at !== this.#end) throw brokenPack();
  }

  get status(): number {
    return this.#words[STATUS]!;
  }

  /** How long ago the facts were taken, in milliseconds. */
  get age(): number {
    return this.#words[AGE]!;
  }

  /** The words, for loops over many rows; they begin at `at`, and `at` is to be moved on. */
  get words(): Uint32Array {
    return this.#words;
  }

  /** How many of something follow, each of so many words at least. A count that cannot be would be read for ever. */
  count(wordsOfEach: number): number {
    const count = this.word();
    if (!(count * wordsOfEach <= this.#end - this.at)) throw brokenPack();
    return count;
  }

  word(): number {
    return this.#words[this.at++]!;
  }

  int(): number {
    return this.#words[this.at++]! | 0;
  }

  flag(): boolean {
    return this.#words[this.at++] !== 0;
  }

  /** NULL is `undefined`. A word that is no text was written as something else. */
  optionalText(): string | undefined {
    const index = this.#words[this.at++]!;
    if (!(index < this.texts.length)) throw brokenPack();
    return this.texts[index];
  }

  text(): string {
    return this.optionalText() ?? '';
  }

  /** A FILETIME or the like: a signed number of 64 bits. */
  ticks(): bigint {
    const low = BigInt(this.#words[this.at]!);
    const high = BigInt(this.#words[this.at + 1]! | 0);
    this.at += 2;
    return (high << 32n) | low;
  }

  bytes(): Uint8Array {
    const length = this.count(1 / 4);
    const start = this.at * 4;
    this.at += (length + 3) >>> 2;
    return new Uint8Array(this.#words.buffer.slice(start, start + length));
  }

  #readTexts(): (string | undefined)[] {
    const words = this.#words;
    const bytes = this.#bytes;
    const count = words[TEXTS]!;
    const ends = this.#end;
    const first = (ends + count) * 4;
    if (first > bytes.length) throw brokenPack();
    if (count === 0) return NO_TEXTS;
    const texts: (string | undefined)[] = [undefined];
    let start = 0;
    if (words[BYTES_PER_UNIT] === 1) {
      const all = bytes.latin1Slice(first, first + words[ends + count - 1]!);
      for (let i = 0; i < count; i += 1) {
        const end = words[ends + i]!;
        texts.push(end - start < SHORTEST_VIEW ? all.slice(start, end) : bytes.latin1Slice(first + start, first + end));
        start = end;
      }
    } else {
      const all = bytes.ucs2Slice(first, first + words[ends + count - 1]! * 2);
      for (let i = 0; i < count; i += 1) {
        const end = words[ends + i]!;
        texts.push(
          end - start < SHORTEST_VIEW ? all.slice(start, end) : bytes.ucs2Slice(first + start * 2, first + end * 2),
        );
        start = end;
      }
    }
    return texts;
  }
}
