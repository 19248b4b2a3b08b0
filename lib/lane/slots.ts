/** The slots of one host. */
export interface HostSlots {
  readonly hasRoom: boolean;
  /**
   * Takes a slot, also where there is no room: a thread that is left behind exists in any case. The returned function gives the
   * slot back.
   */
  take(): () => void;
}

/**
 * A bounded number of threads inside Windows, for one host and for all hosts of a backend. They are counted by the name of the
 * host, because each `openHost` makes a new object. A dead host must not collect more and more threads, nor take all of them.
 */
export class Slots {
  readonly #perHost: number;
  readonly #inAll: number;
  readonly #taken = new Map<string, number>();
  #all = 0;
  /** Called when a slot was given back. */
  onRoom: (() => void) | undefined;

  constructor(perHost: number, inAll: number) {
    this.#perHost = perHost;
    this.#inAll = inAll;
  }

  /** How many slots are taken by all hosts together. */
  get taken(): number {
    return this.#all;
  }

  takenBy(host: string): number {
    return this.#taken.get(host) ?? 0;
  }

  /** Whether the host has taken as many slots as one host may take. */
  isFullFor(host: string): boolean {
    return this.takenBy(host) >= this.#perHost;
  }

  hasRoom(host: string): boolean {
    return !this.isFullFor(host) && this.#all < this.#inAll;
  }

  take(host: string): () => void {
    this.#all += 1;
    this.#taken.set(host, this.takenBy(host) + 1);
    let taken = true;
    return () => {
      if (!taken) return;
      taken = false;
      this.#all -= 1;
      const left = this.takenBy(host) - 1;
      if (left > 0) this.#taken.set(host, left);
      else this.#taken.delete(host);
      this.onRoom?.();
    };
  }

  of(host: string): HostSlots {
    const slots = this;
    return {
      get hasRoom() {
        return slots.hasRoom(host);
      },
      take: () => slots.take(host),
    };
  }
}
