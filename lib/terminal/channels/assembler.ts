import type { Piece } from './contract.js';

/** `CHANNEL_PDU_HEADER`: the length of the whole message, and flags. */
const HEADER_BYTES = 8;
const FIRST = 0x1;
const LAST = 0x2;
/** The client could not send all of it. */
const FAIL = 0x100;

/** Room for the whole of a message is made at once up to so much; a client that only announces more gets no memory for it. */
const TRUSTED_BYTES = 64 * 1024;

/** What the client sent cannot be understood. The message says why. */
export class BrokenProtocol extends Error {}

/**
 * Puts the messages of a channel together from its pieces. A message never takes more memory than twice its bytes that have come,
 * or 64 KiB.
 */
export class Assembler {
  readonly #maxMessage: number;
  #message: Uint8Array | undefined;
  #length = 0;
  #at = 0;
  /** The piece before had no end. */
  #isInside = false;
  #isLast = false;

  constructor(maxMessage: number) {
    this.#maxMessage = maxMessage;
  }

  /** The message that this piece completes, if it does. @throws BrokenProtocol, after which nothing more may be taken. */
  take({ bytes, isWhole }: Piece): Uint8Array | undefined {
    if (this.#isInside) this.#append(bytes);
    // A read of nothing that succeeds says nothing.
    else if (bytes.length > 0) this.#begin(bytes);
    else return undefined;
    this.#isInside = !isWhole;
    return isWhole && this.#isLast ? this.#finish() : undefined;
  }

  #begin(piece: Uint8Array): void {
    if (piece.length < HEADER_BYTES)
      throw new BrokenProtocol(`a piece of ${piece.length} bytes, which is shorter than a header`);
    const header = new DataView(piece.buffer, piece.byteOffset, HEADER_BYTES);
    const length = header.getUint32(0, true);
    const flags = header.getUint32(4, true);
    if ((flags & FAIL) !== 0) throw new BrokenProtocol('a message that it could not send to its end');
    if ((flags & FIRST) !== 0) this.#start(length);
    else if (this.#message === undefined) throw new BrokenProtocol('a later piece of a message without the first one');
    else if (length !== this.#length)
      throw new BrokenProtocol(`pieces of one message that give its length as ${this.#length} and as ${length} bytes`);
    this.#isLast = (flags & LAST) !== 0;
    this.#append(piece.subarray(HEADER_BYTES));
  }

  #start(length: number): void {
    if (this.#message !== undefined) throw new BrokenProtocol('a new message before the end of the last one');
    if (length > this.#maxMessage)
      throw new BrokenProtocol(`a message of ${length} bytes, where maxMessage is ${this.#maxMessage}`);
    this.#message = new Uint8Array(Math.min(length, TRUSTED_BYTES));
    this.#length = length;
    this.#at = 0;
  }

  #append(bytes: Uint8Array): void {
    const end = this.#at + bytes.length;
    if (end > this.#length) throw new BrokenProtocol(`more than the ${this.#length} bytes of the message`);
    let message = this.#message!;
    if (end > message.length) {
      message = new Uint8Array(Math.min(this.#length, Math.max(end, 2 * message.length)));
      message.set(this.#message!.subarray(0, this.#at));
      this.#message = message;
    }
    message.set(bytes, this.#at);
    this.#at = end;
  }

  #finish(): Uint8Array {
    const message = this.#message!;
    if (this.#at !== this.#length)
      throw new BrokenProtocol(`the last piece of a message when ${this.#at} of its ${this.#length} bytes have come`);
    this.#message = undefined;
    return message;
  }
}

/** Pieces as they come, of a channel without borders. */
export class Stream {
  take({ bytes }: Piece): Uint8Array | undefined {
    return bytes.length === 0 ? undefined : bytes;
  }
}
