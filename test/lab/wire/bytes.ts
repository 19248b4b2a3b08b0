/** Writes the body of a message; `../standin/bytes.cc` reads it. Texts are UTF-16LE, so lone surrogates survive. */
export class ByteWriter {
  #data: Buffer;
  #size = 0;

  constructor(room = 256) {
    this.#data = Buffer.allocUnsafe(room);
  }

  #need(size: number): number {
    const at = this.#size;
    this.#size += size;
    if (this.#size > this.#data.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#size, this.#data.length * 2));
      this.#data.copy(larger, 0, 0, at);
      this.#data = larger;
    }
    return at;
  }

  u8(value: number): this {
    const at = this.#need(1);
    this.#data.writeUInt8(value & 0xff, at);
    return this;
  }

  u32(value: number): this {
    const at = this.#need(4);
    this.#data.writeUInt32LE(value >>> 0, at);
    return this;
  }

  u64(value: bigint): this {
    const at = this.#need(8);
    this.#data.writeBigUInt64LE(BigInt.asUintN(64, value), at);
    return this;
  }

  /** `undefined` is a NULL pointer. */
  text(value: string | undefined): this {
    if (value === undefined) return this.u32(0xffffffff);
    this.u32(value.length);
    const at = this.#need(value.length * 2);
    this.#data.write(value, at, 'utf16le');
    return this;
  }

  bytes(value: Uint8Array | undefined): this {
    if (value === undefined) return this.u32(0xffffffff);
    this.u32(value.length);
    const at = this.#need(value.length);
    this.#data.set(value, at);
    return this;
  }

  /** A name: its letters have one byte each. */
  ascii(value: string): this {
    this.u8(value.length);
    const at = this.#need(value.length);
    this.#data.write(value, at, 'latin1');
    return this;
  }

  /** The body behind its length. */
  framed(): Buffer {
    const head = Buffer.allocUnsafe(4);
    head.writeUInt32LE(this.#size);
    return Buffer.concat([head, this.body()]);
  }

  body(): Buffer {
    return this.#data.subarray(0, this.#size);
  }
}

/** Reads the body of a message. */
export class ByteReader {
  readonly #data: Buffer;
  #at = 0;

  constructor(data: Buffer) {
    this.#data = data;
  }

  #take(size: number): number {
    const at = this.#at;
    this.#at += size;
    if (this.#at > this.#data.length) throw new RangeError('The message ends before what it holds does.');
    return at;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#data.length;
  }

  u8 = (): number => this.#data.readUInt8(this.#take(1));
  u32 = (): number => this.#data.readUInt32LE(this.#take(4));
  i32 = (): number => this.#data.readInt32LE(this.#take(4));
  u64 = (): bigint => this.#data.readBigUInt64LE(this.#take(8));

  text(): string | undefined {
    const length = this.u32();
    if (length === 0xffffffff) return undefined;
    const at = this.#take(length * 2);
    return this.#data.toString('utf16le', at, at + length * 2);
  }

  ascii(): string {
    const length = this.u8();
    const at = this.#take(length);
    return this.#data.toString('latin1', at, at + length);
  }

  bytes(): Buffer | undefined {
    const length = this.u32();
    if (length === 0xffffffff) return undefined;
    const at = this.#take(length);
    return this.#data.subarray(at, at + length);
  }
}

/** Cuts a stream into message bodies. */
export class Frames {
  #chunks: Buffer[] = [];
  #size = 0;

  *push(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#size >= 4) {
      if ((this.#chunks[0]?.length ?? 0) < 4) this.#chunks = [Buffer.concat(this.#chunks)];
      const length = this.#chunks[0]?.readUInt32LE() ?? 0;
      if (this.#size < 4 + length) return;
      const all = this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks);
      this.#size -= 4 + length;
      this.#chunks = this.#size > 0 ? [all.subarray(4 + length)] : [];
      yield all.subarray(4, 4 + length);
    }
  }
}
