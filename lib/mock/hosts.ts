import type { WorldClock } from './clock.js';
import { Faults } from './faults.js';
import type { Happening } from './happenings.js';
import { Messages } from './messages.js';
import { Notices } from './notices.js';
import { Services } from './services.js';
import type { CallerState, HostState, Role, SessionState } from './state.js';
import { hasUser } from './state.js';
import { Transitions } from './transitions.js';

/** A host with everything that goes on there. */
export interface Place {
  readonly state: HostState;
  readonly transitions: Transitions;
  readonly messages: Messages;
  readonly notices: Notices;
  readonly services: Services;
  readonly faults: Faults;
}

/** The hosts of a world and the process that asks them. */
export class Hosts {
  readonly clock: WorldClock;
  readonly caller: CallerState;
  readonly local: Place;
  readonly #places = new Map<string, Place>();
  #callerSession: SessionState | undefined;

  constructor(clock: WorldClock, caller: CallerState, states: readonly HostState[]) {
    this.clock = clock;
    this.caller = caller;
    for (const state of states) this.add(state);
    this.local = [...this.#places.values()].find(it => it.state.local)!;
  }

  add(state: HostState): Place {
    const messages = new Messages(this.clock);
    const notices = new Notices(this.clock);
    const services = new Services(state, notices);
    const transitions = new Transitions(state, {
      now: () => this.clock.stamp(),
      // The one place that every change of a session passes.
      happened: (_, what: Happening, sessionId) => {
        if (what === 'terminate') messages.sessionEnded(sessionId);
        notices.happened(what, sessionId);
      },
    });
    const place = { state, messages, notices, services, transitions, faults: new Faults() };
    this.#places.set(state.name.toLowerCase(), place);
    return place;
  }

  /** `undefined` is this machine. */
  find(name: string | undefined): Place | undefined {
    if (name === undefined) return this.local;
    return this.#places.get(name.toLowerCase().replace(/^\\\\/, ''));
  }

  all(): readonly Place[] {
    return [...this.#places.values()];
  }

  /**
   * The session that the calling process runs in. Unless the scenario says which, it is the system's own, or the first one
   * with an active user, where the process then stays for as long as that user does; while there is none, the console.
   */
  callerSessionId(): number {
    const { sessionId, role } = this.caller;
    if (sessionId !== undefined) return sessionId;
    if (role === 'system') return 0;
    const { sessions, consoleSessionId } = this.local.state;
    const stays = this.#callerSession;
    if (stays && sessions.get(stays.id) === stays) return stays.id;
    const byId = [...sessions.values()].sort((a, b) => a.id - b.id);
    this.#callerSession = byId.find(it => it.state === 'active' && hasUser(it));
    return this.#callerSession?.id ?? consoleSessionId ?? 0;
  }

  callerIs(pid: number): boolean {
    return this.caller.pids.includes(pid);
  }

  /** A user may look at and act on his own session; an administrator on any. */
  mayUse(place: Place, sessionId: number): boolean {
    if (this.caller.role !== 'user') return true;
    return place === this.local && sessionId === this.callerSessionId();
  }
}

/** Elevated, unless the scenario says otherwise: a user is not. */
export function elevatedBy(role: Role): boolean {
  return role !== 'user';
}
