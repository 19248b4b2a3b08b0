import type { Answer } from '../../base/answer.js';
import { nothing } from '../../base/call.js';
import { TERMINAL_CALLS } from '../../terminal/calls.js';
import type { NoticeListener, NoticeWindow } from '../../terminal/watch/contract.js';
import { type Environment, type Unpacker, WORDS_PER_TURN } from '../bridge/environment.js';
import type { PackReader } from '../bridge/pack.js';
import { answerUnpacker } from '../bridge/unpackers.js';
import { type TerminalNumbers, terminalNumbers } from './numbers.js';

const DONE = answerUnpacker(nothing);
const IS_READY = answerUnpacker(TERMINAL_CALLS.OpenEventW.value);

/** The longest wait that is none without end. */
const MOST_MS = 0x7fffffff;

// The layout is that of native/terminal/notice_ring.h.
const NOTICE_WORDS = 5;
/** Listeners have work of their own: after so many, which is a full pack, the loop gets a turn. */
const NOTICES_PER_TURN = 2_000;
const TWO_TO_32 = 2 ** 32;

/** A window of the addon. It queues its questions itself. */
export class NativeNoticeWindow implements NoticeWindow {
  readonly #environment: Environment;
  readonly #listener: NoticeListener;
  readonly #numbers: TerminalNumbers;
  readonly #id: number;
  #closed = false;

  constructor(environment: Environment, listener: NoticeListener) {
    this.#environment = environment;
    this.#listener = listener;
    this.#numbers = terminalNumbers(environment);
    this.#id = environment.addon.openNoticeWindow();
    environment.onNews(this.#id, {
      read: pack => this.#read(pack),
      lost: () => this.#guard(() => this.#listener.lost(undefined)),
    });
  }

  register(): Promise<Answer<undefined>> {
    return this.#ask(this.#numbers.window.register, [], DONE);
  }

  unregister(): Promise<Answer<undefined>> {
    return this.#ask(this.#numbers.window.unregister, [], DONE);
  }

  awaitReady(timeoutMs: number): Promise<Answer<boolean>> {
    return this.#ask(this.#numbers.window.awaitReady, [Math.min(Math.max(timeoutMs, 0), MOST_MS)], IS_READY);
  }

  watchService(): Promise<Answer<undefined>> {
    return this.#ask(this.#numbers.window.watchService, [], DONE);
  }

  close(): void {
    this.#closed = true;
    this.#environment.closeResident(this.#id);
  }

  /** Listeners may call the addon, and then the pack is gone: so its words are copied first. */
  #read(pack: PackReader): number {
    const count = pack.count(NOTICE_WORDS);
    const start = pack.at;
    pack.at += count * NOTICE_WORDS;
    const words = pack.words.slice(start, pack.at);
    pack.close();
    for (let at = 0; at < words.length && !this.#closed; at += NOTICE_WORDS) this.#guard(() => this.#tell(words, at));
    return (count / NOTICES_PER_TURN) * WORDS_PER_TURN;
  }

  /** A listener that throws must not lose what comes after, and must not be silenced. */
  #guard(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      Promise.reject(error);
    }
  }

  #tell(words: Uint32Array, at: number): void {
    const value = words[at + 1]!;
    const time = words[at + 3]! + words[at + 4]! * TWO_TO_32;
    const { notice } = this.#numbers;
    switch (words[at]) {
      case notice.session:
        this.#listener.notice(value, words[at + 2]!, time);
        break;
      case notice.lost:
        this.#listener.lost(value);
        break;
      case notice.lostUncounted:
        this.#listener.lost(undefined);
        break;
      case notice.service:
        this.#listener.service(value, time);
        break;
    }
  }

  #ask<F>(question: number, words: readonly number[], unpacker: Unpacker<F>): Promise<F> {
    return this.#environment.ask(this.#id, question, Uint32Array.from(words), [], unpacker);
  }
}
