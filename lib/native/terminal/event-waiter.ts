import type { Answer } from '../../base/answer.js';
import type { SystemEventWaiter } from '../../terminal/watch/contract.js';
import type { Environment } from '../bridge/environment.js';
import { numberUnpacker } from './unpackers.js';

const WAIT = 0;

/** A waiter of the addon. */
export class NativeEventWaiter implements SystemEventWaiter {
  readonly #environment: Environment;
  readonly #id: number;

  constructor(environment: Environment, host: string, fallbackOn: readonly number[]) {
    this.#environment = environment;
    this.#id = environment.addon.openEventWaiter(host, Uint32Array.from(fallbackOn));
  }

  wait(mask: number): Promise<Answer<number>> {
    return this.#environment.ask(this.#id, WAIT, Uint32Array.of(mask), [], numberUnpacker());
  }

  flush(): void {
    this.#environment.addon.flush(this.#id);
  }

  close(): void {
    this.#environment.forsake(this.#id);
  }
}
