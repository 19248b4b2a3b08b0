import type { Happening } from './happenings.js';
import { linkedTo, luidOf, tokenOf } from './programs/token-state.js';
import { type HostState, hasUser, type SessionState } from './state.js';

/** Somebody who is logged on to a session, once for each half of the token: a logon of its own. */
export interface SignedOn {
  readonly low: number;
  readonly high: number;
  readonly user: string;
  readonly domain: string;
  readonly sid: string | undefined;
  readonly sessionId: number;
  readonly logonTime: bigint;
  /** Through Remote Desktop. It stays so wherever the session is shown later. */
  readonly remote: boolean;
  /** The elevated half. */
  readonly elevated: boolean;
}

/** The logons of the users in a host's sessions. */
export class Logons {
  readonly #host: HostState;
  readonly #remote = new WeakMap<SessionState, boolean>();

  constructor(host: HostState) {
    this.#host = host;
    for (const session of host.sessions.values()) this.#remote.set(session, session.id !== host.consoleSessionId);
  }

  happened(what: Happening, sessionId: number): void {
    const session = this.#host.sessions.get(sessionId);
    if (what === 'logon' && session) this.#remote.set(session, session.client !== null);
  }

  all(): readonly SignedOn[] {
    return [...this.#host.sessions.values()].filter(hasUser).flatMap(session => {
      const token = tokenOf(session);
      const linked = linkedTo(token);
      return [token, ...(linked ? [linked] : [])].map(it => ({
        ...luidOf(it),
        user: session.user!,
        domain: session.domain ?? '',
        sid: session.sid ?? undefined,
        sessionId: session.id,
        logonTime: session.logonTime,
        remote: this.#remote.get(session) ?? session.remote,
        elevated: it.half === 'full',
      }));
    });
  }
}
