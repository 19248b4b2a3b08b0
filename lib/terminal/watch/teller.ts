import type { HostContext } from '../host-context.js';
import type { CompiledFilter } from '../sessions/filter.js';
import type { SessionDetails } from '../sessions/types.js';
import { eventOf, type Happening } from './happening.js';
import type { LiveTable } from './live-table.js';
import { Logons } from './logons.js';
import type { GapReason } from './source.js';
import type { EventType, SessionEvent, WatchOptions } from './types.js';

/** Makes the events of one watch, and knows which of them it wants. */
export class Teller {
  readonly #host: HostContext;
  readonly #options: WatchOptions;
  readonly #filter: CompiledFilter;
  readonly #table: LiveTable;
  readonly #logons = new Logons();

  constructor(host: HostContext, options: WatchOptions, filter: CompiledFilter, table: LiveTable) {
    this.#host = host;
    this.#options = options;
    this.#filter = filter;
    this.#table = table;
  }

  /** Whether an event can't be made without the session as it is now. */
  get needsSessions(): boolean {
    return this.#options.details === true || this.#filter.needsSession;
  }

  wants(type: EventType): boolean {
    const { types } = this.#options;
    return types === undefined || types.includes(type);
  }

  /** Whether the table shows the session, or may have to. */
  mayShow(id: number): boolean {
    return this.#table.rows.has(id) || this.#filter.matchesId(id);
  }

  gap(reason: GapReason, missed: number | undefined, time: number): SessionEvent {
    return Object.freeze({ type: 'gap', host: this.#host.name, time: new Date(time), missed, reason });
  }

  snapshot(sessions: readonly SessionDetails[]): SessionEvent {
    const time = new Date(this.#host.backend.clock.now());
    return Object.freeze({ type: 'snapshot', host: this.#host.name, time, sessions });
  }

  /** All sessions, shown or not: who is logged on says which connect is a reconnect. */
  sees(snapshot: readonly SessionDetails[]): void {
    this.#logons.fill(snapshot);
  }

  /** The event, unless this watch does not want it. */
  event(
    happening: Happening,
    overlap: boolean,
    session: SessionDetails | undefined,
    before: SessionDetails | undefined,
  ): SessionEvent | undefined {
    const { type, sessionId } = happening;
    const wasLoggedOn = this.#logons.at(sessionId);
    this.#logons.tell(type, sessionId);
    if (!this.wants(type) || !this.#fits(sessionId, session, before)) return undefined;
    const { details = false } = this.#options;
    // A list that was taken meanwhile may show the logon that followed the connect.
    const reconnect =
      happening.before === undefined ? (overlap ? undefined : wasLoggedOn) : before && before.kind === 'user';
    return eventOf(this.#host.name, happening, session, before, { details, overlap, reconnect });
  }

  /** Compared by the id alone where the filter asks for no more: Windows tells a session of the events of others too. */
  #fits(sessionId: number, session: SessionDetails | undefined, before: SessionDetails | undefined): boolean {
    if (this.#options.where === undefined) return true;
    if (!this.#filter.needsSession) return this.#filter.matchesId(sessionId);
    return (session !== undefined && this.#isShown(session)) || (before !== undefined && this.#isShown(before));
  }

  #isShown(session: SessionDetails): boolean {
    return this.#table.isShown(session);
  }
}
