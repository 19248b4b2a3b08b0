import type { Follower } from '../../fleet/follower.js';
import type { SessionDetails } from '../../terminal/sessions/types.js';

/** The time limit of one list, after which the next one may begin. */
const LIST_TIMEOUT_MS = 30_000;

/**
 * Idle times that grow between two answers of Windows. No event reports input, so they are asked for from time to time.
 * Everything else in a row changes with events.
 */
export class IdleTimes {
  readonly #latest = new Map<string, SessionDetails>();
  readonly #asking = new WeakSet<Follower>();
  readonly #clock: () => number;

  /** `clock` shows the time where the answers come from. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** The session with its idle time now. */
  now(session: SessionDetails): SessionDetails {
    const latest = this.#latest.get(keyOf(session));
    const { idleMs, takenAt } = latest && latest.takenAt >= session.takenAt ? latest : session;
    return {
      ...session,
      idleMs: idleMs === undefined ? undefined : idleMs + Math.max(0, this.#clock() - takenAt.getTime()),
    };
  }

  /** Asks the host, unless it has not answered the last question. */
  async refresh(follower: Follower): Promise<void> {
    const { host } = follower;
    if (!host || this.#asking.has(follower)) return;
    this.#asking.add(follower);
    try {
      const id = [...follower.sessions.keys()];
      if (id.length === 0) return;
      const rows = await host.sessions({ details: true, where: { id }, timeout: LIST_TIMEOUT_MS });
      for (const row of rows) this.#latest.set(keyOf(row), row);
    } catch {
      // The watch of the host reports what is wrong with it.
    } finally {
      this.#asking.delete(follower);
    }
  }
}

function keyOf({ host, key }: SessionDetails): string {
  return `${host}\n${key}`;
}
