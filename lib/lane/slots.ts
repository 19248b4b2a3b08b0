/** The places of one host. */
export interface HostSlots {
  readonly hasRoom: boolean;
  /** Takes a place, also where there is no room: a thread that is left behind is there all the same. The answer gives it back. */
  take(): () => void;
}

/**
 * How many threads there may be inside Windows, for one host and for all hosts of a backend. Hosts are made anew with each
 * `openHost`, so they go by the host's name: one that is dead must not pile up threads, nor use up what the others need.
 */
export class Slots {
  readonly #perHost: number;
  readonly #inAll: number;
  readonly #taken = new Map<string, number>();
  #all = 0;
  /** Called whenever there is room again. */
  onRoom: (() => void) | undefined;

  constructor(perHost: number, inAll: number) {
    this.#perHost = perHost;
    this.#inAll = inAll;
  }

  /** How many are taken in all. */
  get taken(): number {
    return this.#all;
  }

  takenBy(host: string): number {
    return this.#taken.get(host) ?? 0;
  }

  /** Whether the host itself has all that it may have. */
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
