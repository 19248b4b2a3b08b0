import type { HostContext } from '../host-context.js';
import type { SessionDetails } from '../types.js';
import type { AboutType } from './happening.js';
import { type Looked, Sights } from './look.js';
import { Looker } from './looker.js';
import { Tries } from './patience.js';
import type { Table } from './table.js';

const UNSETTLED_MS = [250, 500, 1_000, 2_000, 5_000, 15_000, 60_000];

export interface KeeperListener {
  /** The table has changed; `rows` are new in it. */
  entered(rows: readonly SessionDetails[]): void;
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
  readonly #table: Table;
  readonly #listener: KeeperListener;
  readonly #looker: Looker;
  readonly #unsettledTries = new Tries(UNSETTLED_MS);
  #sights = new Sights();
  #lag: { readonly over: Promise<void>; end(): void } | undefined;
  #cancelLater: (() => void) | undefined;
  /** Grows when a list makes all looks old. */
  #lists = 0;

  constructor(host: HostContext, table: Table, listener: KeeperListener) {
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

  /** Of these nothing could be said: they are looked at again later, each time after a longer pause. */
  later(unsettled: Sights): void {
    if (unsettled.size === 0) {
      this.#unsettledTries.reset();
      return;
    }
    this.#cancelLater?.();
    this.#cancelLater = this.#host.backend.clock.after(this.#unsettledTries.pause(), () => {
      this.#sights.addAll(unsettled);
      this.#start();
    });
  }

  /** A list is about to be taken, which is newer than any look. */
  reset(): void {
    this.#lists += 1;
    this.#sights.clear();
    this.#cancelLater?.();
    this.#looker.stop();
    this.#endLag();
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
    let changed = false;
    for (const [id, row] of rows) changed = this.#table.set(id, row) || changed;
    this.later(unsettled);
    if (changed) this.#listener.entered([...rows.values()].filter(row => row !== undefined));
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
