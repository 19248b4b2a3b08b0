import type { Answer } from '../base/answer.js';
import type { Clock } from '../base/clock.js';
import { TimeoutError } from '../errors/stop.js';
import { WindowsError } from '../errors/windows-error.js';
import type { SideThreads } from '../lane/side-threads.js';
import { Wait } from '../lane/wait.js';
import type { TerminalThread, WindowsVersion } from './contract.js';

/** How long a list waits for the answer: no longer than this in all, however many lists there are. */
const PATIENCE_MS = 2_000;

/**
 * The version of one remote host. It is asked for once, beside the lane, by a call that goes another way than those about
 * sessions, so that a host which does not answer it holds up nothing else. Whatever comes back is kept: were it asked again,
 * the same lock flag might mean the one and later the other.
 */
export class Version {
  /** It belongs to no call: the answer is kept for all. */
  readonly #wait: Wait;
  readonly #sideThreads: SideThreads<TerminalThread>;
  #answer: Answer<WindowsVersion> | undefined;
  #asking: Promise<void> | undefined;

  constructor(clock: Clock, sideThreads: SideThreads<TerminalThread>) {
    this.#wait = new Wait(clock);
    this.#sideThreads = sideThreads;
  }

  /** What has been learnt so far. */
  get known(): WindowsVersion | undefined {
    return this.#answer?.ok ? this.#answer.value : undefined;
  }

  /** `undefined` when it is not known yet. Nobody's timeout ends for its sake. */
  async learn(wait: Wait): Promise<Answer<WindowsVersion> | undefined> {
    if (this.#answer) return this.#answer;
    try {
      wait.throwIfStopped();
      this.#asking ??= this.#ask();
      await wait.for(this.#asking);
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
    }
    return this.#answer;
  }

  async #ask(): Promise<void> {
    const answered = this.#sideThreads.run(this.#wait, async ask => {
      this.#answer = await ask(thread => thread.version());
    });
    try {
      // An answer that comes after its time is kept all the same.
      await this.#wait.forAtMost(PATIENCE_MS, answered);
    } catch (error) {
      // Too many calls wait beside the lane: nothing was asked.
      this.#asking = undefined;
      if (!WindowsError.is(error)) throw error;
    }
  }
}
