import type { HostContext } from '../host-context.js';
import type { SessionDetails } from '../types.js';
import { isNotReady, snapshotOf } from './fetch.js';

/** How long a list waits for Terminal Services to be ready. */
const NOT_READY_MS = 1_000;

export interface ListerListener {
  arrived(snapshot: readonly SessionDetails[]): void;
  failed(error: Error): void;
}

/** Takes lists of a host, one at a time, since they may be wanted faster than they come; only the newest arrives. */
export class Lister {
  readonly #host: HostContext;
  readonly #listener: ListerListener;
  #generation = 0;
  #listing = false;
  /** What is being listed is too old already. */
  #again = false;
  #cancelRetry: (() => void) | undefined;
  #ended = false;

  constructor(host: HostContext, listener: ListerListener) {
    this.#host = host;
    this.#listener = listener;
  }

  /** Changes with every list that was begun or thrown away: what was asked before is older. */
  get generation(): number {
    return this.#generation;
  }

  /** A list that is being taken is too old. */
  discard(): void {
    this.#generation += 1;
    this.#cancelRetry?.();
  }

  /** Takes one that is newer than now. */
  take(): void {
    this.#generation += 1;
    if (this.#listing) this.#again = true;
    else this.#list();
  }

  end(): void {
    this.#ended = true;
    this.#cancelRetry?.();
  }

  #list(): void {
    const mine = this.#generation;
    this.#listing = true;
    this.#again = false;
    const listed = (then: () => void) => {
      this.#listing = false;
      if (this.#ended) return;
      if (this.#generation === mine) then();
      else if (this.#again) this.#list();
    };
    snapshotOf(this.#host).then(
      rows => listed(() => this.#listener.arrived(rows)),
      (error: Error) =>
        listed(() => {
          if (!isNotReady(error)) this.#listener.failed(error);
          else this.#cancelRetry = this.#host.backend.clock.after(NOT_READY_MS, () => this.take());
        }),
    );
  }
}
