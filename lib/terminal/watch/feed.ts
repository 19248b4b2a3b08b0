import type { HostContext } from '../host-context.js';
import type { CompiledFilter } from '../sessions/filter.js';
import type { SessionDetails } from '../sessions/types.js';
import { Befores } from './befores.js';
import type { Fetched } from './fetch.js';
import type { Happening } from './happening.js';
import { Keeper } from './keeper.js';
import { LiveTable } from './live-table.js';
import { changesNothing, type Looked, Sights } from './look.js';
import { Looker } from './looker.js';
import { Tries } from './patience.js';
import { type Gap, type Happened, type Item, Queue } from './queue.js';
import { isPassing } from './row-merge.js';
import type { GapReason, SourceListener } from './source.js';
import { SteadyList } from './steady-list.js';
import { Teller } from './teller.js';
import type { EventType, SessionEvent, WatchOptions } from './types.js';

/** What a feed makes of its source goes here. */
export interface FeedListener {
  event(event: SessionEvent): void;
  /** The table has changed. */
  changed(): void;
  /** The first snapshot is in. */
  isReady(): void;
  /** The table shows all that has been reported. */
  caughtUp(): void;
  failed(error: Error): void;
  /** Windows answered that it has no session manager: is the registration still good? */
  withoutManager(): void;
}

/**
 * Makes events out of what a source reports, and keeps the table. All goes through one queue, in order; what takes time (a
 * list, a look at the sessions of detailed events) is the one step under way, and what follows waits for it.
 */
export class Feed implements SourceListener {
  readonly #host: HostContext;
  readonly #listener: FeedListener;
  readonly #teller: Teller;
  readonly #table: LiveTable;
  readonly #queue = new Queue();
  readonly #befores: Befores;
  readonly #looker: Looker;
  readonly #keeper: Keeper;
  readonly #listTries = new Tries();
  /** The list or the look under way. */
  #step: SteadyList | Looker | undefined;
  #isWorking = false;
  /** Whether the source misses something, or nothing since it was armed, or nothing since the last list. */
  #source: 'away' | 'armed' | 'listed' = 'away';
  /** Where the stream stands: before its first snapshot, after one, or in a gap. */
  #stands: 'before' | 'live' | 'gap' = 'before';
  #ended = false;

  constructor(host: HostContext, options: WatchOptions, filter: CompiledFilter, listener: FeedListener) {
    this.#host = host;
    this.#listener = listener;
    this.#table = new LiveTable(host, filter, () => listener.changed());
    this.#befores = new Befores(id => this.#table.known(id));
    this.#teller = new Teller(host, options, filter, this.#table);
    const withoutManager = () => this.#withoutManager();
    this.#looker = new Looker(host, this.#table, false, { withoutManager });
    this.#keeper = new Keeper(host, this.#table, {
      caughtUp: () => this.#ended || listener.caughtUp(),
      failed: error => this.failed(error),
      withoutManager,
    });
  }

  get rows(): ReadonlyMap<number, SessionDetails> {
    return this.#table.rows;
  }

  /** Whether a snapshot has come, and nothing has been missed since. */
  get isLive(): boolean {
    return this.#stands === 'live';
  }

  /** While the table lags behind what was reported: resolves when it does not any more. */
  get lag(): Promise<void> | undefined {
    return this.#keeper.lag;
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
    this.#step?.stop();
    this.#queue.clear();
    this.#keeper.reset();
    this.#table.end();
  }

  // What the source reports.

  armed(snapshot?: readonly SessionDetails[]): void {
    if (this.#ended) return;
    this.#dropLists();
    // One that the source brings is as new as its news: nothing can lie between.
    this.#source = snapshot ? 'listed' : 'armed';
    const item: Item = snapshot ? { kind: 'snapshot', rows: snapshot } : { kind: 'list' };
    // The stream begins with a snapshot, whatever has happened before.
    if (this.#stands === 'before') this.#queue.putFirst(item);
    else this.#queue.put(item);
    this.#work();
  }

  happened(happening: Happening): void {
    if (this.#ended) return;
    if (this.#queue.isFull) this.#overflow();
    const overlap = this.#source !== 'listed';
    const known = overlap || !this.#waitsForALook(happening) ? undefined : { before: this.#befores.of(happening) };
    this.#queue.put({ kind: 'happened', happening, overlap, known });
    this.#work();
  }

  listed(rows: readonly SessionDetails[]): void {
    if (this.#ended) return;
    this.#queue.put({ kind: 'rows', rows });
    this.#work();
  }

  gap(reason: GapReason, missed: number | undefined, time: number): void {
    if (this.#ended) return;
    this.#source = 'away';
    this.#dropLists();
    // Nothing has been promised before the first snapshot, and that will show what has happened.
    if (this.#stands === 'before') this.#queue.dropHappened();
    else this.#queue.put({ kind: 'gap', reason, missed, time });
    if (this.#step instanceof Looker) this.#step.hurry();
    this.#work();
  }

  failed(error: Error): void {
    if (!this.#ended) this.#listener.failed(error);
  }

  // The queue.

  #work(): void {
    if (this.#isWorking) return;
    this.#isWorking = true;
    try {
      for (let item = this.#next(); item; item = this.#next()) this.#process(item);
    } finally {
      this.#isWorking = false;
    }
  }

  #next(): Item | undefined {
    if (this.#ended || this.#step) return undefined;
    const { first } = this.#queue;
    return first?.kind === 'happened' && this.#stands === 'before' ? undefined : first;
  }

  #process(item: Item): void {
    if (item.kind === 'happened' && this.#waitsForALook(item.happening)) {
      this.#step = this.#looker;
      this.#deliverLooked().catch((error: Error) => this.failed(error));
      return;
    }
    this.#queue.shift();
    switch (item.kind) {
      case 'list':
        this.#keeper.reset();
        this.#step = new SteadyList(this.#host, this.#listTries, {
          arrived: list => this.#arrived(list),
          failed: error => this.failed(error),
          withoutManager: () => this.#listener.withoutManager(),
        });
        break;
      case 'snapshot':
        this.#snapshot(item.rows);
        break;
      case 'rows':
        this.#table.fill(item.rows);
        this.#table.settle(item.rows);
        break;
      case 'gap':
        this.#gap(item);
        break;
      case 'happened':
        this.#deliverAtOnce(item);
        break;
    }
  }

  #gap({ reason, missed, time }: Gap): void {
    this.#keeper.reset();
    this.#befores.clear();
    // Until the snapshot one gap says it all, unless another has a number.
    const isNew = this.#stands !== 'gap' || missed !== undefined;
    this.#stands = 'gap';
    if (isNew) this.#tell(this.gapEvent(reason, missed, time));
  }

  #arrived({ rows, unsettled }: Fetched): void {
    this.#step = undefined;
    this.#source = 'listed';
    this.#snapshot(rows);
    const again = new Sights();
    for (const id of unsettled) again.addFully(id);
    for (const row of rows) if (isPassing(row)) again.addFully(row.id);
    if (!this.#ended) this.#keeper.later(again);
    this.#work();
  }

  #snapshot(rows: readonly SessionDetails[]): void {
    const isWanted = this.#stands === 'gap' || this.wants('snapshot');
    this.#stands = 'live';
    this.#teller.sees(rows);
    this.#befores.clear();
    this.#table.fill(rows);
    if (isWanted) this.#tell(this.snapshotEvent());
    this.#table.touch();
    this.#table.settle(rows);
    if (!this.#ended) this.#listener.isReady();
  }

  #deliverAtOnce(item: Happened): void {
    const { happening } = item;
    const { type, sessionId: id, now } = happening;
    const before = happening.before ? this.#table.completed(happening.before) : undefined;
    const session = now ? this.#table.completed(now) : undefined;
    this.#deliver(item, session, before);
    if (this.#ended) return;
    // After the events of a source that brings their sessions comes its list, and then the table counts as changed.
    if (now !== undefined) this.#table.set(id, session);
    else if (this.#isWorthALook(happening)) this.#keeper.happened(type, id);
  }

  /** Whether the table or the event needs the session as it is now. */
  #isWorthALook({ type, sessionId, now }: Happening): boolean {
    if (now !== undefined || !this.#teller.mayShow(sessionId)) return false;
    return !changesNothing(type) || (this.#teller.needsSessions && this.#teller.wants(type));
  }

  #waitsForALook(happening: Happening): boolean {
    return this.#teller.needsSessions && this.#isWorthALook(happening);
  }

  async #deliverLooked(): Promise<void> {
    // All that comes in one go costs one look.
    await undefined;
    const batch = this.#queue.takeHappened();
    const sights = new Sights();
    for (const { happening } of batch) {
      if (this.#isWorthALook(happening)) sights.addFor(happening.type, happening.sessionId);
    }
    const looked = await this.#looker.forAWhile(sights);
    this.#step = undefined;
    for (const item of batch) {
      // With overlap nobody knows it: the list may show already who has the id next.
      this.#deliver(item, looked?.rows.get(item.happening.sessionId), item.known?.before);
      this.#befores.lookedAt(item.happening);
    }
    if (this.#ended) return;
    if (looked) this.#enter(looked);
    else this.#loseTable();
    this.#work();
  }

  #enter({ rows, unsettled }: Looked): void {
    for (const [id, row] of rows) this.#table.set(id, row);
    this.#table.settle(rows.values());
    if (!this.#ended) this.#keeper.later(unsettled);
  }

  /** Windows does not say how the sessions are. Where the source has not told a gap for that already, there is one. */
  #loseTable(): void {
    if (this.#source !== 'listed') return;
    this.#source = 'armed';
    this.#queue.overlapAll();
    this.#queue.putFirst(
      { kind: 'gap', reason: 'connection-lost', missed: undefined, time: this.#now },
      { kind: 'list' },
    );
  }

  /** More has come than a burst may be: what waits is given up for a gap and a list. */
  #overflow(): void {
    const dropped = this.#queue.dropHappened();
    if (this.#stands === 'before') return;
    this.#dropLists();
    const gaps = this.#queue.takeGaps();
    const reason = gaps.find(it => it.reason !== 'slow')?.reason ?? 'slow';
    const isCounted = gaps.every(it => it.missed !== undefined);
    const missed = isCounted ? gaps.reduce((sum, it) => sum + (it.missed ?? 0), dropped) : undefined;
    this.#queue.put({ kind: 'gap', reason, missed, time: this.#now });
    if (this.#source === 'away') return;
    this.#source = 'armed';
    this.#queue.put({ kind: 'list' });
  }

  #dropLists(): void {
    this.#queue.dropLists();
    if (!(this.#step instanceof SteadyList)) return;
    this.#step.stop();
    this.#step = undefined;
  }

  #withoutManager(): void {
    // Where a list is owed, that finds out by itself.
    if (this.#source === 'listed') this.#listener.withoutManager();
  }

  // What others hear.

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

  get #now(): number {
    return this.#host.backend.clock.now();
  }
}
