import type { HostContext } from '../host-context.js';
import { type Fetched, fetchSessions } from './fetch.js';
import { ANSWER_MS, isWithoutManager, Stopper, type Tries } from './patience.js';

export interface SteadyListListener {
  arrived(list: Fetched): void;
  failed(error: Error): void;
  withoutManager(): void;
}

/** A list of this machine that is asked for until it comes. */
export class SteadyList {
  readonly #stopper = new Stopper();

  /** `tries` outlast one list, so that a Windows which fails at each is asked less and less often. */
  constructor(host: HostContext, tries: Tries, listener: SteadyListListener) {
    this.#take(host, tries, listener);
  }

  stop(): void {
    this.#stopper.stop();
  }

  async #take(host: HostContext, tries: Tries, listener: SteadyListListener): Promise<void> {
    const stopper = this.#stopper;
    while (!stopper.aborted) {
      try {
        const list = await fetchSessions(host, { signal: stopper, timeout: ANSWER_MS }, { sidsLater: true });
        if (stopper.aborted) return;
        tries.reset();
        listener.arrived(list);
        return;
      } catch (error) {
        if (stopper.aborted) return;
        const pause = tries.pauseAfter(error);
        if (pause === undefined) {
          listener.failed(error as Error);
          return;
        }
        await stopper.pause(host.backend.clock, pause);
        if (!stopper.aborted && isWithoutManager(error)) listener.withoutManager();
      }
    }
  }
}
