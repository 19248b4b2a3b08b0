interface Timer {
  readonly at: number;
  readonly due: () => void;
}

/** Timers in the order in which they are due; those for the same moment in the order in which they were set. */
export class Timers {
  readonly #queue: Timer[] = [];

  add(at: number, due: () => void): () => void {
    const timer = { at, due };
    let index = this.#queue.length;
    while (index > 0 && this.#queue[index - 1]!.at > at) index -= 1;
    this.#queue.splice(index, 0, timer);
    return () => {
      const found = this.#queue.indexOf(timer);
      if (found >= 0) this.#queue.splice(found, 1);
    };
  }

  nextAt(): number | undefined {
    return this.#queue[0]?.at;
  }

  fireNext(): void {
    this.#queue.shift()?.due();
  }
}
