import type { WindowsError } from '../../errors/windows-error.js';
import type { AbortSignalLike, Cancel } from '../../lane/cancel.js';
import type { SessionDetails, SessionFilter } from '../sessions/types.js';

/**
 * What happens to the sessions of a host.
 *
 * `snapshot` comes first, and again after every `gap`: it is the whole table. Between two of them nothing is missing.
 */
export type SessionEvent = {
  readonly host: string;
  readonly time: Date;
} & (
  | { readonly type: 'snapshot'; readonly sessions: readonly SessionDetails[] }
  | {
      readonly type: 'gap';
      /** How many events were lost, where they could be counted. */
      readonly missed: number | undefined;
      /**
       * `slow`: they came faster than they were taken. `service-restart`: the registration had to be made anew.
       * `connection-lost`: the host did not answer.
       */
      readonly reason: 'slow' | 'service-restart' | 'connection-lost';
    }
  | (AboutSession & {
      readonly type: 'create' | 'terminate' | 'logon' | 'logoff' | 'lock' | 'unlock' | 'remoteControl' | 'desktopReady';
    })
  | (AboutSession & {
      readonly type: 'consoleConnect' | 'consoleDisconnect' | 'remoteConnect' | 'remoteDisconnect';
      /** Of a connect: was somebody logged on there already? `undefined` when that is not known. */
      readonly reconnect: boolean | undefined;
    })
);

export interface AboutSession {
  readonly sessionId: number;
  /** With `details`: the session now. Absent when it is gone. */
  readonly session: SessionDetails | undefined;
  /** With `details`: the session as it was known before. `undefined` with `overlap`: the snapshot may show the next owner. */
  readonly before: SessionDetails | undefined;
  /** It came while the snapshot was taken, which may show it already: Windows gives no order between the two. */
  readonly overlap: boolean;
}

export type EventType = SessionEvent['type'];
/** Not by `Extract`, which would leave nothing: several types share a form. */
export type EventOf<T extends EventType> = SessionEvent & { readonly type: T };

export interface WatchOptions {
  /** Only events of sessions that fit, before or after. The table holds those that fit now. */
  readonly where?: SessionFilter | undefined;
  /** Only these. A gap is always told, and after it comes a snapshot. */
  readonly types?: readonly EventType[] | undefined;
  /** Fetch the session of every event. Costs calls to Windows, made beside the event loop. */
  readonly details?: boolean | undefined;
  /**
   * Remote hosts: ask for the lock states every so many milliseconds, as Windows tells nothing of them. Without it, asking for
   * `lock` or `unlock` there is an error.
   */
  readonly poll?: number | undefined;
  /** How many events may wait for an iterator that is slow before it gets a gap. Default 1,000. */
  readonly queue?: number | undefined;
  /** Ends the watch; its iterators throw an `AbortError`. */
  readonly signal?: AbortSignalLike | undefined;
  /**
   * How long arming may take, in milliseconds; then `ready` rejects with a `TimeoutError`, and the watch has ended. It bounds
   * nothing else. Remote hosts: their own `timeout`, 30,000 unless another was given; the local host: none, as Windows may
   * not be ready for a while after it started.
   */
  readonly timeout?: number | undefined;
}

/**
 * A stream of events. Each iterator has a cursor of its own and begins with a snapshot; `break`, `close()` and the signal end
 * it. It keeps the process alive until it is closed or `unref()`ed.
 */
export interface SessionWatch extends AsyncIterable<SessionEvent>, AsyncDisposable {
  /** Armed: nothing that happens after this is missed. Rejects when the watch fails, takes too long or is closed before. */
  readonly ready: Promise<void>;
  /** The sessions now: a live table, right again after every gap. */
  readonly sessions: ReadonlyMap<number, SessionDetails>;
  on<T extends EventType>(type: T, listener: (event: EventOf<T>) => void): this;
  /** The table has changed, in more than what runs by itself: idle times, counters and the times of asking. */
  on(type: 'change', listener: (now: ReadonlyMap<number, SessionDetails>) => void): this;
  /** The watch has ended for this reason. Without a listener or an iterator it becomes an unhandled rejection. */
  on(type: 'error', listener: (error: WindowsError | Error) => void): this;
  [Symbol.asyncIterator](): AsyncIterableIterator<SessionEvent>;
  off(type: EventType | 'change' | 'error', listener: (...args: never[]) => void): this;
  ref(): this;
  unref(): this;
  close(): Promise<void>;
}

export interface OnceOptions extends Cancel {
  readonly where?: SessionFilter | undefined;
  readonly details?: boolean | undefined;
  readonly poll?: number | undefined;
}
