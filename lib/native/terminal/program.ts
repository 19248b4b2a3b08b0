import type { Answer } from '../../base/answer.js';
import { nothing, u32 } from '../../base/call.js';
import type {
  CreateQuestion,
  OutputName,
  Prepared,
  PrepareQuestion,
  ProgramDoor,
} from '../../terminal/programs/contract.js';
import type { Environment, Unpacker } from '../bridge/environment.js';
import { readAnswer } from '../bridge/facts.js';
import type { PackReader } from '../bridge/pack.js';
import { answerUnpacker, once } from '../bridge/unpackers.js';
import { type TerminalNumbers, terminalNumbers } from './numbers.js';

const ELEVATED = { no: 0, ifPossible: 1, required: 2 } as const;
const NO_TEXTS: readonly string[] = [];

const PREPARED = once((pack: PackReader) => readAnswer<Prepared>(pack, readPrepared));
const CREATED = answerUnpacker(u32);
const DONE = answerUnpacker(nothing);
const BYTES = once((pack: PackReader) => (pack.flag() ? pack.bytes() : undefined));
const FLAG = once((pack: PackReader) => pack.flag());
const NUMBER = once((pack: PackReader) => pack.word());
const TEXT = once((pack: PackReader) => pack.text());
const EMPTY = once(() => undefined);

function readPrepared(pack: PackReader): Prepared {
  const user = pack.text();
  const sessionId = pack.word();
  const elevated = pack.flag();
  const environment: string[] = [];
  for (let left = pack.count(1); left > 0; left -= 1) environment.push(pack.text());
  return { user, sessionId, elevated, environment };
}

/** A program of the addon. Words and texts are as native/terminal/program_loop.cc reads them. */
export class NativeProgram implements ProgramDoor {
  readonly #environment: Environment;
  readonly #numbers: TerminalNumbers['program'];
  readonly #id: number;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#numbers = terminalNumbers(environment).program;
    this.#id = environment.addon.openProgram();
  }

  prepare({ sessionId, elevated }: PrepareQuestion): Promise<Answer<Prepared>> {
    return this.#ask('prepare', [sessionId, ELEVATED[elevated]], PREPARED);
  }

  create(question: CreateQuestion): Promise<Answer<number>> {
    const { creationFlags, startupFlags, showWindow, pipes, endsWithJob } = question;
    const words = [creationFlags, startupFlags, showWindow, pipes ? 1 : 0, endsWithJob ? 1 : 0];
    // The addon puts another NUL behind each text, which ends the block.
    const environment = question.environment.map(it => `${it}\0`).join('') || '\0';
    const texts = [question.file, question.commandLine, environment, question.directory ?? ''];
    return this.#ask('create', words, CREATED, texts);
  }

  resume(): Promise<Answer<undefined>> {
    return this.#ask('resume', [], DONE);
  }

  read(stream: OutputName): Promise<Uint8Array | undefined> {
    return this.#ask(stream, [], BYTES);
  }

  write(bytes: Uint8Array): Promise<boolean> {
    return this.#ask('write', wordsOf(bytes), FLAG);
  }

  ended(): Promise<number> {
    return this.#ask('ended', [], NUMBER);
  }

  terminate(exitCode: number, tree: boolean): Promise<Answer<undefined>> {
    return this.#ask('terminate', [exitCode, tree ? 1 : 0], DONE);
  }

  text(bytes: Uint8Array): Promise<string> {
    return this.#ask('text', wordsOf(bytes), TEXT);
  }

  closeOutput(): void {
    this.#ask('closeOutput', [], EMPTY).catch(() => {});
  }

  stop(): void {
    this.#environment.addon.stop(this.#id);
  }

  close(): void {
    this.#environment.closeResident(this.#id);
  }

  #ask<F>(
    name: keyof TerminalNumbers['program'],
    words: ArrayLike<number>,
    unpacker: Unpacker<F>,
    texts = NO_TEXTS,
  ): Promise<F> {
    const given = words instanceof Uint32Array ? words : Uint32Array.from(words);
    return this.#environment.ask(this.#id, this.#numbers[name], given, texts, unpacker);
  }
}

/** The count, then the bytes, filled up to a whole word. */
function wordsOf(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array(1 + Math.ceil(bytes.length / 4));
  words[0] = bytes.length;
  new Uint8Array(words.buffer, 4).set(bytes);
  return words;
}
