import type { SessionDetails } from '../../terminal/types.js';
import type { Follower } from './follower.js';

/** How long a list may take before another is asked for all the same. */
const LIST_TIMEOUT_MS = 30_000;

interface Known {
  readonly idleMs: number;
  /** When it was told, on our own clock. */
  readonly at: number;
}

/**
 * Idle times that go on between two answers of Windows. Nothing tells of input, so they are asked for anew now and then;
 * everything else of a session comes with its events.
 */
export class IdleTimes {
  readonly #known = new Map<string, Known>();
  readonly #seen = new WeakSet<SessionDetails>();
  readonly #asking = new WeakSet<Follower>();

  /** The session with its idle time now. */
  now(session: SessionDetails): SessionDetails {
    if (!this.#seen.has(session)) this.#learn(session);
    const known = this.#known.get(keyOf(session));
    return known ? { ...session, idleMs: known.idleMs + Date.now() - known.at } : session;
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
      for (const row of rows) this.#learn(row);
    } catch {
      // What is wrong with the host its watch tells.
    } finally {
      this.#asking.delete(follower);
    }
  }

  #learn(session: SessionDetails): void {
    this.#seen.add(session);
    if (session.idleMs === undefined) this.#known.delete(keyOf(session));
    else this.#known.set(keyOf(session), { idleMs: session.idleMs, at: Date.now() });
  }
}

function keyOf({ host, key }: SessionDetails): string {
  return `${host}\n${key}`;
}
