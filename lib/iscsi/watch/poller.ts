import type { IscsiContext, SharedIscsi } from '../context.js';
import { listSessions } from '../sessions/gather.js';
import type { IscsiSession } from '../sessions/types.js';

/** A list, or why there is none. */
export type Polled = { readonly sessions: readonly IscsiSession[] } | { readonly error: Error };

/** Who wants lists, and how often. */
export interface Polling {
  readonly poll: number;
  take(polled: Polled): void;
}

/** How long one list may take. Then it is a gap, and the next one is tried. */
const LIST_MS = 30_000;

/**
 * Takes lists for all watches of a backend, on one timer. Each watch is due at the multiples of its own interval, so that those
 * with the same interval share their lists, whenever they began.
 */
export class Poller {
  readonly #shared: SharedIscsi;
  readonly #due = new Map<Polling, number>();
  #cancel: (() => void) | undefined;
  #asking = false;

  constructor(shared: SharedIscsi) {
    this.#shared = shared;
  }

  /** Until the returned function is called. */
  add(polling: Polling): () => void {
    this.#due.set(polling, this.#nextOf(polling));
    this.#arm();
    return () => {
      this.#due.delete(polling);
      this.#arm();
    };
  }

  get #now(): number {
    return this.#shared.backend.clock.monotonic();
  }

  #nextOf({ poll }: Polling): number {
    return (Math.floor(this.#now / poll) + 1) * poll;
  }

  #arm(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    if (this.#asking || this.#due.size === 0) return;
    const next = Math.min(...this.#due.values());
    // Timers take whole milliseconds; one that is early would find nothing due.
    const wait = Math.max(0, Math.ceil(next - this.#now));
    this.#cancel = this.#shared.backend.clock.after(wait, () => void this.#poll());
  }

  async #poll(): Promise<void> {
    this.#cancel = undefined;
    this.#asking = true;
    const polled = await listOnce({ ...this.#shared, timeout: LIST_MS });
    this.#asking = false;
    const now = this.#now;
    for (const [polling, due] of [...this.#due]) {
      if (due > now) continue;
      // Lists that could not be taken in time are not made up for.
      this.#due.set(polling, this.#nextOf(polling));
      polling.take(polled);
    }
    this.#arm();
  }
}

async function listOnce(context: IscsiContext): Promise<Polled> {
  try {
    const { timeout } = context;
    return {
      sessions: await context.waits.during({ timeout }, wait =>
        context.reads.run(wait, ask => listSessions(context, ask)),
      ),
    };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}
