import type { AbortSignalLike } from '../../lane/cancel.js';
import type { IscsiSession, IscsiSessionFilter } from '../sessions/types.js';

/** What a watch follows, and how closely. */
export interface IscsiWatchOptions {
  /** How often the list is compared, in milliseconds. */
  readonly poll: number;
  /** Only sessions that fit, before or after a change. Not by disk: lists have no devices. */
  readonly where?: Omit<IscsiSessionFilter, 'disk'> | undefined;
  /** Ends the watch; its iterators throw an `AbortError`. */
  readonly signal?: AbortSignalLike | undefined;
  /** How long the first list may take, in milliseconds. Default: as of any question. */
  readonly timeout?: number | undefined;
}

/** What happened, or what is so. */
export type IscsiEvent = {
  /** When the list was taken that showed it. */
  readonly time: Date;
} & (
  | {
      /** What the events that follow change. */
      readonly type: 'snapshot';
      /** All sessions that fit. */
      readonly sessions: readonly IscsiSession[];
    }
  | {
      /** `connected` and `disconnected`: it got its first connection, or lost its last. `connections`: others came or went. */
      readonly type: 'login' | 'logout' | 'connected' | 'disconnected' | 'connections';
      /** As it is now; for a logout, as it was last. */
      readonly session: IscsiSession;
      /** As it was in the list before. */
      readonly before: IscsiSession | undefined;
    }
  | {
      /** The list could not be taken, or a reader was too slow. What has changed meanwhile comes with the next list. */
      readonly type: 'gap';
      /** Why. */
      readonly error: Error;
    }
);

/** A stream of changes. `close()`, the signal, and `break` in the last iterator end it. */
export interface IscsiWatch extends AsyncIterable<IscsiEvent>, AsyncDisposable {
  /** Resolves with the first list. Rejects when that fails, takes too long, or the watch is closed before. */
  readonly ready: Promise<void>;
  /** Ends the watch; its iterators are done. It never rejects. */
  close(): Promise<void>;
  /** The watch keeps the process alive again. */
  ref(): this;
  /** The watch no longer keeps the process alive. */
  unref(): this;
}
