import type { SessionState } from './state.js';

/**
 * How long ago the last input in a session was. Windows counts that on a clock that cannot be set, while the times of a session
 * are by one that can: by how much it was set since then is noted here.
 */
export class InputAges {
  readonly #set = new WeakMap<SessionState, { readonly since: bigint; readonly by: bigint }>();

  /** The clock of the sessions was set ahead by so many milliseconds. */
  clockSet(sessions: Iterable<SessionState>, ms: number): void {
    for (const session of sessions) {
      const since = lastInput(session);
      this.#set.set(session, { since, by: this.#setSince(session, since) + BigInt(Math.round(ms)) * 10_000n });
    }
  }

  /** In ticks; `undefined` where there never was any. */
  of(session: SessionState, now: bigint): bigint | undefined {
    const since = lastInput(session);
    return since === 0n ? undefined : now - since - this.#setSince(session, since);
  }

  #setSince(session: SessionState, since: bigint): bigint {
    const noted = this.#set.get(session);
    return noted?.since === since ? noted.by : 0n;
  }
}

function lastInput({ lastInputTime, connectTime }: SessionState): bigint {
  return lastInputTime || connectTime;
}
