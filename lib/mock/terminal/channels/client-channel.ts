import { type Fault, faultThat } from '../../world/fault.js';
import type { ClientChannel } from './types.js';

/** `CHANNEL_CHUNK_LENGTH`. */
const PIECE_BYTES = 1_600;
const HEADER_BYTES = 8;
const FIRST = 1;
const LAST = 2;

/** Where a program has the channel open. Called at once, from inside what the client does. */
export interface LineListener {
  piece(bytes: Uint8Array): void;
  /** The client takes nothing, or goes on. */
  paused(isPaused: boolean): void;
  ended(): void;
}

/** One opening of a channel by a program. */
export class ChannelLine {
  readonly channel: SimulatedChannel;
  #listener: LineListener | undefined;
  /** What came before somebody listened. */
  readonly #early: Uint8Array[] = [];
  #hasEnded = false;

  constructor(channel: SimulatedChannel) {
    this.channel = channel;
  }

  get isPaused(): boolean {
    return this.channel.isPaused;
  }

  listen(listener: LineListener): void {
    this.#listener = listener;
    if (this.isPaused) listener.paused(true);
    for (const piece of this.#early.splice(0)) listener.piece(piece);
    if (this.#hasEnded) listener.ended();
  }

  /** The client takes what a program wrote. */
  deliver(bytes: Uint8Array): void {
    if (!this.#hasEnded) this.channel.take(bytes);
  }

  piece(bytes: Uint8Array): void {
    if (this.#listener) this.#listener.piece(bytes);
    else this.#early.push(bytes);
  }

  paused(isPaused: boolean): void {
    this.#listener?.paused(isPaused);
  }

  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#listener?.ended();
  }
}

/** What the channel needs of the clients of its host. */
export interface ChannelSurroundings {
  /** Something was sent, taken or ended. */
  happened(): void;
  closed(): void;
}

export class SimulatedChannel implements ClientChannel {
  readonly name: string;
  readonly isDynamic: boolean;
  readonly isFramed: boolean;
  readonly #around: ChannelSurroundings;
  readonly #received: Uint8Array[] = [];
  readonly #lines = new Set<ChannelLine>();
  #pauses = 0;

  constructor(name: string, how: { readonly dynamic: boolean; readonly framed: boolean }, around: ChannelSurroundings) {
    this.name = name;
    this.isDynamic = how.dynamic;
    this.isFramed = how.dynamic || how.framed;
    this.#around = around;
  }

  get received(): readonly Uint8Array[] {
    return this.#received;
  }

  get isPaused(): boolean {
    return this.#pauses > 0;
  }

  get isOpen(): boolean {
    return this.#lines.size > 0;
  }

  send(message: Uint8Array): void {
    let at = 0;
    do {
      const end = Math.min(message.length, at + PIECE_BYTES);
      const flags = (at === 0 ? FIRST : 0) | (end === message.length ? LAST : 0);
      const bytes = message.slice(at, end);
      this.raw(this.isFramed ? withHeader(message.length, flags, bytes) : bytes);
      at = end;
    } while (at < message.length);
  }

  raw(bytes: Uint8Array): void {
    if (!this.isOpen) throw new RangeError(`no program has the channel ${this.name} open`);
    this.#around.happened();
    for (const line of this.#lines) line.piece(Uint8Array.from(bytes));
  }

  pause(): Fault {
    this.#pauses += 1;
    if (this.#pauses === 1) this.#tellPaused();
    return faultThat(() => {
      this.#pauses -= 1;
      if (this.#pauses === 0) this.#tellPaused();
    });
  }

  close(): void {
    this.#around.closed();
    this.end();
  }

  // For the host.

  open(): ChannelLine {
    const line = new ChannelLine(this);
    this.#lines.add(line);
    return line;
  }

  leave(line: ChannelLine): void {
    this.#lines.delete(line);
  }

  take(bytes: Uint8Array): void {
    this.#around.happened();
    this.#received.push(Uint8Array.from(bytes));
  }

  end(): void {
    this.#around.happened();
    for (const line of [...this.#lines]) {
      this.#lines.delete(line);
      line.end();
    }
  }

  #tellPaused(): void {
    this.#around.happened();
    for (const line of this.#lines) line.paused(this.isPaused);
  }
}

function withHeader(length: number, flags: number, bytes: Uint8Array): Uint8Array {
  const piece = new Uint8Array(HEADER_BYTES + bytes.length);
  const header = new DataView(piece.buffer);
  header.setUint32(0, length, true);
  header.setUint32(4, flags, true);
  piece.set(bytes, HEADER_BYTES);
  return piece;
}
