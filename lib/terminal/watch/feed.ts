import type { HostContext } from '../host-context.js';
import type { CompiledFilter } from '../sessions/filter.js';
import type { SessionDetails } from '../sessions/types.js';
import { Delivery } from './delivery.js';
import { EventMaker } from './event-maker.js';
import type { Fetched } from './fetch.js';
import { LiveTable } from './live-table.js';
import type { ObservedEvent } from './observed-event.js';
import { type Gap, type Item, Queue } from './queue.js';
import { RefreshPlan } from './refresh-plan.js';
import { RetriedList } from './retried-list.js';
import { Retries } from './retries.js';
import { isIncomplete } from './row-merge.js';
import type { GapReason, SourceListener } from './source.js';
import { TableUpdater } from './table-updater.js';
import type { EventType, SessionEvent, WatchOptions } from './types.js';

export interface FeedListener {
  event(event: SessionEvent): void;
  /** The table has changed. */
  changed(): void;
  /** The first snapshot has come. */
  isReady(): void;
  /** The table shows everything that has been reported. */
  caughtUp(): void;
  failed(error: Error): void;
  /** Windows answered that it has no session manager: the registration may be lost. */
  noSessionManager(): void;
}

/**
 * Makes events out of what a source reports, and keeps the table. Everything goes through one queue, in order. A step that takes
 * time (a list, a refresh of the sessions of detailed events) runs alone, and what follows waits for it.
 */
export class Feed implements SourceListener {
  readonly #host: HostContext;
  readonly #listener: FeedListener;
  readonly #eventMaker: EventMaker;
  readonly #table: LiveTable;
  readonly #queue = new Queue();
  readonly #updater: TableUpdater;
  readonly #delivery: Delivery;
  readonly #listRetries = new Retries();
  /** The step under way: a list, or a delivery that refreshes its sessions first. */
  #step: RetriedList | Delivery | undefined;
  #isWorking = false;
  /** `away`: the source misses events. `armed`: it has missed none since it was armed. `listed`: none since the last list. */
  #source: 'away' | 'armed' | 'listed' = 'away';
  /** `before`: no snapshot has been reported yet. `live`: one has. `gap`: a gap has followed it. */
  #phase: 'before' | 'live' | 'gap' = 'before';
  #ended = false;

  constructor(host: HostContext, options: WatchOptions, filter: CompiledFilter, listener: FeedListener) {
    this.#host = host;
    this.#listener = listener;
    const table = new LiveTable(host, filter, () => listener.changed());
    const eventMaker = new EventMaker(host, options, filter, table);
    const noSessionManager = () => this.#noSessionManager();
    const updater = new TableUpdater(host, table, {
      caughtUp: () => this.#ended || listener.caughtUp(),
      failed: error => this.failed(error),
      noSessionManager,
    });
    const event = (event: SessionEvent) => this.#report(event);
    this.#delivery = new Delivery(host, { table, eventMaker, updater }, { event, noSessionManager });
    this.#table = table;
    this.#eventMaker = eventMaker;
    this.#updater = updater;
  }

  get rows(): ReadonlyMap<number, SessionDetails> {
    return this.#table.rows;
  }

  /** Whether a snapshot has come, and nothing has been missed since. */
  get isLive(): boolean {
    return this.#phase === 'live';
  }

  /** While the table is behind what was reported: resolves when it has caught up. */
  get lag(): Promise<void> | undefined {
    return this.#updater.lag;
  }

  wants(type: EventType): boolean {
    return this.#eventMaker.wants(type);
  }

  gapEvent(reason: GapReason, missed: number | undefined, time: number): SessionEvent {
    return this.#eventMaker.gap(reason, missed, time);
  }

  snapshotEvent(): SessionEvent {
    return this.#eventMaker.snapshot([...this.#table.rows.values()]);
  }

  end(): void {
    this.#ended = true;
    if (this.#step instanceof RetriedList) this.#step.stop();
    this.#delivery.end();
    this.#queue.clear();
    this.#updater.reset();
    this.#table.end();
  }

  // What the source reports.

  armed(snapshot?: readonly SessionDetails[]): void {
    if (this.#ended) return;
    this.#dropLists();
    // A snapshot that the source brings is as new as its events: nothing can have happened in between.
    this.#source = snapshot ? 'listed' : 'armed';
    const item: Item = snapshot ? { kind: 'snapshot', rows: snapshot } : { kind: 'list' };
    // The stream begins with a snapshot, even if events have come before it.
    if (this.#phase === 'before') this.#queue.putFirst(item);
    else this.#queue.put(item);
    this.#work();
  }

  happened(observed: ObservedEvent): void {
    if (this.#ended) return;
    if (this.#queue.isFull) this.#overflow();
    const overlap = this.#source !== 'listed';
    const prior = overlap || !this.#delivery.waitsForRefresh(observed) ? undefined : this.#delivery.prior(observed);
    this.#queue.put({ kind: 'event', observed, overlap, prior });
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
    // Before the first snapshot no gap is reported: the snapshot will show what has happened.
    if (this.#phase === 'before') this.#queue.dropEvents();
    else this.#queue.put({ kind: 'gap', reason, missed, time });
    if (this.#step instanceof Delivery) this.#step.hurry();
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
    return first?.kind === 'event' && this.#phase === 'before' ? undefined : first;
  }

  #process(item: Item): void {
    if (item.kind === 'event' && this.#delivery.waitsForRefresh(item.observed)) {
      this.#step = this.#delivery;
      this.#deliverAfterRefresh().catch((error: Error) => this.failed(error));
      return;
    }
    this.#queue.shift();
    switch (item.kind) {
      case 'list':
        this.#updater.reset();
        this.#step = new RetriedList(this.#host, this.#listRetries, {
          arrived: list => this.#arrived(list),
          failed: error => this.failed(error),
          noSessionManager: () => this.#listener.noSessionManager(),
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
      case 'event':
        this.#delivery.atOnce(item);
        break;
    }
  }

  #gap({ reason, missed, time }: Gap): void {
    this.#updater.reset();
    this.#delivery.forget();
    // One gap is enough until the next snapshot, unless another one has a count.
    const isNew = this.#phase !== 'gap' || missed !== undefined;
    this.#phase = 'gap';
    if (isNew) this.#report(this.gapEvent(reason, missed, time));
  }

  #arrived({ rows, unsettled }: Fetched): void {
    this.#step = undefined;
    this.#source = 'listed';
    this.#snapshot(rows);
    const again = new RefreshPlan();
    for (const id of unsettled) again.addFully(id);
    for (const row of rows) if (isIncomplete(row)) again.addFully(row.id);
    if (!this.#ended) this.#updater.later(again);
    this.#work();
  }

  #snapshot(rows: readonly SessionDetails[]): void {
    const isWanted = this.#phase === 'gap' || this.wants('snapshot');
    this.#phase = 'live';
    this.#eventMaker.useSnapshot(rows);
    this.#delivery.forget();
    this.#table.fill(rows);
    if (isWanted) this.#report(this.snapshotEvent());
    this.#table.touch();
    this.#table.settle(rows);
    if (!this.#ended) this.#listener.isReady();
  }

  async #deliverAfterRefresh(): Promise<void> {
    // Events that come together need only one refresh.
    await undefined;
    const batch = this.#queue.takeEvents();
    const refreshed = await this.#delivery.refresh(batch);
    this.#step = undefined;
    this.#delivery.all(batch, refreshed);
    if (this.#ended) return;
    if (!refreshed) this.#loseTable();
    this.#work();
  }

  /** Windows does not say how the sessions are now. That is a gap, unless the source has reported one since. */
  #loseTable(): void {
    if (this.#source !== 'listed') return;
    this.#source = 'armed';
    this.#queue.overlapAll();
    this.#queue.putFirst(
      { kind: 'gap', reason: 'connection-lost', missed: undefined, time: this.#now },
      { kind: 'list' },
    );
  }

  /** The queue is full: a gap and a new list replace the events that wait. */
  #overflow(): void {
    const dropped = this.#queue.dropEvents();
    if (this.#phase === 'before') return;
    this.#dropLists();
    this.#queue.mergeGaps(dropped, this.#now);
    if (this.#source === 'away') return;
    this.#source = 'armed';
    this.#queue.put({ kind: 'list' });
  }

  #dropLists(): void {
    this.#queue.dropLists();
    if (!(this.#step instanceof RetriedList)) return;
    this.#step.stop();
    this.#step = undefined;
  }

  #noSessionManager(): void {
    // Otherwise a list is due, and it finds out itself.
    if (this.#source === 'listed') this.#listener.noSessionManager();
  }

  #report(event: SessionEvent): void {
    // A listener may have ended the watch while a batch was delivered.
    if (!this.#ended) this.#listener.event(event);
  }

  get #now(): number {
    return this.#host.backend.clock.now();
  }
}
