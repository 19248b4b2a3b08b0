import { parseTicks, ticksOf } from '../../base/ticks.js';
import type { RecordedEvent, Recording } from '../../terminal/watch/recording.js';
import type { Place } from '../world/hosts.js';
import { likelySession } from './likely.js';
import { remember } from './rules/accounts.js';
import { USER_PROCESSES } from './scenario/defaults.js';
import { readOneSession } from './scenario/read.js';
import { hasUser, type SessionState } from './state.js';

/** Does to a host what a recording says: first the session, then the notice. */
export class Replay {
  readonly #place: Place;
  /** How much later than the recording this world is, in milliseconds. */
  readonly #shift: number;

  constructor(recording: Recording, place: Place) {
    const began = recording.start.now === undefined ? undefined : parseTicks(recording.start.now);
    this.#place = place;
    this.#shift = began === undefined ? 0 : place.clock.now() - Number(began - ticksOf(0)) / 10_000;
  }

  apply({ type, sessionId, session }: RecordedEvent): void {
    const { state, transitions, clock } = this.#place;
    const now = clock.stamp();
    const then =
      session === undefined
        ? likelySession(type, sessionId, state, now)
        : session && readOneSession({ ...session, id: sessionId }, state, now, this.#shift);
    if (then) this.#put(then);
    else if (then === null) transitions.drop(sessionId);
    transitions.tell(type, sessionId);
  }

  #put(session: SessionState): void {
    const { state, transitions } = this.#place;
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
    remember(state, sid, session.user, session.domain);
    if (before && hasUser(before)) return;
    for (const { name: image, asUser } of USER_PROCESSES)
      transitions.startProcess(image, id, asUser ? sid : 'S-1-5-18');
  }
}
