import { addon } from './addon.js';
import type { Counts, RawAddon } from './addon-types.js';
import { MORE_PACKS, NEWS, PackReader, WRITTEN_OFF } from './pack.js';

// Taken before a test replaces them: a pack that waits for a fake clock would wait for ever.
const { setImmediate } = globalThis;

/** How many words are unpacked before the loop gets a turn. */
export const WORDS_PER_TURN = 32_000;

const SHARED = Symbol.for('winstation.native.environment');

/** Reads the packs of one answer, one by one. The last one's call gives the facts. */
export interface Unpacker<F> {
  unpack(pack: PackReader, last: boolean): F;
}

/** Reads a pack of news, and tells of them when nothing in the pack is needed any more. How many words' worth of time it took. */
export type NewsReader = (pack: PackReader) => number;

interface Pending {
  readonly resident: number;
  readonly unpacker: Unpacker<unknown>;
  readonly resolve: (facts: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What this environment (the main thread, or a worker) shares over its residents: the doorbell and the mailbox. */
export class Environment {
  readonly addon: RawAddon;
  readonly pack: PackReader;
  readonly #pending = new Map<number, Pending>();
  readonly #newsReaders = new Map<number, NewsReader>();
  /** Answers of which more packs follow, in the order in which they go on. */
  readonly #unfinished: number[] = [];
  #goingOn = false;
  #keeping = 0;
  #fallbackOn: readonly number[] | undefined;

  /** Over an addon of a test; all others use `shared`. */
  constructor(raw: RawAddon) {
    this.addon = raw;
    this.pack = new PackReader(raw);
    raw.listen(() => this.#rung());
  }

  /**
   * It hangs on the addon's own object: a test runner that loads this file a second time gets the same addon, which has one
   * doorbell and one mailbox.
   */
  static shared(): Environment {
    const holder = addon() as RawAddon & { [SHARED]?: Environment };
    holder[SHARED] ??= new Environment(holder);
    return holder[SHARED];
  }

  /** Puts a question to a thread that has none under way. Rejects when the thread is written off. */
  ask<F>(
    resident: number,
    question: number,
    words: Uint32Array,
    texts: readonly string[],
    unpacker: Unpacker<F>,
  ): Promise<F> {
    return new Promise((resolve, reject) => {
      const ticket = this.addon.ask(resident, question, words, texts);
      if (ticket === 0) throw new Error('one question at a time, and none when it is closed');
      this.#pending.set(ticket, { resident, unpacker, resolve: resolve as (facts: unknown) => void, reject });
    });
  }

  /** Until it is forsaken, the news of a resident go there. */
  onNews(resident: number, reader: NewsReader): void {
    this.#newsReaders.set(resident, reader);
  }

  /** Closes what answers nobody any more: its questions reject now, and its news are no longer told. */
  forsake(resident: number): void {
    this.addon.close(resident);
    this.#newsReaders.delete(resident);
    for (const [ticket, pending] of this.#pending) {
      if (pending.resident !== resident) continue;
      this.#pending.delete(ticket);
      pending.reject(new Error('it was closed'));
    }
  }

  /** Tells `sessionsSync` when to make the older call; nothing crosses while it stays the same list. */
  fallBackOn(codes: readonly number[]): void {
    if (codes === this.#fallbackOn) return;
    this.addon.fallBackOn(Uint32Array.from(codes));
    this.#fallbackOn = codes;
  }

  /** Keeps the process alive until the answer is called. */
  keep(): () => void {
    if (this.#keeping === 0) this.addon.keepAlive(true);
    this.#keeping += 1;
    let kept = true;
    return () => {
      if (!kept) return;
      kept = false;
      this.#keeping -= 1;
      if (this.#keeping === 0) this.addon.keepAlive(false);
    };
  }

  counts(): Counts {
    this.addon.counts();
    const pack = this.pack.open();
    return {
      threads: pack.word(),
      writtenOff: pack.word(),
      handles: pack.word(),
      buffers: pack.word(),
      packs: pack.word(),
      windows: pack.word(),
      registrations: pack.word(),
    };
  }

  /** When the next turn is to come anyway, it will take this too: turns must not pile up under a flood of news. */
  #rung(): void {
    if (!this.#goingOn) this.#take();
  }

  /**
   * Takes what the threads have handed in, with turns of the loop between large packs. Long answers go on one pack a turn for
   * all of them, or those of many hosts would hold up the loop together; and in each turn, or a flood of news would hold up them.
   */
  #take(): void {
    const next = this.#unfinished.shift();
    let words = 0;
    while (words < WORDS_PER_TURN) {
      const ticket = this.addon.take();
      if (ticket === 0) break;
      words += this.#unpack(ticket);
    }
    if (next !== undefined && this.addon.more(next)) words += this.#unpack(next);
    if (words < WORDS_PER_TURN && this.#unfinished.length === 0) return;
    this.#goingOn = true;
    setImmediate(() => {
      this.#goingOn = false;
      this.#take();
    });
  }

  /** Unpacks what lies in the mailbox; how many words that were, as many as fill a turn when more follow. */
  #unpack(ticket: number): number {
    const pack = this.pack.open();
    const { status } = pack;
    if (status === NEWS) return this.#newsReaders.get(ticket)?.(pack) ?? 0;
    const pending = this.#pending.get(ticket);
    if (!pending) {
      this.addon.drop(ticket);
      return 0;
    }
    if (status === WRITTEN_OFF) {
      this.#pending.delete(ticket);
      pending.reject(new Error('the thread was written off'));
      return 0;
    }
    const last = status !== MORE_PACKS;
    try {
      const facts = pending.unpacker.unpack(pack, last);
      if (last) {
        this.#pending.delete(ticket);
        pending.resolve(facts);
      } else {
        this.#unfinished.push(ticket);
      }
    } catch (error) {
      this.#pending.delete(ticket);
      this.addon.drop(ticket);
      pending.reject(error);
    }
    pack.close();
    return last ? pack.at : WORDS_PER_TURN;
  }
}
