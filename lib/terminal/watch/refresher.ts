import type { HostContext } from '../host-context.js';
import type { LiveTable } from './live-table.js';
import { type Refreshed, refreshRows } from './refresh.js';
import type { RefreshPlan } from './refresh-plan.js';
import { ANSWER_MS, meansNoSessionManager, Retries } from './retries.js';
import { Stopper } from './stopper.js';

/** An event with details waits for its session for so many tries and the pauses between them, no longer. */
const EVENT_TRIES = 4;

export interface RefresherListener {
  /** Windows answered that it has no session manager. */
  noSessionManager(): void;
}

/** Refreshes sessions, and tries again until Windows answers. */
export class Refresher {
  readonly #host: HostContext;
  readonly #table: LiveTable;
  readonly #sidsLater: boolean;
  readonly #listener: RefresherListener;
  #stopper: Stopper | undefined;
  #isHurried = false;

  /** With `sidsLater`, rows come without the SIDs that are not known yet. */
  constructor(host: HostContext, table: LiveTable, sidsLater: boolean, listener: RefresherListener) {
    this.#host = host;
    this.#table = table;
    this.#sidsLater = sidsLater;
    this.#listener = listener;
  }

  /** `undefined` when it was stopped. Rejects with an error that another try would not change. */
  async untilAnswered(plan: RefreshPlan): Promise<Refreshed | undefined> {
    return await this.#refresh(plan, Number.POSITIVE_INFINITY);
  }

  /** `undefined` also when Windows did not answer for a while. */
  async forAWhile(plan: RefreshPlan): Promise<Refreshed | undefined> {
    return await this.#refresh(plan, EVENT_TRIES);
  }

  /** Makes the try under way the last one. */
  hurry(): void {
    this.#isHurried = true;
    this.#stopper?.endPause();
  }

  stop(): void {
    this.#stopper?.stop();
  }

  async #refresh(plan: RefreshPlan, most: number): Promise<Refreshed | undefined> {
    const stopper = new Stopper();
    this.#stopper = stopper;
    this.#isHurried = false;
    const control = { signal: stopper, timeout: ANSWER_MS };
    const known = (id: number) => this.#table.known(id);
    const retries = new Retries();
    for (let count = 1; ; count += 1) {
      let refreshed: Refreshed | undefined;
      let pause: number | undefined;
      try {
        refreshed = await refreshRows(this.#host, control, plan, known, { sidsLater: this.#sidsLater });
        if (refreshed.unsettled.size === 0 || most === Number.POSITIVE_INFINITY) return refreshed;
        pause = retries.pause();
      } catch (error) {
        if (stopper.aborted) return undefined;
        if (meansNoSessionManager(error)) this.#listener.noSessionManager();
        pause = retries.pauseAfter(error);
        if (pause === undefined) throw error;
      }
      if (stopper.aborted || this.#isHurried || count === most) return refreshed;
      await stopper.pause(this.#host.backend.clock, pause);
      if (stopper.aborted || this.#isHurried) return refreshed;
    }
  }
}
