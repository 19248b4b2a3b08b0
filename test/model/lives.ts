import type { SimulatedHost } from '../../lib/mock/terminal/host.js';
import type { ProcessState } from '../../lib/mock/terminal/state.js';

/** One process from its begin to its end. Times are counts of changes, so that two are never equal. */
export interface Life {
  readonly process: ProcessState;
  readonly began: number;
  /** By the clock that is never set. */
  readonly beganAt: number;
  ended: number | undefined;
}

/** All processes that a host ever had, in order. They are known by the objects that the world keeps of them. */
export class Lives {
  readonly #all: Life[] = [];
  readonly #now = new Map<number, Life>();
  readonly #elapsed: () => number;
  #changes = 0;

  constructor({ state: { processes } }: SimulatedHost, elapsed: () => number) {
    this.#elapsed = elapsed;
    for (const process of processes.values()) this.#begin(process);
    const set = processes.set.bind(processes);
    processes.set = (pid, process) => {
      this.#end(pid);
      this.#begin(process);
      return set(pid, process);
    };
    const remove = processes.delete.bind(processes);
    processes.delete = pid => {
      this.#end(pid);
      return remove(pid);
    };
  }

  /** The number of changes so far. */
  get moment(): number {
    return this.#changes;
  }

  /** The process that has the id now. */
  of(pid: number): Life | undefined {
    return this.#now.get(pid);
  }

  /** Those that are there now, by their ids. */
  get present(): readonly Life[] {
    return [...this.#now.values()].sort((a, b) => a.process.pid - b.process.pid);
  }

  /** Those that had the id at some time since a moment. */
  since(moment: number, pid: number): readonly Life[] {
    return this.#all.filter(it => it.process.pid === pid && (it.ended === undefined || it.ended > moment));
  }

  #begin(process: ProcessState): void {
    this.#changes += 1;
    const life = { process, began: this.#changes, beganAt: this.#elapsed(), ended: undefined };
    this.#all.push(life);
    this.#now.set(process.pid, life);
  }

  #end(pid: number): void {
    const life = this.#now.get(pid);
    if (!life) return;
    this.#changes += 1;
    life.ended = this.#changes;
    this.#now.delete(pid);
  }
}
