import type { SessionDetails } from '../sessions/types.js';
import type { ObservedEvent } from './observed-event.js';

/**
 * What the table said of a session when an event came. It must be read at once: a refresh that is answered later may already
 * show the next session under the same id. After a session was created or ended, nothing is known of its id until the next
 * refresh.
 */
export class PriorRows {
  readonly #known: (id: number) => SessionDetails | undefined;
  /** The last creation or end under each of these ids, as long as no refresh has followed. */
  readonly #turnovers = new Map<number, ObservedEvent>();

  constructor(known: (id: number) => SessionDetails | undefined) {
    this.#known = known;
  }

  /** Must be called for each event as it comes, in order. */
  of(event: ObservedEvent): SessionDetails | undefined {
    const { type, sessionId: id } = event;
    const row = type === 'create' || this.#turnovers.has(id) ? undefined : this.#known(id);
    if (type === 'create' || type === 'terminate') this.#turnovers.set(id, event);
    return row;
  }

  /** The session was refreshed after this event. */
  refreshed(event: ObservedEvent): void {
    if (this.#turnovers.get(event.sessionId) === event) this.#turnovers.delete(event.sessionId);
  }

  clear(): void {
    this.#turnovers.clear();
  }
}
