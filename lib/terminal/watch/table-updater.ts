import type { HostContext } from '../host-context.js';
import type { LiveTable } from './live-table.js';
import type { AboutType } from './observed-event.js';
import type { Refreshed } from './refresh.js';
import { RefreshPlan } from './refresh-plan.js';
import { Refresher } from './refresher.js';
import { Retries } from './retries.js';
import { isWorthRetrying } from './row-merge.js';

const UNSETTLED_MS = [250, 500, 1_000, 2_000, 5_000, 15_000, 60_000];

export interface TableUpdaterListener {
  /** The table shows everything that has been reported. */
  caughtUp(): void;
  noSessionManager(): void;
  failed(error: Error): void;
}

/**
 * Brings the table up to date after events that have been delivered already. One refresh runs at a time; all that happens
 * during it leads to one more.
 */
export class TableUpdater {
  readonly #host: HostContext;
  readonly #table: LiveTable;
  readonly #listener: TableUpdaterListener;
  readonly #refresher: Refresher;
  readonly #unsettledRetries = new Retries(UNSETTLED_MS);
  readonly #unsettled = new RefreshPlan();
  #plan = new RefreshPlan();
  #lag: { readonly over: Promise<void>; end(): void } | undefined;
  #cancelLater: (() => void) | undefined;
  /** Counts the lists: each makes the refreshes before it out of date. */
  #lists = 0;

  constructor(host: HostContext, table: LiveTable, listener: TableUpdaterListener) {
    this.#host = host;
    this.#table = table;
    this.#listener = listener;
    this.#refresher = new Refresher(host, table, true, listener);
  }

  /** While the table is behind: resolves when it has caught up. */
  get lag(): Promise<void> | undefined {
    return this.#lag?.over;
  }

  happened(type: AboutType, id: number): void {
    this.#plan.addFor(type, id);
    this.#start();
  }

  /**
   * Refreshes these sessions later, each time after a longer pause. Those that no outage explains are given up after a while:
   * an idle watch must not ask forever for what Windows never answers.
   */
  later(unsettled: RefreshPlan): void {
    this.#unsettled.addAll(unsettled);
    if (this.#cancelLater) return;
    if (this.#unsettledRetries.count >= UNSETTLED_MS.length) this.#unsettled.keep(id => this.#isWorthRetrying(id));
    if (this.#unsettled.size === 0) {
      this.#unsettledRetries.reset();
      return;
    }
    this.#cancelLater = this.#host.backend.clock.after(this.#unsettledRetries.pause(), () => {
      this.#cancelLater = undefined;
      this.#plan.addAll(this.#unsettled);
      this.#unsettled.clear();
      this.#start();
    });
  }

  /** Forgets all work: a list comes next, and it is newer than any refresh. */
  reset(): void {
    this.#lists += 1;
    this.#plan.clear();
    this.#unsettled.clear();
    this.#cancelLater?.();
    this.#cancelLater = undefined;
    this.#refresher.stop();
    this.#endLag();
  }

  #isWorthRetrying(id: number): boolean {
    const row = this.#table.known(id);
    return row === undefined || isWorthRetrying(row);
  }

  #start(): void {
    if (this.#lag || this.#plan.size === 0) return;
    const lag = makeLag();
    this.#lag = lag;
    this.#work(this.#lists).catch((error: Error) => this.#listener.failed(error));
  }

  async #work(lists: number): Promise<void> {
    // Events that come together need only one refresh.
    await undefined;
    while (this.#plan.size > 0 && this.#lists === lists) {
      const plan = this.#plan;
      this.#plan = new RefreshPlan();
      const refreshed = await this.#refresher.untilAnswered(plan);
      if (!refreshed || this.#lists !== lists) return;
      this.#enter(refreshed);
    }
    if (this.#lists === lists) this.#endLag();
  }

  #enter({ rows, unsettled }: Refreshed): void {
    for (const [id, row] of rows) this.#table.set(id, row);
    this.later(unsettled);
    this.#table.settle(rows.values());
  }

  #endLag(): void {
    const lag = this.#lag;
    if (!lag) return;
    this.#lag = undefined;
    this.#listener.caughtUp();
    lag.end();
  }
}

function makeLag(): { readonly over: Promise<void>; end(): void } {
  let end = () => {};
  const over = new Promise<void>(resolve => {
    end = resolve;
  });
  return { over, end: () => end() };
}
