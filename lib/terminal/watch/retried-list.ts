import type { HostContext } from '../host-context.js';
import { type Fetched, fetchSessions } from './fetch.js';
import { ANSWER_MS, meansNoSessionManager, type Retries } from './retries.js';
import { Stopper } from './stopper.js';

export interface RetriedListListener {
  arrived(list: Fetched): void;
  failed(error: Error): void;
  noSessionManager(): void;
}

/** A list of this machine that is asked for again until it comes. */
export class RetriedList {
  readonly #stopper = new Stopper();

  /** `retries` are shared by many lists, so that a Windows that fails each time is asked less and less often. */
  constructor(host: HostContext, retries: Retries, listener: RetriedListListener) {
    this.#take(host, retries, listener);
  }

  stop(): void {
    this.#stopper.stop();
  }

  async #take(host: HostContext, retries: Retries, listener: RetriedListListener): Promise<void> {
    const stopper = this.#stopper;
    while (!stopper.aborted) {
      try {
        const list = await fetchSessions(host, { signal: stopper, timeout: ANSWER_MS }, { sidsLater: true });
        if (stopper.aborted) return;
        retries.reset();
        listener.arrived(list);
        return;
      } catch (error) {
        if (stopper.aborted) return;
        const pause = retries.pauseAfter(error);
        if (pause === undefined) {
          listener.failed(error as Error);
          return;
        }
        await stopper.pause(host.backend.clock, pause);
        if (!stopper.aborted && meansNoSessionManager(error)) listener.noSessionManager();
      }
    }
  }
}
