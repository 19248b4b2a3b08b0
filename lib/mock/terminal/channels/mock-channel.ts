import type { Answer, Failure } from '../../../base/answer.js';
import { WIN32_CODES as E } from '../../../errors/codes.js';
import type { ChannelQuestion, Piece, RawChannel } from '../../../terminal/channels/contract.js';
import type { AskTerminal, TerminalCallHandler } from '../raw-calls.js';
import type { ChannelLine } from './client-channel.js';

const FILE_HANDLE = 1;
/** What Windows holds of a client that takes nothing. */
const HELD_BYTES = 64 * 1024;
/** As the addon reads ahead. */
const READ_BYTES = 256 * 1024;

interface Pending<T> {
  resolve(answer: Answer<T>): void;
  reject(error: Error): void;
}

interface PendingWrite extends Pending<number> {
  readonly bytes: Uint8Array;
}

const failed = (syscall: string, code: number): Failure => ({ ok: false, syscall, code });
const closed = (): Error => new Error('the channel is closed');

/** A channel without a thread: the same raw calls in the same order as the addon makes them. */
export class MockChannel implements RawChannel {
  readonly #calls: TerminalCallHandler;
  readonly #pieces: Piece[] = [];
  /** What Windows has taken and the client has not. */
  readonly #held: Uint8Array[] = [];
  #heldBytes = 0;
  #line: ChannelLine | undefined;
  #isOpen = false;
  #hasEnded = false;
  #isClosed = false;
  #reader: Pending<readonly Piece[]> | undefined;
  #writer: PendingWrite | undefined;

  constructor(calls: TerminalCallHandler) {
    this.#calls = calls;
  }

  open(question: ChannelQuestion): Promise<Answer<undefined>> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw closed();
      this.#open(question).then(answer => (this.#isClosed ? reject(closed()) : resolve(answer)), reject);
      // Closed meanwhile: its caller does not wait for Windows.
      this.#giveUp = () => reject(closed());
    });
  }

  #giveUp = (): void => {};

  read(): Promise<Answer<readonly Piece[]>> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed || this.#reader) throw closed();
      this.#reader = { resolve, reject };
      this.#serveReader();
    });
  }

  write(bytes: Uint8Array): Promise<Answer<number>> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed || this.#writer) throw closed();
      this.#writer = { bytes, resolve, reject };
      this.#serveWriter();
    });
  }

  stopWrite(): void {
    this.#settleWrite(failed('WriteFile', E.ERROR_OPERATION_ABORTED));
  }

  async shut(): Promise<void> {
    if (this.#isClosed) throw closed();
    this.#settleWrite(failed('WriteFile', E.ERROR_OPERATION_ABORTED));
    await this.#giveBack();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#giveUp();
    this.#reader?.reject(closed());
    this.#writer?.reject(closed());
    this.#reader = undefined;
    this.#writer = undefined;
    void this.#giveBack();
  }

  async #open({ sessionId, name, flags }: ChannelQuestion): Promise<Answer<undefined>> {
    const opened = await this.#ask('WTSVirtualChannelOpenEx', { sessionId, name, flags });
    if (!opened.ok) return opened;
    this.#isOpen = true;
    if (this.#isClosed) {
      await this.#giveBack();
      return failed('WTSVirtualChannelQuery', E.ERROR_CANCELLED);
    }
    const file = await this.#ask('WTSVirtualChannelQuery', { virtualClass: FILE_HANDLE });
    if (!file.ok || this.#isClosed) {
      await this.#giveBack();
      return file;
    }
    this.#line = this.#calls.channel(this, {
      piece: bytes => {
        this.#pieces.push({ bytes, isWhole: true });
        this.#serveReader();
      },
      paused: isPaused => {
        if (!isPaused) this.#goOn();
      },
      ended: () => this.#end(),
    });
    return opened;
  }

  async #giveBack(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#pieces.length = 0;
    await this.#ask('WTSVirtualChannelClose', {});
  }

  #end(): void {
    this.#hasEnded = true;
    this.#serveReader();
    this.#settleWrite(failed('WriteFile', E.ERROR_NO_DATA));
  }

  #serveReader(): void {
    const reader = this.#reader;
    if (!reader || (this.#pieces.length === 0 && !this.#hasEnded)) return;
    this.#reader = undefined;
    if (this.#pieces.length === 0) {
      reader.resolve(failed('ReadFile', E.ERROR_BROKEN_PIPE));
      return;
    }
    let count = 0;
    for (let bytes = 0; count < this.#pieces.length && bytes < READ_BYTES; count += 1)
      bytes += this.#pieces[count]!.bytes.length;
    reader.resolve({ ok: true, value: this.#pieces.splice(0, count) });
  }

  #serveWriter(): void {
    const writer = this.#writer;
    if (!writer) return;
    const line = this.#line;
    const { bytes } = writer;
    if (this.#hasEnded || !line) {
      this.#settleWrite(failed('WriteFile', E.ERROR_NO_DATA));
      return;
    }
    if (!line.isPaused) line.deliver(bytes);
    else if (this.#heldBytes + bytes.length > HELD_BYTES) return;
    else {
      this.#held.push(bytes);
      this.#heldBytes += bytes.length;
    }
    this.#settleWrite({ ok: true, value: bytes.length });
  }

  #settleWrite(answer: Answer<number>): void {
    const writer = this.#writer;
    this.#writer = undefined;
    writer?.resolve(answer);
  }

  #goOn(): void {
    for (const bytes of this.#held.splice(0)) this.#line?.deliver(bytes);
    this.#heldBytes = 0;
    this.#serveWriter();
  }

  readonly #ask: AskTerminal = (name, args) => this.#calls.ask(undefined, name, args, { on: this });
}
