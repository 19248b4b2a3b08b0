import type { Answer } from '../../base/answer.js';
import { nothing, u32 } from '../../base/call.js';
import type { ChannelQuestion, Piece, RawChannel } from '../../terminal/channels/contract.js';
import type { Environment } from '../bridge/environment.js';
import { readAnswer } from '../bridge/facts.js';
import { answerUnpacker, once } from '../bridge/unpackers.js';
import { type TerminalNumbers, terminalNumbers } from './numbers.js';

const DONE = answerUnpacker(nothing);
const TAKEN = answerUnpacker(u32);
const PIECES = once(
  (pack): Answer<readonly Piece[]> =>
    readAnswer(pack, () => {
      const pieces: Piece[] = [];
      for (let left = pack.count(2); left > 0; left -= 1) pieces.push({ isWhole: pack.flag(), bytes: pack.bytes() });
      return pieces;
    }),
);

const NO_WORDS = new Uint32Array();

/** A channel of the addon. */
export class NativeChannel implements RawChannel {
  readonly #environment: Environment;
  readonly #numbers: TerminalNumbers['channel'];
  readonly #id: number;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#numbers = terminalNumbers(environment).channel;
    this.#id = environment.addon.openChannel();
  }

  open({ sessionId, name, flags }: ChannelQuestion): Promise<Answer<undefined>> {
    return this.#environment.ask(this.#id, this.#numbers.open, Uint32Array.of(sessionId, flags), [name], DONE);
  }

  read(): Promise<Answer<readonly Piece[]>> {
    return this.#environment.ask(this.#id, this.#numbers.read, NO_WORDS, [], PIECES);
  }

  /** The addon reads words: the count of bytes, then the bytes, filled up to a whole word. */
  write(bytes: Uint8Array): Promise<Answer<number>> {
    const words = new Uint32Array(1 + Math.ceil(bytes.length / 4));
    words[0] = bytes.length;
    new Uint8Array(words.buffer).set(bytes, 4);
    return this.#environment.ask(this.#id, this.#numbers.write, words, [], TAKEN);
  }

  stopWrite(): void {
    this.#environment.addon.stop(this.#id);
  }

  async shut(): Promise<void> {
    await this.#environment.ask(this.#id, this.#numbers.close, NO_WORDS, [], DONE);
  }

  close(): void {
    this.#environment.closeResident(this.#id);
  }
}
