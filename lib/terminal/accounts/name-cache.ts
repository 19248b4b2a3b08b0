import type { Answer } from '../../base/answer.js';
import type { Clock } from '../../base/clock.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import { TimeoutError } from '../../errors/stop.js';
import { WindowsError } from '../../errors/windows-error.js';
import type { Wait } from '../../lane/wait.js';

/** An answer is kept for ten minutes, a failure for one. */
const LIFETIME_MS = 10 * 60_000;
const FAILURE_LIFETIME_MS = 60_000;
/** How many answers are kept. If one list asks for more, all of them are kept, so that the next list asks for none again. */
const BOUND = 50_000;
/** How many look-ups may be under way. A name that comes during them goes into the next one. */
const LOOK_UPS = 4;

export interface NameCacheOptions<V> {
  readonly clock: Clock;
  /** The raw call that answers. */
  readonly syscall: string;
  /** Returns the same text for names that mean the same. */
  keyOf(name: string): string;
  /** Returns the answers in order, up to the first failure of the host. */
  lookUp(names: readonly string[]): Promise<readonly Answer<V>[]>;
  /** The codes of failures of the host: every other name would fail in the same way. */
  readonly stopOn: readonly number[];
}

interface Entry<V> {
  readonly key: string;
  readonly name: string;
  readonly batch: Batch<V>;
  /** When it was first asked for. */
  readonly since: number;
  answer?: Answer<V>;
  expires: number;
}

/** Names that one look-up asks for. */
class Batch<V> {
  readonly entries: Entry<V>[] = [];
  readonly answered: Promise<void>;
  answer = () => {};
  fail = (_error: unknown) => {};

  constructor() {
    this.answered = new Promise((resolve, reject) => {
      this.answer = resolve;
      this.fail = reject;
    });
    // Perhaps nobody waits any more; then a failure must not be an unhandled rejection.
    this.answered.catch(() => {});
  }
}

/** The answers for names. Each name is looked up once; callers that ask for it at the same time share the look-up. */
export class NameCache<V> {
  readonly #options: NameCacheOptions<V>;
  readonly #entries = new Map<string, Entry<V>>();
  #underWay = 0;
  #next: Batch<V> | undefined;

  constructor(options: NameCacheOptions<V>) {
    this.#options = options;
  }

  /** The answers to all names. */
  async get(names: Iterable<string>, wait: Wait): Promise<ReadonlyMap<string, Answer<V>>> {
    const wanted = this.#want(names);
    await wait.for(answeredAll(wanted));
    return this.#answers(wanted, E.ERROR_UNREPORTED);
  }

  /**
   * The answers that are known within `ms`; for the other names a failure that says why. The time of a name begins with the first
   * caller that asks for it. Its look-up goes on after that.
   */
  async getWithin(ms: number, names: Iterable<string>, wait: Wait): Promise<ReadonlyMap<string, Answer<V>>> {
    const wanted = this.#want(names);
    const now = this.#options.clock.monotonic();
    const left = [...wanted.values()].map(it => (it.answer ? 0 : it.since + ms - now));
    const longest = left.reduce((most, it) => Math.max(most, it), 0);
    try {
      // Timers know whole milliseconds, the clock parts of them.
      if (longest >= 1) await wait.forAtMost(longest, answeredAll(wanted));
    } catch (error) {
      if (WindowsError.is(error)) return this.#answers(wanted, error.errno);
      if (!(error instanceof TimeoutError)) throw error;
    }
    return this.#answers(wanted, E.ERROR_TIMEOUT);
  }

  /** The entries of the names. Missing ones are looked up. */
  #want(names: Iterable<string>): ReadonlyMap<string, Entry<V>> {
    const wanted = new Map<string, Entry<V>>();
    const now = this.#options.clock.monotonic();
    for (const name of names) {
      const key = this.#options.keyOf(name);
      const known = this.#entries.get(key);
      const entry = known && now < known.expires ? known : this.#queue(key, name);
      // Moved to the end: the names that nobody has asked for longest are dropped first.
      this.#entries.delete(key);
      this.#entries.set(key, entry);
      wanted.set(name, entry);
    }
    const most = Math.max(BOUND, wanted.size);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= most) break;
      this.#entries.delete(oldest);
    }
    this.#lookUp();
    return wanted;
  }

  #queue(key: string, name: string): Entry<V> {
    this.#next ??= new Batch();
    const since = this.#options.clock.monotonic();
    const entry: Entry<V> = { key, name, batch: this.#next, since, expires: Number.POSITIVE_INFINITY };
    this.#next.entries.push(entry);
    return entry;
  }

  async #lookUp(): Promise<void> {
    const batch = this.#next;
    if (!batch || this.#underWay === LOOK_UPS) return;
    this.#next = undefined;
    this.#underWay += 1;
    try {
      this.#remember(batch, await this.#options.lookUp(batch.entries.map(it => it.name)));
      batch.answer();
    } catch (error) {
      for (const entry of batch.entries) this.#forget(entry);
      batch.fail(error);
    }
    this.#underWay -= 1;
    this.#lookUp();
  }

  #remember(batch: Batch<V>, answers: readonly Answer<V>[]): void {
    const now = this.#options.clock.monotonic();
    const last = answers.findIndex(it => !it.ok && this.#options.stopOn.includes(it.code));
    batch.entries.forEach((entry, i) => {
      if (last >= 0 && i > last) {
        // This name was not looked up, so the next list asks for it again.
        entry.answer = answers[last] as Answer<V>;
        this.#forget(entry);
        return;
      }
      entry.answer = answers[i] ?? this.#failure(E.ERROR_NONE_MAPPED);
      entry.expires = now + (entry.answer.ok ? LIFETIME_MS : FAILURE_LIFETIME_MS);
    });
  }

  #forget(entry: Entry<V>): void {
    if (this.#entries.get(entry.key) === entry) this.#entries.delete(entry.key);
  }

  #answers(wanted: ReadonlyMap<string, Entry<V>>, codeOfMissing: number): ReadonlyMap<string, Answer<V>> {
    return new Map(
      [...wanted].map(([name, { answer }]): [string, Answer<V>] => [name, answer ?? this.#failure(codeOfMissing)]),
    );
  }

  #failure(code: number): Answer<V> {
    return { ok: false, syscall: this.#options.syscall, code };
  }
}

async function answeredAll<V>(wanted: ReadonlyMap<string, Entry<V>>): Promise<void> {
  const batches = new Set<Batch<V>>();
  for (const { answer, batch } of wanted.values()) if (!answer) batches.add(batch);
  await Promise.all([...batches].map(it => it.answered));
}
