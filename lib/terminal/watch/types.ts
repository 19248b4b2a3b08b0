import type { WindowsError } from '../../errors/windows-error.js';
import type { AbortSignalLike, Cancel } from '../../lane/cancel.js';
import type { SessionDetails, SessionFilter } from '../sessions/types.js';

/**
 * What happens to the sessions of a host.
 *
 * A `snapshot` comes first, and again after every `gap`: it is the whole table. No event is missing between a snapshot and the
 * next gap.
 */
export type SessionEvent = {
  /** The host's name. */
  readonly host: string;
  /** When the notice reached this process (local host), or when the lists were compared (remote host). */
  readonly time: Date;
} & (
  | {
      readonly type: 'snapshot';
      /** Every session that fits `where`. */
      readonly sessions: readonly SessionDetails[];
    }
  | {
      readonly type: 'gap';
      /** How many events were lost, where they could be counted. */
      readonly missed: number | undefined;
      /**
       * `slow`: events came faster than they were read. `service-restart`: Windows lost the registration, or may have lost it.
       * `connection-lost`: the host did not answer.
       */
      readonly reason: 'slow' | 'service-restart' | 'connection-lost';
    }
  | (AboutSession & {
      readonly type: 'create' | 'terminate' | 'logon' | 'logoff' | 'lock' | 'unlock' | 'remoteControl' | 'desktopReady';
    })
  | (AboutSession & {
      readonly type: 'consoleConnect' | 'consoleDisconnect' | 'remoteConnect' | 'remoteDisconnect';
      /** For a connect: whether a user was already logged on in the session. `undefined` when that is not known. */
      readonly reconnect: boolean | undefined;
    })
);

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
}

/** The type of an event. */
export type EventType = SessionEvent['type'];
// Not by `Extract`: it would give `never`, because several types share one form.
/** The event of one type. */
export type EventOf<T extends EventType> = SessionEvent & { readonly type: T };

/** What a watch reports, and how. */
export interface WatchOptions {
  /** Only events of sessions that match, before the event or after it. The table holds the sessions that match now. */
  readonly where?: SessionFilter | undefined;
  /** Only these types. A gap is always reported, and a snapshot follows it. */
  readonly types?: readonly EventType[] | undefined;
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
export interface SessionWatch extends AsyncIterable<SessionEvent>, AsyncDisposable {
  /** Resolves when the watch is armed: no event is missed after that. Rejects when it fails, takes too long or is closed before. */
  readonly ready: Promise<void>;
  /** The sessions now, as a live table. After a gap it is correct again with the next snapshot. */
  readonly sessions: ReadonlyMap<number, SessionDetails>;
  /** Calls the listener at each event of the type. A listener never holds events up. */
  on<T extends EventType>(type: T, listener: (event: EventOf<T>) => void): this;
  /** The table has changed. Idle times, counters and the times of questions do not count as a change. */
  on(type: 'change', listener: (now: ReadonlyMap<number, SessionDetails>) => void): this;
  /** The watch has ended with this error. Without a listener or an iterator it becomes an unhandled rejection. */
  on(type: 'error', listener: (error: WindowsError | Error) => void): this;
  /** A reader with a cursor of its own. */
  [Symbol.asyncIterator](): AsyncIterableIterator<SessionEvent>;
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
