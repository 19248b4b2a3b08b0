const MOST_WINDOWS = 1_000;

/** The ids of the hints that are set, by window. Windows end unheard, so the oldest is forgotten when there are many. */
export class KnownHints {
  readonly #ids = new Map<bigint, bigint>();

  get(window: bigint): bigint | undefined {
    return this.#ids.get(window);
  }

  set(window: bigint, id: bigint): void {
    this.#ids.delete(window);
    this.#ids.set(window, id);
    if (this.#ids.size > MOST_WINDOWS) this.#ids.delete(this.#ids.keys().next().value!);
  }

  forget(window: bigint): void {
    this.#ids.delete(window);
  }
}
