import type { EventType, SessionEvent, WatchOptions } from '../event-types.js';
import type { CompiledFilter } from '../filter.js';
import type { HostContext } from '../host-context.js';
import type { SessionDetails } from '../types.js';
import { fetchSessions, isNotReady } from './fetch.js';
import type { Happening } from './happening.js';
import { Lister } from './lister.js';
import type { GapReason, SourceListener } from './source.js';
import { Table } from './table.js';
import { Teller } from './teller.js';

type Happened = {
  readonly happening: Happening;
  readonly overlap: boolean;
  /** What was known when it came. Absent while a list stands before it. */
  readonly known?: { readonly before: SessionDetails | undefined };
};
type Item = Happened | { readonly gap: SessionEvent } | { readonly snapshot: readonly SessionDetails[] };

const NONE: ReadonlyMap<number, SessionDetails> = new Map();

/** Who is told what a feed makes of its source. */
export interface FeedListener {
  event(event: SessionEvent): void;
  /** The table has changed. */
  changed(): void;
  /** The first snapshot is in. */
  isReady(): void;
  /** The table shows all that has been told. */
  caughtUp(): void;
  failed(error: Error): void;
}

/**
 * Makes events out of what a source tells, in order, and keeps the table. Register, then list, then deliver: what happens
 * while the list is taken waits for it and is delivered after it.
 */
export class Feed implements SourceListener {
  readonly #host: HostContext;
  readonly #listener: FeedListener;
  readonly #teller: Teller;
  readonly #lister: Lister;
  readonly #table = new Table();
  /** What happens while a list is taken. */
  readonly #meanwhile: Happening[] = [];
  readonly #inbox: Item[] = [];
  /** How many of the inbox are no happenings. */
  #turns = 0;
  readonly #dirty = new Set<number>();
  #live = false;
  #working = false;
  #lag: { readonly over: Promise<void>; end(): void } | undefined;
  #afterGap = false;
  #ended = false;

  constructor(host: HostContext, options: WatchOptions, filter: CompiledFilter, listener: FeedListener) {
    this.#host = host;
    this.#listener = listener;
    this.#teller = new Teller(host, options, filter);
    this.#lister = new Lister(host, {
      arrived: snapshot => this.#arrive(snapshot),
      failed: error => this.#fail(error),
    });
  }

  get rows(): ReadonlyMap<number, SessionDetails> {
    return this.#table.rows;
  }

  /** Whether a snapshot has come, and nothing has been missed since. */
  get isLive(): boolean {
    return this.#live;
  }

  /** While the table lags behind what was told: resolves when it does not any more. */
  get lag(): Promise<void> | undefined {
    return this.#lag?.over;
  }

  wants(type: EventType): boolean {
    return this.#teller.wants(type);
  }

  gapEvent(reason: GapReason, missed: number | undefined, time: number): SessionEvent {
    return this.#teller.gap(reason, missed, time);
  }

  snapshotEvent(): SessionEvent {
    return this.#teller.snapshot([...this.#table.rows.values()]);
  }

  end(): void {
    this.#ended = true;
    this.#lister.end();
    this.#inbox.length = 0;
    this.#meanwhile.length = 0;
    this.#dirty.clear();
    this.#lag?.end();
    this.#lag = undefined;
  }

  armed(snapshot?: readonly SessionDetails[]): void {
    if (this.#ended) return;
    // One that the source brings is as new as its news: nothing can lie between.
    if (snapshot) {
      this.#lister.discard();
      this.#arrive(snapshot);
      return;
    }
    this.#live = false;
    this.#lister.take();
  }

  happened(happening: Happening): void {
    if (this.#live) this.#take({ happening, overlap: false });
    else this.#meanwhile.push(happening);
  }

  gap(reason: GapReason, missed: number | undefined, time: number): void {
    // What came before the gap belongs before it, and a list that is being taken is too old.
    this.#lister.discard();
    this.#takeMeanwhile();
    this.#live = false;
    this.#take({ gap: this.gapEvent(reason, missed, time) });
  }

  failed(error: Error): void {
    this.#fail(error);
  }

  #arrive(snapshot: readonly SessionDetails[]): void {
    this.#live = true;
    this.#take({ snapshot });
    this.#takeMeanwhile();
  }

  #takeMeanwhile(): void {
    for (const happening of this.#meanwhile.splice(0)) this.#take({ happening, overlap: true });
  }

  /** Where sessions are wanted with the events, all waits for them in order; else it is delivered now. */
  #take(item: Item): void {
    if (this.#ended) return;
    if (this.#teller.needsSessions) {
      if (!('happening' in item)) this.#turns += 1;
      const isKnown = 'happening' in item && !item.overlap && this.#turns === 0;
      this.#inbox.push(isKnown ? { ...item, known: { before: this.#table.get(item.happening.sessionId) } } : item);
      this.#work();
    } else if ('happening' in item) {
      this.#deliver(item, undefined, undefined);
      this.#refresh(item.happening);
    } else this.#turn(item);
  }

  #turn(item: Exclude<Item, Happened>): void {
    if ('gap' in item) {
      this.#afterGap = true;
      this.#tell(item.gap);
      return;
    }
    this.#teller.sees(item.snapshot);
    this.#table.fill(item.snapshot.filter(row => this.#teller.isShown(row)));
    if (this.#afterGap || this.wants('snapshot')) this.#tell(this.snapshotEvent());
    this.#afterGap = false;
    this.#listener.changed();
    this.#listener.isReady();
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      while (this.#inbox.length > 0 && !this.#ended) {
        const turn = this.#inbox.findIndex(item => !('happening' in item));
        const batch = this.#inbox.splice(0, turn < 0 ? this.#inbox.length : turn) as Happened[];
        if (batch.length > 0) await this.#deliverWithSessions(batch);
        else {
          this.#turns -= 1;
          this.#turn(this.#inbox.shift() as Exclude<Item, Happened>);
        }
      }
    } catch (error) {
      this.#fail(error as Error);
    } finally {
      this.#working = false;
    }
  }

  async #deliverWithSessions(batch: readonly Happened[]): Promise<void> {
    const ids = new Set(batch.flatMap(({ happening: { now, sessionId } }) => (now === undefined ? [sessionId] : [])));
    const fetched = ids.size > 0 ? await this.#fetch(ids) : NONE;
    if (this.#ended) return;
    for (const it of batch) {
      const { sessionId, now, before } = it.happening;
      const session = now === undefined ? fetched?.get(sessionId) : (now ?? undefined);
      const known = it.known ? it.known.before : this.#table.get(sessionId);
      this.#deliver(it, session, before === undefined ? known : (before ?? undefined));
      if (fetched) this.#enter(sessionId, session);
    }
    this.#listener.changed();
  }

  /** `undefined` when nothing can be said now: then the list after the gap will say it. */
  async #fetch(ids: ReadonlySet<number>): Promise<ReadonlyMap<number, SessionDetails> | undefined> {
    try {
      return await fetchSessions(this.#host, ids);
    } catch (error) {
      if (isNotReady(error)) return undefined;
      throw error;
    }
  }

  /** Brings the table up to date behind the events. */
  async #refresh({ sessionId, now }: Happening): Promise<void> {
    if (now !== undefined) {
      this.#enter(sessionId, now ?? undefined);
      this.#listener.changed();
      return;
    }
    this.#dirty.add(sessionId);
    if (this.#working) return;
    this.#working = true;
    const lag = makeLag();
    this.#lag = lag;
    try {
      while (this.#dirty.size > 0 && !this.#ended) {
        const ids = new Set(this.#dirty);
        this.#dirty.clear();
        const { generation } = this.#lister;
        const fetched = await this.#fetch(ids);
        // A snapshot that was begun meanwhile is newer than these.
        if (!fetched || this.#lister.generation !== generation) continue;
        for (const id of ids) this.#enter(id, fetched.get(id));
        this.#listener.changed();
      }
    } catch (error) {
      this.#fail(error as Error);
    } finally {
      this.#working = false;
      if (this.#lag === lag) this.#lag = undefined;
      if (!this.#ended) this.#listener.caughtUp();
      lag.end();
    }
  }

  #enter(id: number, session: SessionDetails | undefined): void {
    this.#table.set(id, session && this.#teller.isShown(session) ? session : undefined);
  }

  #deliver(
    { happening, overlap }: Happened,
    session: SessionDetails | undefined,
    before: SessionDetails | undefined,
  ): void {
    const event = this.#teller.event(happening, overlap, session, before);
    if (event) this.#tell(event);
  }

  #tell(event: SessionEvent): void {
    // A listener may have ended it while a batch is told.
    if (!this.#ended) this.#listener.event(event);
  }

  #fail(error: Error): void {
    if (!this.#ended) this.#listener.failed(error);
  }
}

function makeLag(): { readonly over: Promise<void>; end(): void } {
  let end = () => {};
  const over = new Promise<void>(resolve => {
    end = resolve;
  });
  return { over, end: () => end() };
}
