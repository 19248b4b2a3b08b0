import type { Answer } from '../../base/answer.js';

/**
 * What a window of Windows tells of sessions. Gathered on one thread for each environment; what the notices mean, when to
 * register again and what was missed is decided in `watch/`.
 */
export interface NoticeListener {
  /** `WM_WTSSESSION_CHANGE`: `WTS_*` of wParam, session id of lParam, and when the window got it (milliseconds since 1970). */
  notice(event: number, sessionId: number, time: number): void;
  /**
   * Notices between the last and the next found no room. A count where they were ours to count; `undefined` where Windows'
   * own queue of 10,000 messages may have been full, which nobody counts.
   */
  lost(count: number | undefined): void;
  /**
   * The state of the service `TermService`, first the present one and then each change: `SERVICE_STOPPED` (1),
   * `SERVICE_RUNNING` (4); 0 when nothing more is told, since asking again has failed. And when that was.
   */
  service(state: number, time: number): void;
}

/**
 * A message-only window on a thread of its own; both begin with the first question and end with `close()`. Its questions
 * are answered on that thread, one at a time and in order. Only its notices, never its being there, wake the loop.
 */
export interface NoticeWindow {
  /**
   * `WTSRegisterSessionNotificationEx` with the local server and NOTIFY_FOR_ALL_SESSIONS; answers after it has returned, so
   * that whatever happens from then on is told. Thread or window failing is a failure of `CreateThread` or `CreateWindowExW`.
   */
  register(): Promise<Answer<undefined>>;
  /** `WTSUnRegisterSessionNotificationEx`. */
  unregister(): Promise<Answer<undefined>>;
  /** `OpenEventW` of `Global\TermSrvReadyEvent` and a wait for it: `true` when it is signalled, `false` when the time is over. */
  awaitReady(timeoutMs: number): Promise<Answer<boolean>>;
  /** `NotifyServiceStatusChangeW` for `TermService`; tells of its state from then on, until it tells 0. */
  watchService(): Promise<Answer<undefined>>;
  /** Ends registration, window and thread. Nothing is told after it returned. */
  close(): void;
}

/** What a server tells whoever waits: `WTSWaitSystemEvent`, on a thread of its own with a handle of its own. */
export interface SystemEventWaiter {
  /** Waits for one of the events of `mask` (`WTS_EVENT_*`); the flags that came. 0 after a flush. One wait at a time. */
  wait(mask: number): Promise<Answer<number>>;
  /**
   * Makes the wait under way return, by WTS_EVENT_FLUSH on the same handle from a thread of its own, since this too may
   * hang. Does not wait for it.
   */
  flush(): void;
  /** Flushes and ends. A wait under way rejects; its thread leaves when Windows lets it. */
  close(): void;
}

/** The part of the terminal domain's contract that tells of events. */
export interface TerminalEventsContract {
  openNoticeWindow(listener: NoticeListener): NoticeWindow;
  openEventWaiter(host: string, fallbackOn: readonly number[]): SystemEventWaiter;
  /**
   * `GetLastInputInfo` of the caller's own session: milliseconds since its last input. Fails with code 0 where Windows does not
   * know, and where it counts too few bits to tell.
   */
  lastInputAge(): Answer<number>;
}
