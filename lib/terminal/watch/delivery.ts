import type { HostContext } from '../host-context.js';
import type { SessionDetails } from '../sessions/types.js';
import type { EventMaker } from './event-maker.js';
import type { LiveTable } from './live-table.js';
import type { ObservedEvent } from './observed-event.js';
import { PriorRows } from './prior-rows.js';
import type { QueuedEvent } from './queue.js';
import type { Refreshed } from './refresh.js';
import { changesNothing, RefreshPlan } from './refresh-plan.js';
import { Refresher } from './refresher.js';
import type { TableUpdater } from './table-updater.js';
import type { SessionEvent } from './types.js';

export interface DeliveryParts {
  readonly table: LiveTable;
  readonly eventMaker: EventMaker;
  readonly updater: TableUpdater;
}

export interface DeliveryListener {
  event(event: SessionEvent): void;
  noSessionManager(): void;
}

/**
 * Delivers what was observed as events of one watch, and enters it into the table. An event that needs its session waits for a
 * refresh; any other is delivered at once, and the table follows.
 */
export class Delivery {
  readonly #table: LiveTable;
  readonly #eventMaker: EventMaker;
  readonly #updater: TableUpdater;
  readonly #listener: DeliveryListener;
  readonly #priorRows: PriorRows;
  readonly #refresher: Refresher;
  #ended = false;

  constructor(host: HostContext, { table, eventMaker, updater }: DeliveryParts, listener: DeliveryListener) {
    this.#table = table;
    this.#eventMaker = eventMaker;
    this.#updater = updater;
    this.#listener = listener;
    this.#priorRows = new PriorRows(id => table.known(id));
    this.#refresher = new Refresher(host, table, false, listener);
  }

  /** Whether the event cannot be delivered before its session was refreshed. */
  waitsForRefresh(observed: ObservedEvent): boolean {
    return this.#eventMaker.needsSessions && this.#needsRefresh(observed);
  }

  /** What is known of the session of an event that has just come. */
  prior(observed: ObservedEvent): { readonly row: SessionDetails | undefined } {
    return { row: this.#priorRows.of(observed) };
  }

  atOnce(item: QueuedEvent): void {
    const { observed } = item;
    const { type, sessionId: id, now } = observed;
    const before = observed.before ? this.#table.completed(observed.before) : undefined;
    const session = now ? this.#table.completed(now) : undefined;
    this.#deliver(item, session, before);
    if (this.#ended) return;
    // A source that brings the sessions of its events lists all of them next, and that reports the change of the table.
    if (now !== undefined) this.#table.set(id, session);
    else if (this.#needsRefresh(observed)) this.#updater.happened(type, id);
  }

  /** Refreshes the sessions of these events; `undefined` when Windows did not answer for a while. */
  async refresh(batch: readonly QueuedEvent[]): Promise<Refreshed | undefined> {
    const plan = new RefreshPlan();
    for (const { observed } of batch) {
      if (this.#needsRefresh(observed)) plan.addFor(observed.type, observed.sessionId);
    }
    return await this.#refresher.forAWhile(plan);
  }

  /** Delivers the events that waited for this refresh. */
  all(batch: readonly QueuedEvent[], refreshed: Refreshed | undefined): void {
    for (const item of batch) {
      this.#deliver(item, refreshed?.rows.get(item.observed.sessionId), item.prior?.row);
      this.#priorRows.refreshed(item.observed);
    }
    if (refreshed && !this.#ended) this.#enter(refreshed);
  }

  /** A gap or a snapshot: what was known of the sessions before says nothing any more. */
  forget(): void {
    this.#priorRows.clear();
  }

  /** Delivers what waits without further tries. */
  hurry(): void {
    this.#refresher.hurry();
  }

  end(): void {
    this.#ended = true;
    this.#refresher.stop();
  }

  /** Whether the table or the event needs the session as it is now. */
  #needsRefresh({ type, sessionId, now }: ObservedEvent): boolean {
    if (now !== undefined || !this.#eventMaker.mayShow(sessionId)) return false;
    return !changesNothing(type) || (this.#eventMaker.needsSessions && this.#eventMaker.wants(type));
  }

  #deliver(
    { observed, overlap }: QueuedEvent,
    session: SessionDetails | undefined,
    before: SessionDetails | undefined,
  ): void {
    const event = this.#eventMaker.event(observed, overlap, session, before);
    if (event) this.#listener.event(event);
  }

  #enter({ rows, unsettled }: Refreshed): void {
    for (const [id, row] of rows) this.#table.set(id, row);
    this.#table.settle(rows.values());
    if (!this.#ended) this.#updater.later(unsettled);
  }
}
