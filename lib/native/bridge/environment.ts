import { NoAddonError } from '../../errors/no-addon.js';
import { addon } from './addon.js';
import type { Counts, RawAddon } from './addon-types.js';
import { Names } from './names.js';
import { MORE_PACKS, NO_ANSWER, PackReader } from './pack.js';

// Taken before a test replaces them: a pack that waits for a fake clock would wait for ever.
const { setImmediate } = globalThis;

/** How many words are unpacked before the loop gets a turn. */
export const WORDS_PER_TURN = 32_000;

const SHARED = Symbol.for('winstation.native.environment');

/** Reads the packs of one answer, one by one. The last one's call gives the facts. */
export interface Unpacker<F> {
  unpack(pack: PackReader, last: boolean): F;
}

/** The news of a resident. */
export interface NewsReader {
  /** Reads a pack, and reports what it holds when nothing in the pack is needed any more. How many words' worth of time it took. */
  read(pack: PackReader): number;
  /** A pack could not be read: what it held is lost. */
  lost(): void;
}

interface Pending {
  readonly resident: number;
  readonly unpacker: Unpacker<unknown>;
  readonly resolve: (facts: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const noAnswer = (): Error => new Error('nobody waits for this answer any more');
const deaf = (): Error =>
  new NoAddonError("winstation's addon can't report answers in this environment of Node, such as one that is ending.");

/** What this environment (the main thread, or a worker) shares over its residents: the doorbell and the mailbox. */
export class Environment {
  readonly addon: RawAddon;
  readonly pack: PackReader;
  readonly names: Names;
  readonly #pending = new Map<number, Pending>();
  readonly #newsReaders = new Map<number, NewsReader>();
  /** Answers of which more packs follow, in the order in which they go on. */
  readonly #unfinished: number[] = [];
  #listening = false;
  #goingOn = false;
  #keeping = 0;

  /** Over an addon of a test; all others use `shared`. */
  constructor(raw: RawAddon) {
    this.addon = raw;
    this.pack = new PackReader(raw);
    raw.names();
    this.names = new Names(this.pack.open());
    this.pack.close();
    this.#listen();
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

  /** Puts a question to a thread that has none under way. Rejects when nobody waits for the answer any more. */
  ask<F>(
    resident: number,
    question: number,
    words: Uint32Array,
    texts: readonly string[],
    unpacker: Unpacker<F>,
  ): Promise<F> {
    return new Promise((resolve, reject) => {
      if (!this.#listen()) throw deaf();
      const ticket = this.addon.ask(resident, question, words, texts);
      if (ticket === 0) throw new Error('one question at a time, and none when it is closed');
      this.#pending.set(ticket, { resident, unpacker, resolve: resolve as (facts: unknown) => void, reject });
    });
  }

  /** The news of a resident go there until it is closed. */
  onNews(resident: number, reader: NewsReader): void {
    this.#newsReaders.set(resident, reader);
  }

  /** Closes what answers nobody any more: its questions reject now, and its news are no longer delivered. */
  closeResident(resident: number): void {
    this.addon.close(resident);
    this.#newsReaders.delete(resident);
    for (const [ticket, pending] of this.#pending) {
      if (pending.resident !== resident) continue;
      this.#pending.delete(ticket);
      pending.reject(new Error('it was closed'));
    }
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
    const counts: Record<string, number> = {};
    for (let left = pack.count(2); left > 0; left -= 1) {
      const name = pack.text();
      counts[name] = (counts[name] ?? 0) + pack.int();
    }
    pack.close();
    return counts;
  }

  /** Where the addon can't ring no answer would ever be taken, so nothing is asked. */
  #listen(): boolean {
    this.#listening ||= this.addon.listen(() => this.#rung());
    return this.#listening;
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
      const took = this.#takeAnswer() ?? this.#takeNews();
      if (took === undefined) break;
      words += took;
    }
    if (next !== undefined) words += this.#takeMore(next);
    if (words < WORDS_PER_TURN && this.#unfinished.length === 0) return;
    this.#goingOn = true;
    setImmediate(() => {
      this.#goingOn = false;
      this.#take();
    });
  }

  // Each takes one pack, and says for how many words it counts: as many as fill a turn when more follow.

  #takeAnswer(): number | undefined {
    const ticket = this.addon.takeAnswer();
    return ticket === 0 ? undefined : this.#unpack(ticket);
  }

  #takeMore(ticket: number): number {
    if (this.addon.more(ticket)) return this.#unpack(ticket);
    this.#reject(ticket, noAnswer());
    return 0;
  }

  #takeNews(): number | undefined {
    const resident = this.addon.takeNews();
    if (resident === 0) return undefined;
    const reader = this.#newsReaders.get(resident);
    try {
      return reader?.read(this.pack.open()) ?? 0;
    } catch {
      reader?.lost();
      return WORDS_PER_TURN;
    }
  }

  #unpack(ticket: number): number {
    const pending = this.#pending.get(ticket);
    try {
      const pack = this.pack.open();
      if (!pending) {
        this.addon.drop(ticket);
        return 0;
      }
      const { status } = pack;
      if (status === NO_ANSWER) throw noAnswer();
      const last = status !== MORE_PACKS;
      const facts = pending.unpacker.unpack(pack, last);
      const { at } = pack;
      pack.close();
      if (!last) {
        this.#unfinished.push(ticket);
        return WORDS_PER_TURN;
      }
      this.#pending.delete(ticket);
      pending.resolve(facts);
      return at;
    } catch (error) {
      this.addon.drop(ticket);
      if (pending) this.#reject(ticket, error);
      // Whose answer it was is not known.
      else for (const each of [...this.#pending.keys()]) this.#reject(each, error);
      return 0;
    }
  }

  #reject(ticket: number, error: unknown): void {
    this.#pending.get(ticket)?.reject(error);
    this.#pending.delete(ticket);
  }
}
