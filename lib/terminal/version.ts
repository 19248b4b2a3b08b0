import type { Answer, Clock } from '../contract.js';
import { TimeoutError } from '../errors/stop.js';
import { WindowsError } from '../errors/windows-error.js';
import type { Beside } from '../lane/beside.js';
import { throwIfAborted, waitFor } from '../lane/stopping.js';
import type { TerminalThread, WindowsVersion } from './contract.js';
import type { Cancel } from './types.js';

/** How long a list waits for the answer: no longer than this in all, however many lists there are. */
const PATIENCE_MS = 2_000;

/**
 * The version of one remote host. It is asked for once, beside the lane, by a call that goes another way than those about
 * sessions, so that a host which does not answer it holds up nothing else. Whatever comes back is kept: were it asked again,
 * the same lock flag might mean the one and later the other.
 */
export class Version {
  readonly #clock: Clock;
  readonly #beside: Beside<TerminalThread>;
  #answer: Answer<WindowsVersion> | undefined;
  #asking: Promise<void> | undefined;

  constructor(clock: Clock, beside: Beside<TerminalThread>) {
    this.#clock = clock;
    this.#beside = beside;
  }

  /** What has been learnt so far. */
  get known(): WindowsVersion | undefined {
    return this.#answer?.ok ? this.#answer.value : undefined;
  }

  /** `undefined` when it is not known yet. Nobody's timeout ends for its sake. */
  async learn(control: Cancel): Promise<Answer<WindowsVersion> | undefined> {
    if (this.#answer) return this.#answer;
    throwIfAborted(control);
    this.#asking ??= this.#ask();
    try {
      await waitFor(this.#clock, control, this.#asking);
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
    }
    return this.#answer;
  }

  async #ask(): Promise<void> {
    try {
      // An answer that comes after its time is kept all the same.
      await this.#beside.run({ timeout: PATIENCE_MS }, async ask => {
        this.#answer = await ask(thread => thread.version());
      });
    } catch (error) {
      if (error instanceof TimeoutError) return;
      // Too many calls wait beside the lane: nothing was asked.
      this.#asking = undefined;
      if (!WindowsError.is(error)) throw error;
    }
  }
}
