import type { Answer } from '../../base/answer.js';
import type { Created } from './start.js';
import type { ProgramEnd } from './types.js';

/** What ends a program that its starter stops. */
export const STOPPED_EXIT_CODE = 1;
const DONE: Answer<undefined> = { ok: true, value: undefined };

/** A program that runs, and who has ended it. */
export class UnderWay {
  readonly ended: Promise<ProgramEnd>;
  readonly #created: Created;
  #stoppedBy: ProgramEnd['stoppedBy'];
  #hasEnded = false;

  constructor(created: Created) {
    this.#created = created;
    this.ended = created.door.ended().then(exitCode => {
      this.#hasEnded = true;
      return Object.freeze({ exitCode, stoppedBy: this.#stoppedBy });
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Ends it; the first one who does so is named. One that has ended already is as it was wished. */
  async stop(
    by: NonNullable<ProgramEnd['stoppedBy']>,
    exitCode = STOPPED_EXIT_CODE,
    tree = true,
  ): Promise<Answer<undefined>> {
    if (this.#hasEnded) return DONE;
    const before = this.#stoppedBy;
    this.#stoppedBy ??= by;
    // It is closed as soon as its end is known, and what is under way then is answered no more.
    const answer = await this.#created.door.terminate(exitCode, tree).catch(() => DONE);
    if (!answer.ok && !this.#hasEnded) this.#stoppedBy = before;
    return this.#hasEnded ? DONE : answer;
  }
}
