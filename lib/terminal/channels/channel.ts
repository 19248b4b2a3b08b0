import { checkOptions, outOfRange, wrongType } from '../../errors/arguments.js';
import { AbortError } from '../../errors/stop.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { onAbort } from '../../lane/on-abort.js';
import type { StopError } from '../../lane/wait.js';
import type { HostContext } from '../host-context.js';
import { Assembler, BrokenProtocol, Stream } from './assembler.js';
import type { Piece, RawChannel } from './contract.js';
import { brokenProtocol, channelFailed } from './failures.js';
import type { VirtualChannel } from './types.js';
import { Writes } from './writes.js';

const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

/** How long `close` waits for Windows. */
const CLOSE_MS = 10_000;

type Result = IteratorResult<Uint8Array, undefined>;

interface Reader {
  resolve(result: Result): void;
  reject(error: Error): void;
}

const DONE: Result = { value: undefined, done: true };

export interface Opened {
  readonly raw: RawChannel;
  readonly sessionId: number;
  readonly name: string;
  readonly framed: boolean;
  readonly maxMessage: number;
  readonly signal: Cancel['signal'];
  /** The channel was given back, or nobody waits for it any more. */
  closed(): void;
}

/** Whatever realm it is of. */
function copyOf(message: unknown, most: number): Uint8Array {
  if (Object.prototype.toString.call(message) !== '[object Uint8Array]')
    throw wrongType('message', 'a Uint8Array', message);
  const { length } = message as Uint8Array;
  if (length > most) throw outOfRange('message', `of at most ${most} bytes`, length);
  return new Uint8Array(message as Uint8Array);
}

/** An open channel and its readers and writers. */
export class OpenChannel implements VirtualChannel {
  readonly name: string;
  readonly sessionId: number;
  readonly framed: boolean;
  readonly #host: HostContext;
  readonly #opened: Opened;
  readonly #messages: Uint8Array[] = [];
  readonly #readers: Reader[] = [];
  readonly #assembler: Assembler | Stream;
  readonly #writes: Writes;
  readonly #leaveSignal: () => void;
  #isReading = false;
  #ended: { readonly error: Error | undefined } | undefined;
  #closing: Promise<void> | undefined;

  constructor(host: HostContext, opened: Opened) {
    const { name, sessionId, framed, maxMessage, raw, signal } = opened;
    this.name = name;
    this.sessionId = sessionId;
    this.framed = framed;
    this.#host = host;
    this.#opened = opened;
    this.#assembler = framed ? new Assembler(maxMessage) : new Stream();
    this.#writes = new Writes(host, raw, sessionId, error => this.#fail(error));
    this.#leaveSignal = signal ? onAbort(signal, () => this.#abort(signal.reason)) : () => {};
  }

  async write(message: Uint8Array, options?: Cancel): Promise<void> {
    const bytes = copyOf(message, this.#opened.maxMessage);
    checkOptions('options', options, CANCEL);
    checkCancel(options);
    await this.#host.waits.during(options ?? {}, wait => this.#writes.put(bytes, wait));
  }

  async close(): Promise<void> {
    this.#end(undefined, outcome => new AbortError('the channel was closed', outcome));
    await this.#shut();
  }

  async [asyncDispose](): Promise<void> {
    await this.close();
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array, undefined> {
    const own = new Set<Reader>();
    let hasLeft = false;
    return {
      next: () => {
        if (hasLeft) return Promise.resolve(DONE);
        return new Promise<Result>((resolve, reject) => {
          const reader: Reader = {
            resolve: result => {
              own.delete(reader);
              resolve(result);
            },
            reject,
          };
          own.add(reader);
          this.#next(reader);
        });
      },
      return: () => {
        hasLeft = true;
        for (const reader of own) this.#leave(reader);
        return Promise.resolve(DONE);
      },
    };
  }

  #next(reader: Reader): void {
    const message = this.#messages.shift();
    if (message) reader.resolve({ value: message, done: false });
    else if (this.#ended?.error) reader.reject(this.#ended.error);
    else if (this.#ended) reader.resolve(DONE);
    else {
      this.#readers.push(reader);
      if (!this.#isReading) void this.#read();
    }
  }

  #leave(reader: Reader): void {
    const at = this.#readers.indexOf(reader);
    if (at >= 0) this.#readers.splice(at, 1);
    reader.resolve(DONE);
  }

  /** Reads as long as somebody waits, and keeps the process alive meanwhile. */
  async #read(): Promise<void> {
    this.#isReading = true;
    const allowExit = this.#host.backend.clock.keep();
    try {
      while (this.#readers.length > 0 && !this.#ended) {
        const answer = await this.#opened.raw.read();
        if (answer.ok) this.#take(answer.value);
        else this.#fail(channelFailed(this.#host, answer, this.sessionId));
      }
    } catch (error) {
      // Closed under it; or the addon could not say what has come.
      this.#fail(error as Error);
    } finally {
      this.#isReading = false;
      allowExit();
    }
  }

  #take(pieces: readonly Piece[]): void {
    try {
      for (const piece of pieces) {
        const message = this.#assembler.take(piece);
        if (message) this.#messages.push(message);
      }
    } catch (error) {
      if (!(error instanceof BrokenProtocol)) throw error;
      this.#serve();
      this.#fail(brokenProtocol(this.#host, error.message, this.sessionId));
      return;
    }
    this.#serve();
  }

  #serve(): void {
    while (this.#readers.length > 0 && this.#messages.length > 0) {
      this.#readers.shift()!.resolve({ value: this.#messages.shift()!, done: false });
    }
  }

  /** What came before can still be read. */
  #fail(error: Error): void {
    this.#end(error, () => error, 'keep');
    void this.#shut();
  }

  #abort(reason: unknown): void {
    this.#end(new AbortError(reason), outcome => new AbortError(reason, outcome));
    void this.#shut();
  }

  #end(error: Error | undefined, forWrites: StopError, messages?: 'keep'): void {
    if (messages !== 'keep') this.#messages.length = 0;
    if (this.#ended) return;
    this.#ended = { error };
    this.#leaveSignal();
    this.#writes.end(forWrites);
    for (const reader of this.#readers.splice(0)) {
      if (error) reader.reject(error);
      else reader.resolve(DONE);
    }
  }

  #shut(): Promise<void> {
    this.#closing ??= this.#giveBack();
    return this.#closing;
  }

  async #giveBack(): Promise<void> {
    const { raw, closed } = this.#opened;
    const { clock } = this.#host.backend;
    const allowExit = clock.keep();
    let cancel = () => {};
    const late = new Promise<void>(resolve => {
      cancel = clock.after(CLOSE_MS, resolve);
    });
    const shut = raw.shut().catch(() => {});
    await Promise.race([shut, late]);
    cancel();
    raw.close();
    closed();
    allowExit();
  }
}
