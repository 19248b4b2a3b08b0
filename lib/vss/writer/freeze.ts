import type { Clock } from '../../base/clock.js';
import type { Guid } from '../../identity/guid-text.js';
import type { VssEvent } from './types.js';

export type ResumeEvent = VssEvent<'thaw' | 'abort'>;

export interface FreezeOptions {
  readonly sessionId: Guid | undefined;
  readonly clock: Clock;
  /** After so many milliseconds nobody is expected to say anything any more. */
  readonly patience: number;
  resume(event: ResumeEvent): void | PromiseLike<void>;
  /** The event of a resume that Windows has not asked for. */
  ownEvent(): ResumeEvent;
  /** A resume that Windows does not wait for has failed. */
  failed(event: ResumeEvent, error: unknown): void;
  over(freeze: Freeze): void;
}

/**
 * One freeze that was delivered. It is resumed exactly once, and not before its handler has settled: whatever Windows says and
 * in which order, and if it never says anything again.
 */
export class Freeze {
  readonly sessionId: Guid | undefined;
  readonly #options: FreezeOptions;
  readonly #cancelTimer: () => void;
  readonly #settled: Promise<void>;
  #settle: () => void = () => {};
  #resumed: Promise<void> | undefined;

  constructor(options: FreezeOptions) {
    this.#options = options;
    this.sessionId = options.sessionId;
    this.#settled = new Promise(resolve => {
      this.#settle = resolve;
    });
    this.#cancelTimer = options.clock.after(options.patience, () => this.giveUp());
  }

  /** Its handler has settled. What did not succeed is resumed at once: nobody will say so again. */
  settle(succeeded: boolean): void {
    this.#settle();
    if (!succeeded) this.giveUp();
  }

  /** It still holds: nothing has resumed it yet. */
  get holds(): boolean {
    return this.#resumed === undefined;
  }

  /** The time to thaw. Settles as the resume does, which an earlier word may have begun. */
  thaw(event: ResumeEvent): Promise<void> {
    this.#resumed ??= this.#resume(event);
    return this.#resumed;
  }

  /** It is over, and nobody waits for the resume: Windows says so, or has to be spoken for. */
  giveUp(event: ResumeEvent = this.#options.ownEvent()): void {
    if (this.holds) this.thaw(event).catch(error => this.#options.failed(event, error));
  }

  /** Resolves when it is resumed. Of one that goes on, never. */
  get over(): Promise<unknown> {
    return this.#resumed?.catch(() => {}) ?? Promise.resolve();
  }

  async #resume(event: ResumeEvent): Promise<void> {
    this.#cancelTimer();
    await this.#settled;
    try {
      await this.#options.resume(event);
    } finally {
      this.#options.over(this);
    }
  }
}
