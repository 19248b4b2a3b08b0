import type { Answer } from '../../base/answer.js';
import type { ArgsOf, CallDescriptions, CallName, ValueOf } from '../../base/call.js';
import type { NamedArgs } from './call-table.js';
import type { RawAnswer } from './raw-call.js';
import { WorldThread, type WrittenOff } from './thread.js';

export interface WorldCallThreadOptions {
  readonly writtenOff: WrittenOff;
  /** Asks a raw call of this machine, on this thread. */
  ask(name: string, args: NamedArgs, on: unknown): RawAnswer | Promise<RawAnswer>;
  /** What the addon makes of an answer whose buffer is spoiled. */
  read(name: string, answer: RawAnswer): Answer<unknown>;
  /** Whether the addon then asks for more room, so that the call is made once more. */
  isTooSmall(name: string, answer: RawAnswer): boolean;
  /** What gives back what the thread has from this answer; nothing for most. */
  held(name: string, value: unknown): (() => void) | undefined;
  /** Nobody waits for the question under way. */
  stopped(on: unknown): void;
  left(on: unknown): void;
}

/** How often the addon makes a call at most until its answer fits. */
const MOST_ROUNDS = 8;

/** A lane's thread for a domain of this machine, whose calls are all asked by their names. */
export class WorldCallThread<C extends CallDescriptions> {
  readonly #options: WorldCallThreadOptions;
  readonly #thread: WorldThread;
  readonly #held: (() => void)[] = [];

  constructor(options: WorldCallThreadOptions) {
    this.#options = options;
    const leave = () => {
      for (const giveBack of this.#held.splice(0)) giveBack();
      options.left(this);
    };
    this.#thread = new WorldThread({ writtenOff: options.writtenOff, leave });
  }

  call<N extends CallName<C>>(name: N, args: ArgsOf<C[N]>): Promise<Answer<ValueOf<C[N]>>> {
    const { ask, held, isTooSmall, read } = this.#options;
    // The caller overwrites a secret when it has its answer, and a call that is held still needs it.
    const copied = Object.fromEntries(
      Object.entries(args).map(([key, value]) => [key, value instanceof Uint8Array ? Uint8Array.from(value) : value]),
    );
    return this.#thread.answer(async () => {
      let raw = await ask(name, copied, this);
      for (let round = 1; round < MOST_ROUNDS && isTooSmall(name, raw); round += 1) {
        this.#thread.throwIfStopped();
        raw = await ask(name, copied, this);
      }
      const answer = read(name, raw);
      const giveBack = answer.ok ? held(name, answer.value) : undefined;
      if (giveBack) this.#held.push(giveBack);
      return answer as Answer<ValueOf<C[N]>>;
    });
  }

  stop(): void {
    this.#thread.stop();
    this.#options.stopped(this);
  }

  writeOff(): boolean {
    const isOff = this.#thread.writeOff();
    if (isOff) this.#options.stopped(this);
    return isOff;
  }

  close(): void {
    this.#thread.close();
  }
}
