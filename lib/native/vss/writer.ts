import type { Answer } from '../../base/answer.js';
import { flag, nothing, text } from '../../base/call.js';
import type { RawWriter, Ticket, TicketAnswer, WriterListener, WriterQuestion } from '../../vss/contract.js';
import { type Environment, WORDS_PER_TURN } from '../bridge/environment.js';
import type { PackReader } from '../bridge/pack.js';
import { answerReader, answerUnpacker } from '../bridge/unpackers.js';
import { type WriterNumbers, writerNumbers } from './numbers.js';
import { wordsOfAnswer, wordsOfWriter } from './writer-words.js';

const OPENED = answerUnpacker(flag);
const SHUT = answerUnpacker(nothing);
const readSession = answerReader(text);
const NO_WORDS = new Uint32Array(0);

/** Handlers have work of their own: after so many calls the loop gets a turn. */
const CALLS_PER_TURN = 16;

/** A writer of the addon, which is made when it is opened. */
export class NativeWriter implements RawWriter {
  readonly #load: () => Environment;
  readonly #listener: WriterListener;
  #made: { readonly environment: Environment; readonly numbers: WriterNumbers; readonly id: number } | undefined;
  #isClosed = false;

  constructor(load: () => Environment, listener: WriterListener) {
    this.#load = load;
    this.#listener = listener;
  }

  async open(question: WriterQuestion): Promise<Answer<{ readonly active: boolean }>> {
    const environment = this.#load();
    const numbers = writerNumbers(environment);
    const id = environment.addon.openWriter();
    this.#made = { environment, numbers, id };
    environment.onNews(id, { read: pack => this.#read(pack, numbers), lost() {} });
    const { words, texts } = wordsOfWriter(question, numbers.calls);
    const inactive = await environment.ask(id, numbers.writer.open, words, texts, OPENED);
    return inactive.ok ? { ok: true, value: { active: !inactive.value } } : inactive;
  }

  answer(ticket: number, answer: TicketAnswer): boolean {
    if (this.#made === undefined || this.#isClosed) return false;
    const { environment, numbers, id } = this.#made;
    const { words, texts } = wordsOfAnswer(ticket, answer);
    return environment.addon.ask(id, numbers.writer.answer, words, texts) !== 0;
  }

  async shut(): Promise<void> {
    if (this.#made === undefined || this.#isClosed) return;
    const { environment, numbers, id } = this.#made;
    await environment.ask(id, numbers.writer.shut, NO_WORDS, [], SHUT);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#made?.environment.closeResident(this.#made.id);
  }

  /** The listener may call the addon, and then the pack is gone: so all of it is read first. */
  #read(pack: PackReader, numbers: WriterNumbers): number {
    const report = this.#reportOf(numbers.news[pack.word()]!, pack, numbers);
    pack.close();
    try {
      report();
    } catch (error) {
      // What comes after it must not be lost, and it must not be silenced.
      Promise.reject(error);
    }
    return WORDS_PER_TURN / CALLS_PER_TURN;
  }

  #reportOf(kind: WriterNumbers['news'][number], pack: PackReader, numbers: WriterNumbers): () => void {
    if (kind === 'called') {
      const ticket = readTicket(pack, numbers);
      return () => this.#listener.called(ticket);
    }
    const id = pack.word();
    const code = pack.word();
    switch (kind) {
      case 'unsaid':
        return () => this.#listener.unsaid(id, code);
      case 'leftOut':
        return () => this.#listener.leftOut(code);
      default:
        return () => this.#listener.gone(id, kind);
    }
  }
}

function readTicket(pack: PackReader, { calls }: WriterNumbers): Ticket {
  const id = pack.word();
  const handler = calls[pack.word()]!;
  const sessionId = readSession(pack);
  const snapshotSetId = pack.text();
  const context = pack.word();
  const backupType = pack.word();
  const age = pack.word();
  const isAnswered = pack.flag();
  const volumes: string[] = [];
  for (let left = pack.count(1); left > 0; left -= 1) volumes.push(pack.text());
  const areChosen = pack.flag();
  const components: { logicalPath: string | undefined; name: string }[] = [];
  for (let left = pack.count(2); left > 0; left -= 1) {
    components.push({ logicalPath: pack.text() || undefined, name: pack.text() });
  }
  return {
    id,
    handler,
    sessionId,
    snapshotSetId,
    volumes,
    context,
    backupType,
    components: areChosen ? components : undefined,
    age,
    isAnswered,
  };
}
