import { AbortError } from '../../errors/stop.js';
import { whenStopped } from '../../lane/stopping.js';
import type { EventType, SessionEvent, SessionWatch, WatchOptions } from '../event-types.js';
import { type CompiledFilter, compileFilter } from '../filter.js';
import type { HostContext } from '../host-context.js';
import type { SessionDetails } from '../types.js';
import { Cursor } from './cursor.js';
import { fetchSessions, snapshotOf } from './fetch.js';
import { eventOf, type Happening } from './happening.js';
import { hubOf } from './hub.js';
import { Listeners } from './listeners.js';
import { checkWatchOptions, DEFAULT_QUEUE } from './options.js';
import type { GapReason, SourceListener } from './source.js';
import { matchesNow, Table } from './table.js';

type Happened = { readonly happening: Happening; readonly overlap: boolean };
type Item = Happened | { readonly gap: SessionEvent } | { readonly snapshot: readonly SessionDetails[] };

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
  readonly #cursors = new Set<Cursor>();
  readonly #listeners = new Listeners();
  #stopListening: (() => void) | undefined;
  readonly #stopWatchingSignal: (() => void) | undefined;
  #letGo: (() => void) | undefined;
  #settleReady: { resolve(): void; reject(error: Error): void } | undefined;
  readonly #needsSessions: boolean;
  /** What happens while a list is taken. */
  readonly #meanwhile: Happening[] = [];
  readonly #inbox: Item[] = [];
  readonly #dirty = new Set<number>();
  #snapshots = 0;
  #live = false;
  #working = false;
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
      missed => [this.#gapEvent('slow', missed, this.#host.backend.clock.now()), this.#snapshotEvent()],
      () => {
        this.#cursors.delete(cursor);
        // The last reader has left by `break`; those who listen by `on` still do.
        if (this.#cursors.size === 0 && !this.#listeners.any) this.#end(undefined);
      },
    );
    if (this.#ended) cursor.finish(this.#ended.error);
    else {
      this.#cursors.add(cursor);
      if (this.#live && this.#wants('snapshot')) cursor.push(this.#snapshotEvent());
    }
    return cursor;
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
        if (this.#snapshots === mine) this.#end(error);
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
      this.#inbox.push(item);
      this.#work();
    } else if ('happening' in item) {
      this.#deliver(item, undefined, this.#table.get(item.happening.sessionId));
      this.#refresh(item.happening);
    } else this.#turn(item);
  }

  #turn(item: Exclude<Item, Happened>): void {
    if ('gap' in item) {
      this.#afterGap = true;
      this.#emit(item.gap);
      return;
    }
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
        else this.#turn(this.#inbox.shift() as Exclude<Item, Happened>);
      }
    } catch (error) {
      this.#end(error as Error);
    } finally {
      this.#working = false;
    }
  }

  async #deliverWithSessions(batch: readonly Happened[]): Promise<void> {
    const ids = new Set(batch.flatMap(({ happening: { now, sessionId } }) => (now === undefined ? [sessionId] : [])));
    const fetched = ids.size > 0 ? await fetchSessions(this.#host, ids) : NONE;
    if (this.#ended) return;
    for (const it of batch) {
      const { sessionId, now, before } = it.happening;
      const session = now === undefined ? fetched.get(sessionId) : (now ?? undefined);
      this.#deliver(it, session, before === undefined ? this.#table.get(sessionId) : (before ?? undefined));
      this.#enter(sessionId, session);
    }
    this.#changed();
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
    try {
      while (this.#dirty.size > 0 && !this.#ended) {
        const ids = new Set(this.#dirty);
        this.#dirty.clear();
        const snapshots = this.#snapshots;
        const fetched = await fetchSessions(this.#host, ids);
        // A snapshot that was begun meanwhile is newer than these.
        if (this.#snapshots !== snapshots) continue;
        for (const id of ids) this.#enter(id, fetched.get(id));
        this.#changed();
      }
    } catch (error) {
      this.#end(error as Error);
    } finally {
      this.#working = false;
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
    if (!this.#wants(happening.type) || !this.#fits(happening.sessionId, session, before)) return;
    const { details = false } = this.#options;
    const reconnect = before === undefined ? undefined : before.kind === 'user';
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
    this.unref();
    this.#inbox.length = 0;
    this.#meanwhile.length = 0;
    this.#dirty.clear();
    const heard = this.#cursors.size > 0;
    for (const cursor of this.#cursors) cursor.finish(error);
    this.#cursors.clear();
    this.#settleReady?.reject(error ?? new AbortError('closed'));
    this.#settleReady = undefined;
    if (!error || error.name === 'AbortError') return;
    if (!this.#listeners.tell('error', error) && !heard) Promise.reject(error);
  }
}
