import type { Answer } from '../../base/answer.js';

/**
 * What a window of Windows reports about sessions. One thread for each environment collects it. What the notices mean, when to
 * register again and what was missed is decided in `watch/`.
 */
export interface NoticeListener {
  /**
   * `WM_WTSSESSION_CHANGE`: the `WTS_*` code of wParam, the session id of lParam, and when the window got it (milliseconds since
   * 1970).
   */
  notice(event: number, sessionId: number, time: number): void;
  /**
   * Notices between the last and the next one were lost. `undefined` where they could not be counted: Windows does not count
   * what its own queue of 10,000 messages has no room for.
   */
  lost(count: number | undefined): void;
  /**
   * The state of the service `TermService` and the time: first the state now, then each change. `SERVICE_STOPPED` (1),
   * `SERVICE_RUNNING` (4); 0 when no more changes are reported, because asking again has failed.
   */
  service(state: number, time: number): void;
}

/**
 * A message-only window on its own thread. Both begin with the first question and end with `close()`. The thread answers
 * the questions one at a time, in order. Only notices wake the event loop; an open window alone does not.
 */
export interface NoticeWindow {
  /**
   * `WTSRegisterSessionNotificationEx` with the local server and NOTIFY_FOR_ALL_SESSIONS. It answers after the call has
   * returned, so everything that happens from then on is reported. Without a thread or a window it is a failure of
   * `CreateThread` or `CreateWindowExW`.
   */
  register(): Promise<Answer<undefined>>;
  /** `WTSUnRegisterSessionNotificationEx`. */
  unregister(): Promise<Answer<undefined>>;
  /** `OpenEventW` of `Global\TermSrvReadyEvent` and a wait for it: `true` when it is signalled, `false` when time is up. */
  awaitReady(timeoutMs: number): Promise<Answer<boolean>>;
  /** `NotifyServiceStatusChangeW` for `TermService`. Its state is reported from then on, until 0 is reported. */
  watchService(): Promise<Answer<undefined>>;
  /** Ends registration, window and thread. Nothing is reported after it has returned. */
  close(): void;
}

/** Waits for events of a server with `WTSWaitSystemEvent`, on its own thread with its own handle. */
export interface SystemEventWaiter {
  /** Waits for one of the events of `mask` (`WTS_EVENT_*`) and returns their flags; 0 after a flush. One wait at a time. */
  wait(mask: number): Promise<Answer<number>>;
  /**
   * Makes the wait under way return, by WTS_EVENT_FLUSH on the same handle. That call may hang too, so another thread makes it
   * and nobody waits for it.
   */
  flush(): void;
  /** Flushes and ends. A wait under way rejects; its thread ends when the call of Windows has returned. */
  close(): void;
}

/** The part of the terminal domain's contract that is about events. */
export interface TerminalEventsContract {
  openNoticeWindow(listener: NoticeListener): NoticeWindow;
  openEventWaiter(host: string, fallbackOn: readonly number[]): SystemEventWaiter;
  /**
   * `GetLastInputInfo` of the caller's own session: milliseconds since its last input. Fails with code 0 where Windows does not
   * know, and where its counter may have wrapped.
   */
  lastInputAge(): Answer<number>;
}
