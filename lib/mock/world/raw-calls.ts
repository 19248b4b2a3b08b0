import type { Answer } from '../../base/answer.js';
import type { Account } from '../../terminal/contract.js';
import type { RawInfo } from '../../terminal/info/raw-info.js';

/**
 * The raw calls that a world answers, under the names of the exports, with the arguments that a caller chooses: no handles
 * (the host is named apart), no reserved words, no out-pointers. `world.calls` records them in this form, and so do the
 * stand-ins of the lab over the wire, so that the calls of both doors compare equal.
 */
export interface RawCalls {
  WTSGetActiveConsoleSessionId: RawCall<[], number>;
  ProcessIdToSessionId: RawCall<[pid: number], number>;
  /** Only SM_REMOTESESSION (0x1000). */
  GetSystemMetrics: RawCall<[index: number], number>;
  /** Only `HKLM\SYSTEM\CurrentControlSet\Control\Terminal Server`, value `GlassSessionId`. */
  RegGetValueW: RawCall<[value: string], number>;
  WTSOpenServerExW: RawCall<[name: string], undefined>;
  WTSOpenServerW: RawCall<[name: string], undefined>;
  WTSCloseServer: RawCall<[], undefined>;
  WTSEnumerateSessionsExW: RawCall<[level: number], readonly RawSession[]>;
  WTSEnumerateSessionsW: RawCall<[], readonly RawSession[]>;
  WTSQuerySessionInformationW: RawCall<[sessionId: number, infoClass: number], RawInfo>;
  WTSEnumerateProcessesExW: RawCall<[level: number, sessionId: number], readonly RawProcess[]>;
  WTSEnumerateProcessesW: RawCall<[], readonly RawProcess[]>;
  WTSSendMessageW: RawCall<
    [sessionId: number, title: string, text: string, style: number, timeoutSeconds: number, wait: boolean],
    number
  >;
  WTSLogoffSession: RawCall<[sessionId: number, wait: boolean], undefined>;
  LookupAccountSidW: RawCall<[sid: string], Account>;
  LookupAccountNameW: RawCall<[account: string], string>;
  /** Level 100. */
  NetWkstaGetInfo: RawCall<[level: number], RawWorkstation>;
  /** `GetTokenInformation(TokenElevation)` of the caller. */
  GetTokenInformation: RawCall<[], boolean>;
  /** `QueryServiceStatus` of `TermService` or `LSM`; its current state. */
  QueryServiceStatus: RawCall<[service: string], number>;

  /** The thread and the window of a notice window, before its first question; other threads and windows are not asked about. */
  CreateThread: RawCall<[], undefined>;
  CreateWindowExW: RawCall<[], undefined>;
  /** On a window, with the local server. 1 is NOTIFY_FOR_ALL_SESSIONS. */
  WTSRegisterSessionNotificationEx: RawCall<[flags: number], undefined>;
  /** On a window. */
  WTSUnRegisterSessionNotificationEx: RawCall<[], undefined>;
  /**
   * On a handle; the flags that came. It is held until something of the mask happens, the handle is flushed (0), or the
   * connection breaks (a code). With WTS_EVENT_FLUSH it answers 0 at once, and so do all that wait on the same handle.
   */
  WTSWaitSystemEvent: RawCall<[mask: number], number>;
  /** Only `Global\TermSrvReadyEvent`; whether it is signalled already. When it becomes so, subscribers hear `ready`. */
  OpenEventW: RawCall<[name: string], boolean>;
  /**
   * On a window: one call of `service`, at the next change of state, or at once when the state is another than was told
   * last, so with the first question. As with Windows, who wants to hear more asks again after each.
   */
  NotifyServiceStatusChangeW: RawCall<[service: string], undefined>;
  /** Milliseconds since the last input in the caller's own session. */
  GetLastInputInfo: RawCall<[], number>;
}

export type RawCallName = keyof RawCalls;
interface RawCall<A extends readonly unknown[], V> {
  args: A;
  value: V;
}

/** What `WTS_SESSION_INFO_1W` holds; `WTSEnumerateSessionsW` gives the first three. A NULL pointer is `undefined`. */
export interface RawSession {
  readonly sessionId: number;
  readonly state: number;
  readonly sessionName: string | undefined;
  readonly userName: string | undefined;
  readonly domainName: string | undefined;
  readonly hostName: string | undefined;
  readonly farmName: string | undefined;
}

/** What `WTS_PROCESS_INFO_EXW` holds; level 0 and `WTSEnumerateProcessesW` give the first four. Times are ticks. */
export interface RawProcess {
  readonly sessionId: number;
  readonly pid: number;
  readonly name: string | undefined;
  readonly sid: string | undefined;
  readonly threads: number;
  readonly handles: number;
  readonly pagefileUsage: number;
  readonly peakPagefileUsage: number;
  readonly workingSetSize: number;
  readonly peakWorkingSetSize: number;
  readonly userTime: bigint;
  readonly kernelTime: bigint;
}

/** `WKSTA_INFO_100`. */
export interface RawWorkstation {
  /** 500 is Windows NT and all that came after it. */
  readonly platformId: number;
  readonly computerName: string;
  /** The domain or the workgroup. */
  readonly lanGroup: string;
  readonly major: number;
  readonly minor: number;
}

/**
 * How a buffer is spoiled on purpose. 'null': success with a NULL buffer (and, for a list, a count of 1). 'short': a
 * structure one byte short. 'unterminated': a text without its NUL, its byte count right.
 */
export type BufferShape = 'null' | 'short' | 'unterminated';

export type RawAnswer<N extends RawCallName = RawCallName> = Answer<RawCalls[N]['value']> & {
  readonly shape?: BufferShape;
};

/**
 * What reaches a window of the caller, and with it the thread that the window lives on. Nothing of it is called from inside
 * a raw call or an act of the back door: it comes by promise jobs, in the order in which it happened.
 */
export interface RawSubscriber {
  /** WM_WTSSESSION_CHANGE: wParam and lParam. Only while the window is registered. */
  notice(event: number, sessionId: number): void;
  /** So many notices found no room on the way; Windows counts none of its own queue, and that is `undefined`. */
  lost(count: number | undefined): void;
  /** `dwCurrentState` of TermService, once for each NotifyServiceStatusChangeW. */
  service(state: number): void;
  /** `Global\TermSrvReadyEvent` is signalled. */
  ready(): void;
}

export interface AskOptions {
  /** `false` marks a call that is never held or delayed, because it blocks a JavaScript thread. */
  readonly held?: boolean;
  /**
   * The server handle or the window that the call is made on, for the calls that say so above: any value, the same one
   * for the same handle or window. It is not part of the record.
   */
  readonly on?: unknown;
}

/**
 * The way into a world for whoever makes raw calls: the mock backend in-process, the stand-ins over the wire.
 *
 * A window is made known by `subscribe` and registered by WTSRegisterSessionNotificationEx `on` it; a server handle needs
 * no more than to be named in `on`.
 */
export interface RawDoor {
  /** Records the call and answers it; a held or delayed one answers later. `host` is `undefined` for this machine. */
  ask<N extends RawCallName>(
    host: string | undefined,
    name: N,
    args: RawCalls[N]['args'],
    options?: AskOptions,
  ): RawAnswer<N> | Promise<RawAnswer<N>>;
  /**
   * A window of this machine comes into being. Call the answer when it is destroyed: that ends its registrations too, and
   * nothing is told any more.
   */
  subscribe(window: unknown, subscriber: RawSubscriber): () => void;
}
