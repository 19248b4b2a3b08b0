import type { ActMessage, CallMessage } from '../../base/trace.js';
import type { WindowsError } from '../../errors/windows-error.js';
import type { AbortSignalLike, Cancel } from '../../lane/cancel.js';
import type { SessionDetails, SessionFilter } from '../sessions/types.js';

/**
 * What happens to the sessions of a host.
 *
 * A `snapshot` comes first, and again after every `gap`: it is the whole table. No event is missing between a snapshot and the
 * next gap.
 */
export type SessionEvent = SnapshotEvent | GapEvent | SessionChangeEvent | ConnectionEvent;

/** What every event has. */
export interface AnyEvent {
  /** The host's name. */
  readonly host: string;
  /** When the notice reached this process (local host), or when the lists were compared (remote host). */
  readonly time: Date;
}

/** What only events about a session have. `undefined` here, so that a reader may ask before it knows the type. */
interface AboutNone {
  /** Only of events about a session. */
  readonly sessionId?: undefined;
  /** Only of events about a session. */
  readonly session?: undefined;
  /** Only of events about a session. */
  readonly before?: undefined;
  /** Only of events about a session. */
  readonly overlap?: undefined;
  /** Only of connects and disconnects. */
  readonly reconnect?: undefined;
}

/** The whole table: the first event, and again after every gap. */
export interface SnapshotEvent extends AnyEvent, AboutNone {
  /** The table as it is now. No event is missing between it and the next gap. */
  readonly type: 'snapshot';
  /** Every session that fits `where`. */
  readonly sessions: readonly SessionDetails[];
  /** Only of gaps. */
  readonly missed?: undefined;
  /** Only of gaps. */
  readonly reason?: undefined;
}

/** Events were lost. A snapshot follows. */
export interface GapEvent extends AnyEvent, AboutNone {
  /** Events were lost, whatever `types` were asked for. */
  readonly type: 'gap';
  /** How many events were lost, where they could be counted. */
  readonly missed: number | undefined;
  /**
   * `slow`: events came faster than they were read. `service-restart`: Windows lost the registration, or may have lost it.
   * `connection-lost`: the host did not answer.
   */
  readonly reason: 'slow' | 'service-restart' | 'connection-lost';
  /** Only of snapshots. */
  readonly sessions?: undefined;
}

/** What every event about a session has, besides its type, host and time. */
export interface AboutSession {
  /** The id of the session. It may belong to another logon soon; `key` of a session does not. */
  readonly sessionId: number;
  /** With `details`: the session now. `undefined` when it has ended. */
  readonly session: SessionDetails | undefined;
  /**
   * With `details`: the session as it was known before. `undefined` with `overlap`: the snapshot may already show the next
   * session under this id.
   */
  readonly before: SessionDetails | undefined;
  /** The event came while the snapshot was taken, which may already show it: Windows gives no order between the two. */
  readonly overlap: boolean;
  /** Only of snapshots. */
  readonly sessions?: undefined;
  /** Only of gaps. */
  readonly missed?: undefined;
  /** Only of gaps. */
  readonly reason?: undefined;
}

/** A session began or ended, its user came or went, its screen was locked or unlocked, and so on. */
export interface SessionChangeEvent extends AnyEvent, AboutSession {
  /**
   * `create`, `terminate`: a session began, or ended. `logon`, `logoff`: its user. `lock`, `unlock`: its screen.
   * `remoteControl`: shadowing began or ended. `desktopReady`: its desktop can be used.
   */
  readonly type: 'create' | 'terminate' | 'logon' | 'logoff' | 'lock' | 'unlock' | 'remoteControl' | 'desktopReady';
  /** Only of connects and disconnects. */
  readonly reconnect?: undefined;
}

/** A client or the console came to a session, or left it. */
export interface ConnectionEvent extends AnyEvent, AboutSession {
  /** `console…`: the physical screen and keyboard. `remote…`: a client. */
  readonly type: 'consoleConnect' | 'consoleDisconnect' | 'remoteConnect' | 'remoteDisconnect';
  /** For a connect: whether a user was already logged on in the session. `undefined` when that is not known. */
  readonly reconnect: boolean | undefined;
}

/** The type of an event. */
export type EventType = SessionEvent['type'];
// Not by `Extract`: it would give `never`, because several types share one form.
/** The event of one type, or of one of several. */
export type EventOf<T extends EventType> = SessionEvent & { readonly type: T };
/** What a watch of these types reports: gaps and the snapshots after them come whatever was asked for. */
export type WatchedEvent<T extends EventType> = EventOf<T | 'gap' | 'snapshot'>;

/**
 * A message on the channel `winstation:event` of `node:diagnostics_channel`: what a source of a host reports, before any filter.
 * Times are in milliseconds since 1970.
 */
export type EventMessage =
  | {
      /** As of the event. */
      readonly type: Exclude<EventType, 'snapshot' | 'gap'>;
      /** The host's name. */
      readonly host: string;
      /** The session that it happened to. */
      readonly sessionId: number;
      /** As of the event, in milliseconds. */
      readonly time: number;
    }
  | {
      /** Events were lost. */
      readonly type: 'gap';
      /** The host's name. */
      readonly host: string;
      /** Why they were lost. */
      readonly reason: GapEvent['reason'];
      /** How many, where they could be counted. */
      readonly missed: number | undefined;
      /** When it was noticed, in milliseconds. */
      readonly time: number;
    };

/** The messages of the channels of `node:diagnostics_channel`, by the name of the channel. */
export interface ChannelMessages {
  /** Every raw call that has answered. */
  readonly 'winstation:call': CallMessage;
  /** Every event, before any filter. */
  readonly 'winstation:event': EventMessage;
  /** Every act that has settled. */
  readonly 'winstation:act': ActMessage;
}

/** What a watch reports, and how. */
export interface WatchOptions<T extends EventType = EventType> {
  /** Only events of sessions that match, before the event or after it. The table holds the sessions that match now. */
  readonly where?: SessionFilter | undefined;
  /** Only these types; the events that come are typed accordingly. A gap is always reported, and a snapshot follows it. */
  readonly types?: readonly T[] | undefined;
  /** Fetch the session of every event. This costs calls to Windows; they do not block the event loop. */
  readonly details?: boolean | undefined;
  /**
   * Remote hosts: ask for the lock states at this interval, in milliseconds, because Windows does not report them. Without it,
   * `lock` and `unlock` in `types` are an error there.
   */
  readonly poll?: number | undefined;
  /** How many events may wait for a slow iterator before it gets a gap. Default 1,000. */
  readonly queue?: number | undefined;
  /** Ends the watch; its iterators throw an `AbortError`. */
  readonly signal?: AbortSignalLike | undefined;
  /**
   * How long arming may take, in milliseconds. Then `ready` rejects with a `TimeoutError`, and the watch ends. It limits nothing
   * else. Default for a remote host: its own `timeout` (30,000 unless another was given). Default for the local host: no limit,
   * because Windows may not be ready for a while after its start.
   */
  readonly timeout?: number | undefined;
}

/**
 * A stream of events. Each iterator has its own cursor and begins with a snapshot. `close()`, the signal, and `break` in the
 * last iterator end it. It keeps the process alive until it is closed or `unref()`ed.
 */
export interface SessionWatch<T extends EventType = EventType> extends AsyncIterable<WatchedEvent<T>>, AsyncDisposable {
  /** Resolves when the watch is armed: no event is missed after that. Rejects when it fails, takes too long or is closed before. */
  readonly ready: Promise<void>;
  /** The sessions now, as a live table. After a gap it is correct again with the next snapshot. */
  readonly sessions: ReadonlyMap<number, SessionDetails>;
  /** Calls the listener at each event of the type. A listener never holds events up. */
  on<U extends T | 'gap' | 'snapshot'>(type: U, listener: (event: EventOf<U>) => void): this;
  /** The table has changed. Idle times, counters and the times of questions do not count as a change. */
  on(type: 'change', listener: (now: ReadonlyMap<number, SessionDetails>) => void): this;
  /** The watch has ended with this error. Without a listener or an iterator it becomes an unhandled rejection. */
  on(type: 'error', listener: (error: WindowsError | Error) => void): this;
  /** A reader with a cursor of its own. */
  [Symbol.asyncIterator](): AsyncIterableIterator<WatchedEvent<T>>;
  /** Takes a listener away. */
  off(type: EventType | 'change' | 'error', listener: (...args: never[]) => void): this;
  /** The watch keeps the process alive again. */
  ref(): this;
  /** The watch no longer keeps the process alive. */
  unref(): this;
  /** Ends the watch; its iterators are done. It never rejects. */
  close(): Promise<void>;
}

/** Which event to wait for, and how long. */
export interface OnceOptions extends Cancel {
  /** Only an event of a session that fits, as it is or as it was before. */
  readonly where?: SessionFilter | undefined;
  /** Fetch the session of the event. */
  readonly details?: boolean | undefined;
  /** As in `WatchOptions`. */
  readonly poll?: number | undefined;
}
