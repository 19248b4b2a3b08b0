type Listener = (it: never) => void;

/** Who listens by `on`, by type. */
export class Listeners {
  readonly #byType = new Map<string, Set<Listener>>();

  /** Whether somebody follows the watch. Who waits only for its failure does not. */
  get follow(): boolean {
    return [...this.#byType].some(([type, listeners]) => type !== 'error' && listeners.size > 0);
  }

  on(type: string, listener: Listener): void {
    const known = this.#byType.get(type) ?? new Set();
    this.#byType.set(type, known.add(listener));
  }

  off(type: string, listener: Listener): void {
    this.#byType.get(type)?.delete(listener);
  }

  /** Whether anybody was told. A listener that throws must not stop the others, and must not be silenced. */
  tell(type: string, value: unknown): boolean {
    const listeners = [...(this.#byType.get(type) ?? [])];
    for (const listener of listeners) {
      try {
        (listener as (it: unknown) => void)(value);
      } catch (error) {
        Promise.reject(error);
      }
    }
    return listeners.length > 0;
  }
}
