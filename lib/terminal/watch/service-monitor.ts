import type { HostContext } from '../host-context.js';
import type { NoticeWindow } from './contract.js';
import { SERVICE_STATES } from './notice-codes.js';
import { Retries } from './retries.js';

const PAUSES_MS = [100, 250, 500, 1_000, 2_000, 5_000];
/** A service takes longer than this to stop and to start again. */
const UNSEEN_MS = 500;
/** After so long without a failure, failures are counted from 0 again. */
const CALM_MS = 60_000;

/**
 * Watches the service `TermService`. It takes remote connections, and on a machine without remote desktop it is normally
 * stopped. So the first state that is reported means nothing for sessions, only a change does.
 */
export class ServiceMonitor {
  readonly #host: HostContext;
  readonly #window: NoticeWindow;
  readonly #changed: () => void;
  readonly #retries = new Retries(PAUSES_MS);
  #state: number | undefined;
  /** While it is blind, no change is reported. */
  #blindSince: number;
  #isBlind = true;
  /** How often in a row asking has failed, and when it failed last. */
  #refused = 0;
  #refusedAt = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  /** `changed` is called when the service has stopped or started, or may have done both while nothing was reported. */
  constructor(host: HostContext, window: NoticeWindow, changed: () => void) {
    this.#host = host;
    this.#window = window;
    this.#changed = changed;
    this.#blindSince = this.#now;
    this.#ask();
  }

  /** The window has just been registered: what the service did before does not matter. */
  registered(): void {
    this.#blindSince = this.#now;
  }

  state(state: number): void {
    if (state === SERVICE_STATES.UNREPORTED) {
      this.#isBlind = true;
      this.#blindSince = this.#now;
      this.#askLater();
      return;
    }
    if (state !== SERVICE_STATES.SERVICE_STOPPED && state !== SERVICE_STATES.SERVICE_RUNNING) return;
    const hasChanged = this.#state !== undefined && this.#state !== state;
    this.#state = state;
    if (hasChanged) this.#changed();
  }

  end(): void {
    this.#cancel?.();
  }

  /** If Windows always refuses, changes of the service go unnoticed, but events still come. */
  async #ask(): Promise<void> {
    try {
      const answer = await this.#window.watchService();
      if (!answer.ok) this.#askLater();
      else if (this.#isBlind) {
        this.#isBlind = false;
        if (this.#now - this.#blindSince >= UNSEEN_MS) this.#changed();
      }
    } catch {
      // The window was closed during the question.
    }
  }

  /** Always after a pause: a Windows that answers every second question would otherwise keep two threads busy forever. */
  #askLater(): void {
    if (this.#now - this.#refusedAt >= CALM_MS) {
      this.#refused = 0;
      this.#retries.reset();
    }
    this.#refusedAt = this.#now;
    if (this.#refused === PAUSES_MS.length) return;
    this.#refused += 1;
    this.#cancel = this.#host.backend.clock.after(this.#retries.pause(), () => this.#ask());
  }

  get #now(): number {
    return this.#host.backend.clock.monotonic();
  }
}
