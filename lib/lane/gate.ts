import type { Slots } from './slots.js';
import type { StopError, Wait } from './wait.js';

interface Waiting {
  readonly host: string;
  enter(leave: () => void): void;
  refuse(): void;
}

/**
 * Limits the calls to hosts that may never answer: how many run at the same time for one host, and for all. Further calls wait
 * in order while a running call may still end. If only threads that were left behind hold the slots, they fail as busy.
 */
export class Gate {
  readonly #slots: Slots;
  #queue: Waiting[] = [];
  readonly #inside = new Map<string, number>();

  /** The slots are shared with the threads that are left behind, because a running call may leave one. */
  constructor(slots: Slots) {
    this.#slots = slots;
    slots.onRoom = () => this.#goOn();
  }

  /** How many wait. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Runs a call. If it leaves a thread behind, that thread has taken its own slot before the call settles. */
  async pass<R>(host: string, wait: Wait, busy: () => Error, call: () => Promise<R>): Promise<R> {
    wait.throwIfStopped();
    const leave = this.#slots.hasRoom(host) ? this.#enter(host) : await this.#line(host, wait, busy);
    try {
      return await call();
    } finally {
      leave();
    }
  }

  #enter(host: string): () => void {
    this.#inside.set(host, (this.#inside.get(host) ?? 0) + 1);
    const giveBack = this.#slots.take(host);
    return () => {
      const left = (this.#inside.get(host) ?? 0) - 1;
      if (left > 0) this.#inside.set(host, left);
      else this.#inside.delete(host);
      giveBack();
    };
  }

  #line(host: string, wait: Wait, busy: () => Error): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const leaveLine = (error: StopError) => {
        this.#queue = this.#queue.filter(it => it !== mine);
        unwatch();
        reject(error());
      };
      const unwatch = wait.onStop(leaveLine);
      const mine: Waiting = {
        host,
        enter: leave => {
          unwatch();
          resolve(leave);
        },
        refuse: () => leaveLine(busy),
      };
      this.#queue.push(mine);
      this.#goOn();
    });
  }

  #goOn(): void {
    for (const waiting of [...this.#queue]) {
      const { host } = waiting;
      if (this.#slots.hasRoom(host)) {
        this.#queue = this.#queue.filter(it => it !== waiting);
        waiting.enter(this.#enter(host));
      } else if (!this.#mayComeOut(host)) waiting.refuse();
    }
  }

  /** Whether the end of a running call can make room for one to this host. */
  #mayComeOut(host: string): boolean {
    return this.#slots.isFullFor(host) ? this.#inside.has(host) : this.#inside.size > 0;
  }
}
