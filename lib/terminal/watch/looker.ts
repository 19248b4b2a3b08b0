import type { HostContext } from '../host-context.js';
import type { LiveTable } from './live-table.js';
import { type Looked, look, type Sights } from './look.js';
import { ANSWER_MS, isWithoutManager, Stopper, Tries } from './patience.js';

/** A detailed event waits for its session no longer than these pauses, and the answers between them. */
const EVENT_TRIES = 4;

export interface LookerListener {
  /** Windows answered that it has no session manager. */
  withoutManager(): void;
}

/** Looks at sessions again and again until Windows answers. */
export class Looker {
  readonly #host: HostContext;
  readonly #table: LiveTable;
  readonly #sidsLater: boolean;
  readonly #listener: LookerListener;
  #stopper: Stopper | undefined;
  #isHurried = false;

  /** With `sidsLater`, rows come without the SIDs that are not known yet. */
  constructor(host: HostContext, table: LiveTable, sidsLater: boolean, listener: LookerListener) {
    this.#host = host;
    this.#table = table;
    this.#sidsLater = sidsLater;
    this.#listener = listener;
  }

  /** `undefined` when it was stopped. Rejects for what will not pass. */
  async untilAnswered(sights: Sights): Promise<Looked | undefined> {
    return await this.#look(sights, Number.POSITIVE_INFINITY);
  }

  /** `undefined` also when Windows did not answer for a while. */
  async forAWhile(sights: Sights): Promise<Looked | undefined> {
    return await this.#look(sights, EVENT_TRIES);
  }

  /** Tries no more: what is asked just now is the last. */
  hurry(): void {
    this.#isHurried = true;
    this.#stopper?.endPause();
  }

  stop(): void {
    this.#stopper?.stop();
  }

  async #look(sights: Sights, most: number): Promise<Looked | undefined> {
    const stopper = new Stopper();
    this.#stopper = stopper;
    this.#isHurried = false;
    const control = { signal: stopper, timeout: ANSWER_MS };
    const known = (id: number) => this.#table.known(id);
    const tries = new Tries();
    for (let count = 1; ; count += 1) {
      let looked: Looked | undefined;
      let pause: number | undefined;
      try {
        looked = await look(this.#host, control, sights, known, { sidsLater: this.#sidsLater });
        if (looked.unsettled.size === 0 || most === Number.POSITIVE_INFINITY) return looked;
        pause = tries.pause();
      } catch (error) {
        if (stopper.aborted) return undefined;
        if (isWithoutManager(error)) this.#listener.withoutManager();
        pause = tries.pauseAfter(error);
        if (pause === undefined) throw error;
      }
      if (stopper.aborted || this.#isHurried || count === most) return looked;
      await stopper.pause(this.#host.backend.clock, pause);
      if (stopper.aborted || this.#isHurried) return looked;
    }
  }
}
