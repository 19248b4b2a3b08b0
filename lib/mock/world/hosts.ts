import type { Happening } from '../terminal/happenings.js';
import { InputAges } from '../terminal/input-ages.js';
import { Messages } from '../terminal/messages.js';
import { Notices } from '../terminal/notices.js';
import type { CallerState, HostState, Role, SessionState } from '../terminal/state.js';
import { hasUser } from '../terminal/state.js';
import { Transitions } from '../terminal/transitions.js';
import type { CallTable } from './call-table.js';
import { type HostClock, OtherClock, type WorldClock } from './clock.js';
import { Faults } from './faults.js';
import { Services } from './services.js';

/** A host with everything that goes on there. */
export interface Place {
  readonly state: HostState;
  readonly clock: HostClock;
  readonly transitions: Transitions;
  readonly messages: Messages;
  readonly notices: Notices;
  readonly services: Services;
  readonly faults: Faults;
}

/** The hosts of a world and the process that asks them. */
export class Hosts {
  readonly clock: WorldClock;
  readonly calls: CallTable;
  readonly caller: CallerState;
  readonly local: Place;
  readonly inputAges = new InputAges();
  readonly #places = new Map<string, Place>();
  #callerSession: SessionState | undefined;

  constructor(clock: WorldClock, calls: CallTable, caller: CallerState, states: readonly HostState[]) {
    this.calls = calls;
    this.clock = clock;
    this.caller = caller;
    for (const state of states) this.add(state);
    this.local = [...this.#places.values()].find(it => it.state.local)!;
    this.callerSessionId();
  }

  add(state: HostState): Place {
    const clock = state.local ? this.clock : new OtherClock(this.clock, state);
    for (const time of timesOf(state)) clock.catchUp(time);
    const messages = new Messages(clock);
    const notices = new Notices(clock);
    const services = new Services(state, notices);
    const transitions = new Transitions(state, {
      now: () => clock.stamp(),
      // The one place that every change of a session passes.
      happened: (_, what: Happening, sessionId) => {
        if (what === 'terminate') messages.sessionEnded(sessionId);
        notices.happened(what, sessionId);
        // Where it runs depends on what has happened, and not on when somebody asks.
        if (state.local) this.callerSessionId();
      },
    });
    const place = { state, clock, messages, notices, services, transitions, faults: new Faults(this.calls) };
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

  /** Sets the clock of one host; those of the others go on as they were. */
  setClock(place: Place, to: number): void {
    const before = Math.floor(place.clock.now());
    place.clock.set(to);
    if (place !== this.local) return;
    const by = to - before;
    this.inputAges.clockSet(place.state.sessions.values(), by);
    for (const { state } of this.#places.values()) if (!state.local) state.clockOffset -= by;
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
    this.#callerSession = undefined;
    // Without sorting: this is done at each change while nobody is active.
    for (const it of sessions.values()) {
      const isFirst = this.#callerSession === undefined || it.id < this.#callerSession.id;
      if (isFirst && it.state === 'active' && hasUser(it)) this.#callerSession = it;
    }
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

/** When something happened to the sessions of a host, in order. */
function timesOf({ sessions }: HostState): readonly bigint[] {
  return [...sessions.values()]
    .flatMap(it => [it.logonTime, it.connectTime, it.disconnectTime, it.lastInputTime])
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Elevated, unless the scenario says otherwise: a user is not. */
export function elevatedBy(role: Role): boolean {
  return role !== 'user';
}
