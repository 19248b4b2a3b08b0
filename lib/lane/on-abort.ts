import type { AbortSignalLike } from './cancel.js';

/** The one listener that all calls with the same signal share. */
class Listener {
  readonly #signal: AbortSignalLike;
  readonly #waiting = new Set<() => void>();
  readonly #fired = () => this.#fire();

  constructor(signal: AbortSignalLike) {
    this.#signal = signal;
    signal.addEventListener('abort', this.#fired);
  }

  add(aborted: () => void): () => void {
    // Wrapped for each caller, so that the same function may be added twice.
    const mine = () => aborted();
    this.#waiting.add(mine);
    return () => {
      if (this.#waiting.delete(mine) && this.#waiting.size === 0) this.#leave();
    };
  }

  #fire(): void {
    this.#leave();
    // One function may remove another.
    for (const it of [...this.#waiting]) if (this.#waiting.delete(it)) it();
  }

  #leave(): void {
    if (listeners.get(this.#signal) !== this) return;
    listeners.delete(this.#signal);
    this.#signal.removeEventListener('abort', this.#fired);
  }
}

const listeners = new WeakMap<AbortSignalLike, Listener>();

/**
 * Calls `aborted` once when the signal is aborted, unless the returned function is called before. Calls that share a signal
 * share one listener, because Node warns of a leak when a signal has more than ten. The last call to leave removes it.
 */
export function onAbort(signal: AbortSignalLike, aborted: () => void): () => void {
  const listener = listeners.get(signal) ?? new Listener(signal);
  listeners.set(signal, listener);
  return listener.add(aborted);
}
