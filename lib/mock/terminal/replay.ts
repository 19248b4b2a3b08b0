import { parseTicks, ticksOf } from '../../base/ticks.js';
import type { RecordedEvent, RecordedGap, Recording } from '../../terminal/watch/recording.js';
import { assumedSession } from './assumed.js';
import type { SimulatedHost } from './host.js';
import { remember } from './rules/accounts.js';
import { USER_PROCESSES } from './scenario/defaults.js';
import { readOneSession } from './scenario/read-session.js';
import { hasUser, type SessionState } from './state.js';

/** Does to a host what a recording says: first the session, then the notice. */
export class Replay {
  readonly #host: SimulatedHost;
  /** How much later than the recording this world is, in milliseconds. */
  readonly #shift: number;

  constructor(recording: Recording, host: SimulatedHost) {
    const began = recording.start.now === undefined ? undefined : parseTicks(recording.start.now);
    this.#host = host;
    this.#shift = began === undefined ? 0 : host.machine.clock.now() - Number(began - ticksOf(0)) / 10_000;
  }

  apply({ type, sessionId, session }: RecordedEvent): void {
    const { machine, state, transitions } = this.#host;
    const now = machine.clock.stamp();
    const then =
      session === undefined
        ? assumedSession(type, { id: sessionId, host: state, now })
        : session && readOneSession({ ...session, id: sessionId }, { host: state, now, shift: this.#shift });
    if (then) this.#put(then);
    else if (then === null) transitions.drop(sessionId);
    transitions.report(type, sessionId);
  }

  /** Events are lost, and the sessions are as the recording had them afterwards. Without them they stay as they are. */
  gap({ missed, sessions }: RecordedGap): void {
    const { machine, state, transitions, notices } = this.#host;
    if (sessions) {
      const ids = new Set(sessions.map(it => it.id));
      for (const id of [...state.sessions.keys()]) if (!ids.has(id)) transitions.drop(id);
      for (const session of sessions) {
        if (session.id === undefined) continue;
        const now = machine.clock.stamp();
        this.#put(readOneSession({ ...session, id: session.id }, { host: state, now, shift: this.#shift }));
      }
    }
    notices.overflow(missed);
  }

  #put(session: SessionState): void {
    const { state, transitions } = this.#host;
    const { id, name, sid } = session;
    if (name?.toLowerCase() === 'console') state.consoleSessionId = id;
    else if (state.consoleSessionId === id) state.consoleSessionId = null;
    const before = state.sessions.get(id);
    // While a logon lasts its session is one object: the caller may run in it.
    if (before && before.user === session.user && before.logonTime === session.logonTime)
      Object.assign(before, session);
    else state.sessions.set(id, session);
    state.logonTimes.add(session.logonTime);
    if (!hasUser(session)) return;
    remember(state, session);
    if (before && hasUser(before)) return;
    for (const { name: image, asUser } of USER_PROCESSES)
      transitions.startProcess({ name: image, sessionId: id, sid: asUser ? sid : 'S-1-5-18' });
  }
}
