import type { Answer } from '../../base/answer.js';
import type { Clock } from '../../base/clock.js';
import type { SystemEventWaiter } from '../../terminal/watch/contract.js';
import { SYSTEM_EVENTS } from '../../terminal/watch/notice-codes.js';
import type { AskTerminal, TerminalCallHandler } from './raw-calls.js';
import { ServerHandle } from './server-handle.js';

/** As in the addon: a flush may end nothing, so it is repeated until the wait is back, less and less often. */
const FIRST_PATIENCE_MS = 250;
const MOST_FLUSHES = 8;

export interface MockWaiterOptions {
  readonly calls: TerminalCallHandler;
  readonly clock: Clock;
  readonly host: string;
  readonly fallbackOn: readonly number[];
}

/** A thread that waits for the events of a server, without the thread. */
export class MockEventWaiter implements SystemEventWaiter {
  readonly #options: MockWaiterOptions;
  readonly #server: ServerHandle;
  #closed = false;
  /** Fails the wait under way. */
  #fail: ((error: Error) => void) | undefined;
  #flushing = false;
  #stopFlushing: (() => void) | undefined;

  constructor(options: MockWaiterOptions) {
    const { host, fallbackOn } = options;
    this.#options = options;
    this.#server = new ServerHandle({ host, fallbackOn, ask: this.#ask, isWanted: () => !this.#closed });
  }

  wait(mask: number): Promise<Answer<number>> {
    if (this.#closed) return Promise.reject(new Error('the waiter is closed'));
    if (this.#fail) return Promise.reject(new Error('a wait is under way'));
    return new Promise((resolve, reject) => {
      this.#fail = reject;
      this.#wait(mask).then(answer => {
        this.#fail = undefined;
        this.#flushing = false;
        this.#stopFlushing?.();
        if (this.#closed) this.#server.close();
        resolve(answer);
      }, reject);
    });
  }

  flush(): void {
    if (!this.#fail || !this.#server.isOpen || this.#flushing) return;
    this.#flushing = true;
    void this.#flush(1, FIRST_PATIENCE_MS);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#fail) {
      this.flush();
      this.#fail(new Error('the waiter is closed'));
    } else this.#server.close();
  }

  async #flush(times: number, patience: number): Promise<void> {
    await this.#ask('WTSWaitSystemEvent', { mask: SYSTEM_EVENTS.WTS_EVENT_FLUSH });
    if (!this.#flushing || times === MOST_FLUSHES) return;
    this.#stopFlushing = this.#options.clock.after(patience, () => void this.#flush(times + 1, 2 * patience));
  }

  async #wait(mask: number): Promise<Answer<number>> {
    const failure = await this.#server.open();
    if (failure) return failure;
    if (this.#closed) return { ok: true, value: SYSTEM_EVENTS.WTS_EVENT_NONE };
    return await this.#ask('WTSWaitSystemEvent', { mask });
  }

  readonly #ask: AskTerminal = (name, args) => this.#options.calls.ask(this.#options.host, name, args, { on: this });
}
