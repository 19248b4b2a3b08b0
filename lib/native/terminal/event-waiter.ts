import type { Answer } from '../../base/answer.js';
import { TERMINAL_CALLS } from '../../terminal/calls.js';
import type { SystemEventWaiter } from '../../terminal/watch/contract.js';
import type { Environment } from '../bridge/environment.js';
import { answerUnpacker } from '../bridge/unpackers.js';
import { terminalNumbers } from './numbers.js';

const FLAGS = answerUnpacker(TERMINAL_CALLS.WTSWaitSystemEvent.value);

/** A waiter of the addon. */
export class NativeEventWaiter implements SystemEventWaiter {
  readonly #environment: Environment;
  readonly #number: number;
  readonly #id: number;

  constructor(environment: Environment, host: string, fallbackOn: readonly number[]) {
    this.#environment = environment;
    this.#number = terminalNumbers(environment).waiter.WTSWaitSystemEvent;
    this.#id = environment.addon.openEventWaiter(host, Uint32Array.from(fallbackOn));
  }

  wait(mask: number): Promise<Answer<number>> {
    return this.#environment.ask(this.#id, this.#number, Uint32Array.of(mask), [], FLAGS);
  }

  flush(): void {
    this.#environment.addon.flush(this.#id);
  }

  close(): void {
    this.#environment.closeResident(this.#id);
  }
}
