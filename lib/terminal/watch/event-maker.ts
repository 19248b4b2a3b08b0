import type { HostContext } from '../host-context.js';
import type { CompiledFilter } from '../sessions/filter.js';
import type { SessionDetails } from '../sessions/types.js';
import type { LiveTable } from './live-table.js';
import { Logons } from './logons.js';
import type { ObservedEvent } from './observed-event.js';
import type { GapReason } from './source.js';
import type { EventType, SessionEvent, WatchOptions } from './types.js';

/** Makes the events of one watch, and knows which of them it wants. */
export class EventMaker {
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

  /** Whether an event cannot be made without the session as it is now. */
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

  /** All sessions, shown or not. Those with a user decide which connect is a reconnect. */
  useSnapshot(rows: readonly SessionDetails[]): void {
    this.#logons.fill(rows);
  }

  /** The event, unless this watch does not want it. */
  event(
    observed: ObservedEvent,
    overlap: boolean,
    session: SessionDetails | undefined,
    before: SessionDetails | undefined,
  ): SessionEvent | undefined {
    const { type, sessionId } = observed;
    const wasLoggedOn = this.#logons.at(sessionId);
    this.#logons.follow(type, sessionId);
    if (!this.wants(type) || !this.#matches(sessionId, session, before)) return undefined;
    const { details = false } = this.#options;
    // A list that was taken at the same time may already show the logon that followed the connect.
    const reconnect =
      observed.before === undefined ? (overlap ? undefined : wasLoggedOn) : before && before.kind === 'user';
    return eventOf(this.#host.name, observed, session, before, { details, overlap, reconnect });
  }

  /** Where the filter needs only the id, only the id is compared: sessions also get notices about others. */
  #matches(sessionId: number, session: SessionDetails | undefined, before: SessionDetails | undefined): boolean {
    if (this.#options.where === undefined) return true;
    if (!this.#filter.needsSession) return this.#filter.matchesId(sessionId);
    return (session !== undefined && this.#isShown(session)) || (before !== undefined && this.#isShown(before));
  }

  #isShown(session: SessionDetails): boolean {
    return this.#table.isShown(session);
  }
}

function eventOf(
  host: string,
  { type, sessionId, time }: ObservedEvent,
  session: SessionDetails | undefined,
  before: SessionDetails | undefined,
  more: { readonly details: boolean; readonly overlap: boolean; readonly reconnect: boolean | undefined },
): SessionEvent {
  const about = {
    host,
    time: new Date(time),
    sessionId,
    session: more.details ? session : undefined,
    before: more.details ? before : undefined,
    overlap: more.overlap,
  };
  switch (type) {
    case 'consoleConnect':
    case 'remoteConnect':
      return Object.freeze({ type, ...about, reconnect: more.reconnect });
    case 'consoleDisconnect':
    case 'remoteDisconnect':
      return Object.freeze({ type, ...about, reconnect: undefined });
    default:
      return Object.freeze({ type, ...about });
  }
}
