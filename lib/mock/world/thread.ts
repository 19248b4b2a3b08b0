/** How many written-off threads one process may have. */
const MOST_WRITTEN_OFF = 16;

export class WrittenOff {
  #count = 0;

  enter(): boolean {
    if (this.#count >= MOST_WRITTEN_OFF) return false;
    this.#count += 1;
    return true;
  }

  leave(): void {
    this.#count -= 1;
  }
}

export interface WorldThreadOptions {
  readonly writtenOff: WrittenOff;
  /** Gives back what the thread has open: called once, when it ends. */
  readonly leave: () => void;
}

/** What a question that was stopped rejects with. Its caller has gone on. */
const noAnswer = (): Error => new Error('nobody waits for this answer any more');

/** A lane's thread without a thread: one question at a time, which goes on by promise jobs alone. */
export class WorldThread {
  readonly #options: WorldThreadOptions;
  #busy = false;
  #stopped = false;
  #closed = false;
  #writtenOff = false;

  constructor(options: WorldThreadOptions) {
    this.#options = options;
  }

  stop(): void {
    if (this.#busy) this.#stopped = true;
  }

  writeOff(): boolean {
    if (this.#busy && !this.#writtenOff) {
      if (!this.#options.writtenOff.enter()) return false;
      this.#writtenOff = true;
    }
    this.stop();
    this.close();
    return true;
  }

  close(): void {
    this.#closed = true;
    if (!this.#busy) this.#options.leave();
  }

  /** Before each raw call of a question: one that was stopped ends here. */
  throwIfStopped(): void {
    if (this.#stopped) throw noAnswer();
  }

  /** A raw call under way is waited for, even when its answer is not wanted any more. */
  async answer<R>(question: () => Promise<R>): Promise<R> {
    if (this.#closed) throw new Error('the thread is closed');
    if (this.#busy) throw new Error('the thread has a question under way');
    this.#busy = true;
    try {
      const facts = await question();
      this.throwIfStopped();
      return facts;
    } finally {
      this.#busy = this.#stopped = false;
      if (this.#closed) this.#options.leave();
      if (this.#writtenOff) this.#options.writtenOff.leave();
    }
  }
}
