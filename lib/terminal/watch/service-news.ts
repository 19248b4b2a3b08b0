import type { HostContext } from '../host-context.js';
import type { NoticeWindow } from './contract.js';
import { SERVICE_NEWS } from './notice-codes.js';
import { Tries } from './patience.js';

const PAUSES_MS = [100, 250, 500, 1_000, 2_000, 5_000];
/** A service takes longer than this to go and to come back. */
const UNSEEN_MS = 500;
/** After so long without one, failures to be told of the service are counted anew. */
const CALM_MS = 60_000;

/**
 * News of the service `TermService`. It takes remote connections, and on a machine without remote desktop it is normally
 * stopped: the first state that is reported says nothing about sessions, only a change does.
 */
export class ServiceNews {
  readonly #host: HostContext;
  readonly #window: NoticeWindow;
  readonly #changed: () => void;
  readonly #tries = new Tries(PAUSES_MS);
  #state: number | undefined;
  /** Since when no change would have been reported. */
  #blindSince: number;
  #isBlind = true;
  /** How often in a row asking failed, and when last. */
  #refused = 0;
  #refusedAt = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  /** `changed` is called when the service has stopped or runs again, or may have done both unseen. */
  constructor(host: HostContext, window: NoticeWindow, changed: () => void) {
    this.#host = host;
    this.#window = window;
    this.#changed = changed;
    this.#blindSince = this.#now;
    this.#ask();
  }

  /** A registration was made just now: what the service did before does not matter. */
  registered(): void {
    this.#blindSince = this.#now;
  }

  state(state: number): void {
    if (state === SERVICE_NEWS.UNTOLD) {
      this.#isBlind = true;
      this.#blindSince = this.#now;
      this.#askLater();
      return;
    }
    if (state !== SERVICE_NEWS.SERVICE_STOPPED && state !== SERVICE_NEWS.SERVICE_RUNNING) return;
    const hasChanged = this.#state !== undefined && this.#state !== state;
    this.#state = state;
    if (hasChanged) this.#changed();
  }

  end(): void {
    this.#cancel?.();
  }

  /** Should it be refused for good, a change goes unnoticed, but events still come. */
  async #ask(): Promise<void> {
    try {
      const answer = await this.#window.watchService();
      if (!answer.ok) this.#askLater();
      else if (this.#isBlind) {
        this.#isBlind = false;
        if (this.#now - this.#blindSince >= UNSEEN_MS) this.#changed();
      }
    } catch {
      // The window was closed under the question.
    }
  }

  /** Never at once: a Windows that answers every question and refuses the next one would keep two threads busy for ever. */
  #askLater(): void {
    if (this.#now - this.#refusedAt >= CALM_MS) {
      this.#refused = 0;
      this.#tries.reset();
    }
    this.#refusedAt = this.#now;
    if (this.#refused === PAUSES_MS.length) return;
    this.#refused += 1;
    this.#cancel = this.#host.backend.clock.after(this.#tries.pause(), () => this.#ask());
  }

  get #now(): number {
    return this.#host.backend.clock.monotonic();
  }
}
