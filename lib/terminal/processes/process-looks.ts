/** What distinguishes a process from another one with the same id. */
export interface Found {
  readonly name: string;
  readonly sessionId: number;
  readonly sid: string | undefined;
}

/** Which processes are wanted. */
export interface WantedProcesses {
  has(pid: number): boolean;
}

/** A list of processes, cut down to those that are looked at. */
export interface ProcessLook {
  /** The lists of a host are counted. */
  readonly number: number;
  readonly found: ReadonlyMap<number, Found>;
}

/**
 * The looks at processes that are to end. Windows has no question about one process alone, so all are listed: one list serves all
 * who wait on a host.
 */
export class ProcessLooks {
  /** Each process with the number of those who wait for it. */
  readonly #awaited = new Map<number, number>();
  #begun = 0;
  #last: ProcessLook | undefined;

  /** The number of the newest list. What happens now is not in it. */
  get begun(): number {
    return this.#begun;
  }

  /** From now on lists have this process, until the returned function is called. */
  enter(pid: number): () => void {
    this.#awaited.set(pid, (this.#awaited.get(pid) ?? 0) + 1);
    return () => {
      const left = (this.#awaited.get(pid) ?? 0) - 1;
      if (left > 0) this.#awaited.set(pid, left);
      else this.#awaited.delete(pid);
      if (this.#awaited.size === 0) this.#last = undefined;
    };
  }

  /** The last list, if it is newer than that. */
  newerThan(number: number): ProcessLook | undefined {
    return this.#last && this.#last.number > number ? this.#last : undefined;
  }

  async take(list: (wanted: WantedProcesses) => Promise<ReadonlyMap<number, Found>>): Promise<ProcessLook> {
    const number = ++this.#begun;
    const found = await list(this.#awaited);
    const look = { number, found };
    // One that hung may come back after a newer one.
    if (this.#awaited.size > 0 && number > (this.#last?.number ?? 0)) this.#last = look;
    return look;
  }
}
