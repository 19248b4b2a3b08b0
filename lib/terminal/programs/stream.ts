/** What a program writes, as one reader takes it. While nobody reads, nothing is taken from the pipe. */
export class ProgramStream implements AsyncIterable<Uint8Array> {
  readonly #read: () => Promise<Uint8Array | undefined>;
  readonly #keep: () => () => void;
  /** What was left in the pipe when the program had ended. */
  readonly #rest: Uint8Array[] = [];
  #underWay: Promise<Uint8Array | undefined> | undefined;
  #draining: Promise<void> | undefined;
  #isAtEnd = false;

  constructor(read: () => Promise<Uint8Array | undefined>, keep: () => () => void) {
    this.#read = read;
    this.#keep = keep;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    for (let chunk = await this.#next(); chunk !== undefined; chunk = await this.#next()) yield chunk;
  }

  /** Nobody reads any more. */
  end(): void {
    this.#isAtEnd = true;
    this.#rest.length = 0;
  }

  /** The program has ended: takes what is left, which is not more than the pipe holds. */
  drain(): Promise<void> {
    this.#draining ??= this.#drain();
    return this.#draining;
  }

  async #drain(): Promise<void> {
    // A reader that waits gets the first of it.
    await this.#underWay;
    while (!this.#isAtEnd) {
      const chunk = await this.#take();
      if (chunk !== undefined && !this.#isAtEnd) this.#rest.push(chunk);
    }
  }

  async #next(): Promise<Uint8Array | undefined> {
    const kept = this.#rest.shift();
    if (kept !== undefined) return kept;
    if (this.#draining) {
      // What it has read and not kept yet comes before anything that would be read now.
      await this.#draining;
      return this.#rest.shift();
    }
    if (this.#isAtEnd) return undefined;
    const allowExit = this.#keep();
    try {
      return await this.#take();
    } finally {
      allowExit();
    }
  }

  /** One question at a time. */
  async #take(): Promise<Uint8Array | undefined> {
    await this.#underWay;
    if (this.#isAtEnd) return this.#rest.shift();
    this.#underWay = this.#read().catch(() => undefined);
    const chunk = await this.#underWay;
    this.#underWay = undefined;
    if (chunk === undefined) this.#isAtEnd = true;
    return chunk;
  }
}
