import type { HostContext } from '../host-context.js';
import type { AboutType } from './happening.js';
import type { LiveTable } from './live-table.js';
import { type Looked, Sights } from './look.js';
import { Looker } from './looker.js';
import { Tries } from './patience.js';
import { isBackSomeday } from './row-merge.js';

const UNSETTLED_MS = [250, 500, 1_000, 2_000, 5_000, 15_000, 60_000];

export interface KeeperListener {
  /** The table shows all that has been reported. */
  caughtUp(): void;
  withoutManager(): void;
  failed(error: Error): void;
}

/**
 * Keeps the table right behind events that have been delivered already. One look at a time; what happens meanwhile leads to
 * one more, however much it is.
 */
export class Keeper {
  readonly #host: HostContext;
  readonly #table: LiveTable;
  readonly #listener: KeeperListener;
  readonly #looker: Looker;
  readonly #unsettledTries = new Tries(UNSETTLED_MS);
  readonly #unsettled = new Sights();
  #sights = new Sights();
  #lag: { readonly over: Promise<void>; end(): void } | undefined;
  #cancelLater: (() => void) | undefined;
  /** Grows when a list makes all looks old. */
  #lists = 0;

  constructor(host: HostContext, table: LiveTable, listener: KeeperListener) {
    this.#host = host;
    this.#table = table;
    this.#listener = listener;
    this.#looker = new Looker(host, table, true, listener);
  }

  /** While the table lags behind: resolves when it does not any more. */
  get lag(): Promise<void> | undefined {
    return this.#lag?.over;
  }

  happened(type: AboutType, id: number): void {
    this.#sights.addFor(type, id);
    this.#start();
  }

  /**
   * Of these nothing could be said: they are looked at again later, each time after a longer pause. What no outage explains
   * is given up after a while: an idle watch must not ask for ever what is never answered.
   */
  later(unsettled: Sights): void {
    this.#unsettled.addAll(unsettled);
    if (this.#cancelLater) return;
    if (this.#unsettledTries.count >= UNSETTLED_MS.length) this.#unsettled.keep(id => this.#mayComeBack(id));
    if (this.#unsettled.size === 0) {
      this.#unsettledTries.reset();
      return;
    }
    this.#cancelLater = this.#host.backend.clock.after(this.#unsettledTries.pause(), () => {
      this.#cancelLater = undefined;
      this.#sights.addAll(this.#unsettled);
      this.#unsettled.clear();
      this.#start();
    });
  }

  /** A list is about to be taken, which is newer than any look. */
  reset(): void {
    this.#lists += 1;
    this.#sights.clear();
    this.#unsettled.clear();
    this.#cancelLater?.();
    this.#cancelLater = undefined;
    this.#looker.stop();
    this.#endLag();
  }

  #mayComeBack(id: number): boolean {
    const row = this.#table.known(id);
    return row === undefined || isBackSomeday(row);
  }

  #start(): void {
    if (this.#lag || this.#sights.size === 0) return;
    const lag = makeLag();
    this.#lag = lag;
    this.#work(this.#lists).catch((error: Error) => this.#listener.failed(error));
  }

  async #work(lists: number): Promise<void> {
    // All that comes in one go costs one look.
    await undefined;
    while (this.#sights.size > 0 && this.#lists === lists) {
      const sights = this.#sights;
      this.#sights = new Sights();
      const looked = await this.#looker.untilAnswered(sights);
      if (!looked || this.#lists !== lists) return;
      this.#enter(looked);
    }
    if (this.#lists === lists) this.#endLag();
  }

  #enter({ rows, unsettled }: Looked): void {
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
