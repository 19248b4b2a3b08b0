import type { Guid } from '../../identity/guid-text.js';
import type { WtsSessionId } from '../../identity/wts-session-id.js';
import type { Happening } from './happenings.js';
import { guidFor } from './rules/accounts.js';
import { type ClientState, type HostState, hasUser } from './state.js';

/** A call of Windows' own to the protocol provider that has taken a connection. */
export interface ProviderCall {
  /** `AuthenticateClientToSession`: which session the client wants; `NotifySessionId`: which it has got; `LogonNotify`: its user is in. */
  readonly call: 'AuthenticateClientToSession' | 'NotifySessionId' | 'LogonNotify';
  /** The connection, and the session that is shown on it. */
  readonly id: WtsSessionId;
  /** On the world's clock. */
  readonly time: Date;
}

/**
 * What the protocol provider of a host hears of its connections. The console has none. The GUID is that of the connection: a
 * client that comes back has another one, and one that is shown another session keeps it.
 */
export class Connections {
  readonly calls: ProviderCall[] = [];
  readonly #host: HostState;
  readonly #now: () => number;
  /** A client is one connection for as long as it is there. */
  readonly #guids = new WeakMap<ClientState, Guid>();
  #last = 0;

  constructor(host: HostState, now: () => number) {
    this.#host = host;
    this.#now = now;
  }

  happened(what: Happening, sessionId: number): void {
    const session = this.#host.sessions.get(sessionId);
    if (!session?.client) return;
    if (what === 'logon') this.#say('LogonNotify', sessionId, session.client);
    if (what !== 'remoteConnect') return;
    // That a connection which is shown another session hears only its number is a guess. So is the session that a client
    // without one is said to want: here it is the one that it gets.
    if (!this.#guids.has(session.client)) this.#say('AuthenticateClientToSession', sessionId, session.client);
    this.#say('NotifySessionId', sessionId, session.client);
    if (hasUser(session)) this.#say('LogonNotify', sessionId, session.client);
  }

  #say(call: ProviderCall['call'], sessionId: number, client: ClientState): void {
    const id = Object.freeze({ sessionUniqueGuid: this.#guidOf(client), sessionId });
    this.calls.push(Object.freeze({ call, id, time: new Date(this.#now()) }));
  }

  #guidOf(client: ClientState): Guid {
    const known = this.#guids.get(client);
    if (known !== undefined) return known;
    this.#last += 1;
    const made = guidFor(`${this.#host.name}/connection/${this.#last}`) as Guid;
    this.#guids.set(client, made);
    return made;
  }
}
