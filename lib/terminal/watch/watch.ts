import { AbortError } from '../../errors/stop.js';
import { whenStopped } from '../../lane/stopping.js';
import type { EventType, SessionEvent, SessionWatch, WatchOptions } from '../event-types.js';
import { type CompiledFilter, compileFilter } from '../filter.js';
import type { HostContext } from '../host-context.js';
import type { SessionDetails } from '../types.js';
import { Cursor } from './cursor.js';
import { fetchSessions, isNotReady, snapshotOf } from './fetch.js';
import { eventOf, type Happening } from './happening.js';
import { hubOf } from './hub.js';
import { Listeners } from './listeners.js';
import { Logons } from './logons.js';
import { checkWatchOptions, DEFAULT_QUEUE } from './options.js';
import type { GapReason, SourceListener } from './source.js';
import { matchesNow, Table } from './table.js';

type Happened = {
  readonly happening: Happening;
  readonly overlap: boolean;
  /** What was known when it came. Absent while a list stands before it. */
  readonly known?: { readonly before: SessionDetails | undefined };
};
type Item = Happened | { readonly gap: SessionEvent } | { readonly snapshot: readonly SessionDetails[] };

/** How long a list waits for Terminal Services to be ready. */
const NOT_READY_MS = 1_000;
const NONE: ReadonlyMap<number, SessionDetails> = new Map();

const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');

export function watch(host: HostContext, options: WatchOptions = {}): SessionWatch {
  checkWatchOptions(host, options);
  return new Watch(host, options, compileFilter(options.where, host));
}

/**
 * One stream over a host's source. Register, then list, then deliver: what happens while the list is taken waits for it and
 * is delivered after it.
 */
class Watch implements SessionWatch, SourceListener {
  readonly ready: Promise<void>;
  readonly #host: HostContext;
  readonly #options: WatchOptions;
  readonly #filter: CompiledFilter;
  readonly #table = new Table();
  readonly #logons = new Logons();
  readonly #cursors = new Set<Cursor>();
  /** Readers who begin when the table shows all that has been told. */
  readonly #joining = new Set<Cursor>();
  readonly #listeners = new Listeners();
  #stopListening: (() => void) | undefined;
  readonly #stopWatchingSignal: (() => void) | undefined;
  #letGo: (() => void) | undefined;
  #settleReady: { resolve(): void; reject(error: Error): void } | undefined;
  readonly #needsSessions: boolean;
  /** What happens while a list is taken. */
  readonly #meanwhile: Happening[] = [];
  readonly #inbox: Item[] = [];
  /** How many of the inbox are no happenings. */
  #turns = 0;
  readonly #dirty = new Set<number>();
  #snapshots = 0;
  #live = false;
  #working = false;
  /** While the table lags behind what was told: resolves when it does not any more. */
  #lag: { readonly over: Promise<void>; end(): void } | undefined;
  #cancelRetry: (() => void) | undefined;
  #afterGap = false;
  #ended: { readonly error: Error | undefined } | undefined;

  constructor(host: HostContext, options: WatchOptions, filter: CompiledFilter) {
    this.#host = host;
    this.#options = options;
    this.#filter = filter;
    this.#needsSessions = options.details === true || filter.needsSession;
    this.ready = new Promise((resolve, reject) => {
      this.#settleReady = { resolve, reject };
    });
    // Whoever does not wait for it hears of the failure elsewhere.
    this.ready.catch(() => {});
    this.ref();
    const { signal } = options;
    const aborted = () => this.#end(new AbortError(signal?.reason));
    this.#stopWatchingSignal = whenStopped(host.backend.clock, { signal }, aborted);
    if (signal?.aborted) aborted();
    else this.#stopListening = hubOf(host, options.poll).listen(this);
  }

  get sessions(): ReadonlyMap<number, SessionDetails> {
    return this.#table.rows;
  }

  on(type: string, listener: (it: never) => void): this {
    this.#listeners.on(type, listener);
    return this;
  }

  off(type: string, listener: (it: never) => void): this {
    this.#listeners.off(type, listener);
    return this;
  }

  ref(): this {
    if (!this.#ended) this.#letGo ??= this.#host.backend.clock.keep();
    return this;
  }

  unref(): this {
    this.#letGo?.();
    this.#letGo = undefined;
    return this;
  }

  async close(): Promise<void> {
    this.#end(undefined);
  }

  async [asyncDispose](): Promise<void> {
    await this.close();
  }

  [Symbol.asyncIterator](): AsyncIterator<SessionEvent, undefined> {
    const { queue = DEFAULT_QUEUE } = this.#options;
    const cursor: Cursor = new Cursor(
      queue,
      {
        ready: () => this.#lag?.over,
        events: missed => [this.#gapEvent('slow', missed, this.#host.backend.clock.now()), this.#snapshotEvent()],
      },
      () => {
        this.#cursors.delete(cursor);
        this.#joining.delete(cursor);
        // The last reader has left by `break`; those who listen by `on` still do.
        if (this.#cursors.size + this.#joining.size === 0 && !this.#listeners.any) this.#end(undefined);
      },
    );
    if (this.#ended) cursor.finish(this.#ended.error);
    else if (this.#lag) this.#joining.add(cursor);
    else this.#join(cursor);
    return cursor;
  }

  #join(cursor: Cursor): void {
    this.#joining.delete(cursor);
    this.#cursors.add(cursor);
    if (this.#live && this.#wants('snapshot')) cursor.push(this.#snapshotEvent());
  }

  // What the source tells.

  armed(snapshot?: readonly SessionDetails[]): void {
    if (this.#ended) return;
    this.#snapshots += 1;
    const mine = this.#snapshots;
    // One that the source brings is as new as its news: nothing can lie between.
    if (snapshot) {
      this.#arrive(snapshot);
      return;
    }
    this.#live = false;
    snapshotOf(this.#host).then(
      rows => {
        if (this.#snapshots === mine) this.#arrive(rows);
      },
      (error: Error) => {
        if (this.#snapshots !== mine || this.#ended) return;
        if (!isNotReady(error)) this.#end(error);
        else this.#cancelRetry = this.#host.backend.clock.after(NOT_READY_MS, () => this.armed());
      },
    );
  }

  happened(happening: Happening): void {
    if (this.#live) this.#take({ happening, overlap: false });
    else this.#meanwhile.push(happening);
  }

  gap(reason: GapReason, missed: number | undefined, time: number): void {
    // What came before the gap belongs before it, and a list that is being taken is too old.
    this.#snapshots += 1;
    this.#cancelRetry?.();
    this.#takeMeanwhile();
    this.#live = false;
    this.#take({ gap: this.#gapEvent(reason, missed, time) });
  }

  failed(error: Error): void {
    this.#end(error);
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
    if (this.#needsSessions) {
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
      this.#emit(item.gap);
      return;
    }
    this.#logons.fill(item.snapshot);
    this.#table.fill(item.snapshot.filter(row => matchesNow(this.#filter, row)));
    if (this.#afterGap || this.#wants('snapshot')) this.#emit(this.#snapshotEvent());
    this.#afterGap = false;
    this.#changed();
    this.#settleReady?.resolve();
    this.#settleReady = undefined;
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
      this.#end(error as Error);
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
    this.#changed();
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
      this.#changed();
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
        const snapshots = this.#snapshots;
        const fetched = await this.#fetch(ids);
        // A snapshot that was begun meanwhile is newer than these.
        if (!fetched || this.#snapshots !== snapshots) continue;
        for (const id of ids) this.#enter(id, fetched.get(id));
        this.#changed();
      }
    } catch (error) {
      this.#end(error as Error);
    } finally {
      this.#working = false;
      if (this.#lag === lag) this.#lag = undefined;
      for (const cursor of this.#joining) this.#join(cursor);
      lag.end();
    }
  }

  #enter(id: number, session: SessionDetails | undefined): void {
    this.#table.set(id, session && matchesNow(this.#filter, session) ? session : undefined);
  }

  #deliver(
    { happening, overlap }: Happened,
    session: SessionDetails | undefined,
    before: SessionDetails | undefined,
  ): void {
    const { type, sessionId } = happening;
    const wasLoggedOn = this.#logons.at(sessionId);
    this.#logons.tell(type, sessionId);
    if (!this.#wants(type) || !this.#fits(sessionId, session, before)) return;
    const { details = false } = this.#options;
    // A list that was taken meanwhile may show the logon that followed the connect.
    const reconnect =
      happening.before === undefined ? (overlap ? undefined : wasLoggedOn) : before && before.kind === 'user';
    this.#emit(eventOf(this.#host.name, happening, session, before, { details, overlap, reconnect }));
  }

  /** Compared by the id alone where the filter asks for no more: Windows tells a session of the events of others too. */
  #fits(sessionId: number, session: SessionDetails | undefined, before: SessionDetails | undefined): boolean {
    if (this.#options.where === undefined) return true;
    if (!this.#filter.needsSession) return this.#filter.matchesId(sessionId);
    return (
      (session !== undefined && matchesNow(this.#filter, session)) ||
      (before !== undefined && matchesNow(this.#filter, before))
    );
  }

  #wants(type: EventType): boolean {
    const { types } = this.#options;
    return types === undefined || types.includes(type);
  }

  #emit(event: SessionEvent): void {
    // A listener may have closed it while a batch is told.
    if (this.#ended) return;
    for (const cursor of [...this.#cursors]) cursor.push(event);
    this.#listeners.tell(event.type, event);
  }

  #changed(): void {
    this.#listeners.tell('change', this.#table.rows);
  }

  #gapEvent(reason: GapReason, missed: number | undefined, time: number): SessionEvent {
    return Object.freeze({ type: 'gap', host: this.#host.name, time: new Date(time), missed, reason });
  }

  #snapshotEvent(): SessionEvent {
    const time = new Date(this.#host.backend.clock.now());
    return Object.freeze({ type: 'snapshot', host: this.#host.name, time, sessions: [...this.#table.rows.values()] });
  }

  #end(error: Error | undefined): void {
    if (this.#ended) return;
    this.#ended = { error };
    this.#stopListening?.();
    this.#stopWatchingSignal?.();
    this.#cancelRetry?.();
    this.unref();
    this.#inbox.length = 0;
    this.#meanwhile.length = 0;
    this.#dirty.clear();
    const readers = [...this.#cursors, ...this.#joining];
    for (const cursor of readers) cursor.finish(error);
    this.#cursors.clear();
    this.#joining.clear();
    this.#lag?.end();
    this.#lag = undefined;
    this.#settleReady?.reject(error ?? new AbortError('closed'));
    this.#settleReady = undefined;
    if (!error || error.name === 'AbortError') return;
    if (!this.#listeners.tell('error', error) && readers.length === 0) Promise.reject(error);
  }
}

function makeLag(): { readonly over: Promise<void>; end(): void } {
  let end = () => {};
  const over = new Promise<void>(resolve => {
    end = resolve;
  });
  return { over, end: () => end() };
}
