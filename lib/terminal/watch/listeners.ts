type Listener = (it: never) => void;

/** The listeners of `on`, by type. */
export class Listeners {
  readonly #byType = new Map<string, Set<Listener>>();

  /** Whether a listener needs the watch to go on. One for errors alone does not. */
  get needWatch(): boolean {
    return [...this.#byType].some(([type, listeners]) => type !== 'error' && listeners.size > 0);
  }

  on(type: string, listener: Listener): void {
    const known = this.#byType.get(type) ?? new Set();
    this.#byType.set(type, known.add(listener));
  }

  off(type: string, listener: Listener): void {
    this.#byType.get(type)?.delete(listener);
  }

  /** Returns whether there was a listener. One that throws must not stop the others, and its error must not be lost. */
  call(type: string, value: unknown): boolean {
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
