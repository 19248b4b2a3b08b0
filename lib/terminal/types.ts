/// <reference lib="esnext.disposable" preserve="true" />

import type { Cancel } from '../lane/cancel.js';
import type { EventOf, EventType, OnceOptions, SessionWatch, WatchOptions } from './event-types.js';
import type { WtsInfoMap } from './info-types.js';
import type { InfoClassName } from './raw-info.js';
import type { Scenario } from './scenario.js';

export type { AbortSignalLike, Cancel } from '../lane/cancel.js';

export type Many<T> = T | readonly T[];

declare const brand: unique symbol;
/** Where answers come from: Windows, or a world of `winstation/mock`. */
export interface Backend {
  readonly [brand]: 'winstation backend';
}

export interface HostOptions {
  /** Another source of answers, such as `world.backend`. */
  readonly backend?: Backend | undefined;
  /**
   * The `timeout` of every call that brings none of its own, in milliseconds; `Infinity` is no limit. Remote hosts: 30,000;
   * the local host: none, but 30,000 for what is sent or ended without waiting. It does not count for
   * `message({ wait: true })` and a waited logoff, which take as long as people take and have limits of their own.
   */
  readonly timeout?: number | undefined;
}

/**
 * All free functions and the two doors to a host. The package itself offers them over Windows, `world.module` over a world:
 * inject it, or hand it to `vi.mock` or `jest.mock`.
 */
export interface Winstation {
  /**
   * This machine. At once, shared, nothing to close.
   * @throws `NoAddonError` on a system without the addon, at the first call made on it.
   */
  localHost(options?: HostOptions): SessionHost;
  /**
   * Another machine, over RPC. Windows hands out a handle for any name, so the host is asked for its sessions before it is
   * handed out: the promise rejects when it is unreachable or refuses. At most four calls are under way to open one host, and
   * those beyond wait; while four earlier ones have been given up and are still without an answer, they fail as busy.
   *
   * Needs the right "Query Information" there. Windows client editions also need `AllowRemoteRPC`.
   * @throws WindowsError with reason `'unreachable'`, `'access-denied'` or `'busy'`.
   */
  openHost(name: string, options?: HostOptions & Cancel): Promise<SessionHost>;
  /**
   * The session on the physical console (`WTSGetActiveConsoleSessionId`), or `undefined` while none is attached. The
   * console is the screen and keyboard of the machine; under RDP the user is elsewhere.
   */
  activeConsoleSessionId(): number | undefined;
  /** The session that this process runs in. */
  currentSessionId(): number;
  /**
   * The session that a process of this machine runs in (`ProcessIdToSessionId`).
   * @throws WindowsError `'ERROR_INVALID_PARAMETER'` when no such process runs.
   */
  sessionIdOf(pid: number): number;
  /** Is this process in a remote session? Also right under RemoteFX vGPU, where `SM_REMOTESESSION` alone is not. */
  isRemoteSession(): boolean;
  /**
   * What works here and what does not, each with what to do: the addon, elevation, session 0, Terminal Services, and with
   * a name the way to that host. Never rejects for what it finds.
   */
  diagnose(host?: string, options?: Cancel): Promise<Diagnosis>;
}

export interface Diagnosis {
  /** Nothing found that stops the library from working. */
  readonly ok: boolean;
  readonly checks: readonly DiagnosisCheck[];
}

export interface DiagnosisCheck {
  readonly name: 'addon' | 'elevated' | 'session0' | 'terminalServices' | 'rpc';
  /** `'note'` is no fault, but good to know: not elevated, or running in session 0. */
  readonly state: 'ok' | 'note' | 'failed';
  /** What was found. */
  readonly found: string;
  /** What to do about it. */
  readonly advice: string | undefined;
}

/**
 * A session: its id, the two names for one that every machine has, or a session that was listed. A `Session` is checked
 * again: when its id has been reused for another logon, the call fails with reason `'changed'`. So does it where that cannot
 * be ruled out: one that was listed without `details` has no logon time to compare.
 */
export type SessionRef = number | 'current' | 'console' | Session;

/** Which sessions. Every key that is given must hold; of several values, one. Text compares without regard to case. */
export interface SessionFilter {
  readonly kind?: Many<SessionKind> | undefined;
  readonly state?: Many<SessionState> | undefined;
  /** `'anna'` in any domain, or `'CORP\\anna'`. */
  readonly user?: Many<string> | undefined;
  /** The client machine's name. */
  readonly client?: Many<string> | undefined;
  readonly id?: Many<number | 'current' | 'console'> | undefined;
}

/**
 * `user`: someone is logged on, disconnected or not. `free`: nobody is, such as a console that shows the logon screen.
 * `services`: session 0. `listener`: waits for connections.
 */
export type SessionKind = 'user' | 'free' | 'services' | 'listener';

/** `WTS_CONNECTSTATE_CLASS` in words; `unknown` is a state that this library has no word for. */
export type SessionState =
  | 'active'
  | 'connected'
  | 'connectQuery'
  | 'shadow'
  | 'disconnected'
  | 'idle'
  | 'listen'
  | 'reset'
  | 'down'
  | 'init'
  | 'unknown';

/** One row of a host. Frozen, without methods, ready for `structuredClone` and JSON. */
export interface Session {
  /** The host's name. */
  readonly host: string;
  readonly id: number;
  /** The session's name: `'Console'`, `'RDP-Tcp#7'`; empty while disconnected. (Windows calls it the WinStation name.) */
  readonly name: string;
  readonly state: SessionState;
  readonly kind: SessionKind;
  readonly user: string | undefined;
  readonly domain: string | undefined;
  /** `'CORP\\anna'`. */
  readonly account: string | undefined;
  /** Is it on the physical console? */
  readonly isConsole: boolean;
  /** Does this process run in it? */
  readonly isCurrent: boolean;
  /** When Windows was asked; one Date for all sessions of a list. */
  readonly takenAt: Date;
}

export interface SessionDetails extends Session {
  /** `id` and logon time in one text: stable for one logon, and never the same for another on this host. */
  readonly key: string;
  /** The user's SID, `'S-1-5-21-…'`. A list waits two seconds for it; `withheld` names it when it has not come by then. */
  readonly sid: string | undefined;
  /**
   * Windows 7 and Server 2008 R2 say it the wrong way round, so another host is asked for its version first, once. Until
   * it has answered that is `'unknown'`; where it refuses, it is taken for a newer Windows, and `withheld` names `'version'`:
   * should it be one of those two after all, locked and unlocked are swapped.
   */
  readonly lock: 'locked' | 'unlocked' | 'unknown';
  readonly logonTime: Date | undefined;
  readonly connectTime: Date | undefined;
  readonly disconnectTime: Date | undefined;
  readonly lastInputTime: Date | undefined;
  /** The host's own clock when it answered. */
  readonly currentTime: Date | undefined;
  /** Since the last input, or since the disconnect. `undefined` when Windows does not know, never a false 0. */
  readonly idleMs: number | undefined;
  readonly isRemote: boolean;
  readonly client: ClientInfo | undefined;
  readonly counters: Counters | undefined;
  /** Windows 11 23H2, Server 2025. Lower case, without braces. */
  readonly activityId: string | undefined;
  /** What Windows refused to tell about this session, and why. Empty when nothing was. */
  readonly withheld: readonly Withheld[];
}

export interface Withheld {
  /** The class that was asked for, the SID of the account, or the version of the host, on which `lock` depends. */
  readonly what: InfoClassName | 'sid' | 'version';
  /** Windows' name of the code that came back. */
  readonly code: string;
}

/** Traffic of the connection, 32 bits wide as Windows keeps them. Many Windows since 2012 leave them at 0. */
export interface Counters {
  readonly incomingBytes: number;
  readonly outgoingBytes: number;
  readonly incomingFrames: number;
  readonly outgoingFrames: number;
  readonly incomingCompressedBytes: number;
  readonly outgoingCompressedBytes: number;
}

/** What the client said of itself: an address may be a private one, and is absent behind an RD Gateway. */
export interface ClientInfo {
  readonly name: string | undefined;
  readonly build: number | undefined;
  /** IPv4 or IPv6, as text. */
  readonly address: string | undefined;
  readonly display: Display | undefined;
  readonly protocol: Protocol;
  readonly directory: string | undefined;
  readonly productId: number | undefined;
  readonly hardwareId: number | undefined;
}

export type Protocol = 'console' | 'ica' | 'rdp' | 'unknown';

export interface Display {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number | undefined;
}

export interface Process {
  readonly host: string;
  readonly pid: number;
  readonly sessionId: number;
  /** `''` for the idle process. */
  readonly name: string;
  /** Of the user it runs as. Absent for other users' processes unless the caller is an administrator. */
  readonly sid: string | undefined;
  /** `'CORP\\anna'`: with the option `accounts`, and when the SID has a name. */
  readonly account: string | undefined;
}

export interface ProcessDetails extends Process {
  readonly threads: number | undefined;
  readonly handles: number | undefined;
  /** Windows keeps these four in 32 bits: beyond 4 GiB they wrap. */
  readonly workingSetBytes32: number | undefined;
  readonly peakWorkingSetBytes32: number | undefined;
  readonly pagefileBytes32: number | undefined;
  readonly peakPagefileBytes32: number | undefined;
  readonly userTimeMs: number | undefined;
  readonly kernelTimeMs: number | undefined;
}

export interface SessionsOptions<D extends boolean = false> extends Cancel {
  readonly details?: D | undefined;
  readonly where?: SessionFilter | undefined;
}

export interface ProcessesOptions<D extends boolean = false> extends Cancel {
  readonly session?: SessionRef | undefined;
  /** The image name, `'explorer.exe'`; without regard to case. */
  readonly name?: string | undefined;
  readonly details?: D | undefined;
  /** Look the accounts of the SIDs up; once per SID, and remembered for a while. */
  readonly accounts?: boolean | undefined;
}

export type MessageButtons =
  | 'ok'
  | 'okCancel'
  | 'abortRetryIgnore'
  | 'yesNoCancel'
  | 'yesNo'
  | 'retryCancel'
  | 'cancelTryContinue';
export type MessageIcon = 'error' | 'question' | 'warning' | 'information';

/** `'sent'`: without `wait`. `'expired'`: nobody answered in time. `'unknown'`: an answer that Windows does not document. */
export type MessageAnswer =
  | 'sent'
  | 'expired'
  | 'ok'
  | 'cancel'
  | 'yes'
  | 'no'
  | 'retry'
  | 'abort'
  | 'ignore'
  | 'tryAgain'
  | 'continue'
  | 'unknown';

/**
 * Without `wait`, `timeout` is the host's. With it, `expires` and 30 seconds more, or an hour for a message that does not go
 * away by itself. Only `timeout: Infinity` waits without a limit.
 */
export interface MessageOptions extends Cancel {
  readonly title?: string | undefined;
  readonly buttons?: MessageButtons | undefined;
  readonly icon?: MessageIcon | undefined;
  /** Milliseconds until the box goes away by itself; Windows counts in whole seconds, so it is rounded up. */
  readonly expires?: number | undefined;
  /** Wait for the answer. A box with a single OK may answer `'ok'` when it expires: Windows does not tell them apart. */
  readonly wait?: boolean | undefined;
}

/** A logoff that is waited for takes ten minutes at most, unless `timeout` says otherwise; any other what the host's calls take. */
export interface LogoffOptions extends Cancel {
  /** Wait until the session is gone. Default true. */
  readonly wait?: boolean | undefined;
}

/** A machine that has sessions. An interface, not a class: a fake, a proxy over IPC and a world can all be one. */
export interface SessionHost extends AsyncDisposable {
  readonly name: string;
  readonly isLocal: boolean;
  /**
   * Every session of the host: services, console, remote ones, listeners, those that are down. A session that ends while its
   * details are asked for is left out. All of a row is of one logon and one moment; a session that changes each time it is
   * looked at is left out too. `where` is applied before details are asked for, and holds for each row.
   *
   * With `details`, other users' sessions need the right "Query Information"; what is refused is named in `withheld`.
   * @throws WindowsError
   */
  sessions<D extends boolean = false>(
    options?: SessionsOptions<D>,
  ): Promise<readonly (D extends true ? SessionDetails : Session)[]>;
  /**
   * The same list at once, on the local host. It is a call to another process of this machine and blocks the event loop
   * meanwhile; services with many clients use `sessions()`.
   * @throws TypeError on a remote host. WindowsError.
   */
  sessionsSync(options?: { readonly where?: SessionFilter | undefined }): readonly Session[];
  /**
   * One session with its details.
   * @throws WindowsError with reason `'not-found'`; `'changed'` when a `Session` was given and its id was reused.
   */
  session(ref: SessionRef, options?: Cancel): Promise<SessionDetails>;
  /** The first session that fits, or `undefined`. */
  findSession(where: SessionFilter, options?: Cancel): Promise<SessionDetails | undefined>;
  /**
   * One class of `WTSQuerySessionInformation`, typed. Classes that Windows lists but does not answer fail with reason
   * `'not-supported'`.
   *
   * Other users' sessions need the right "Query Information".
   * @example await host.query('current', 'WTSClientProtocolType')
   */
  query<C extends InfoClassName>(ref: SessionRef, infoClass: C, options?: Cancel): Promise<WtsInfoMap[C]>;
  /** The bytes that `WTSQuerySessionInformation` gives for any class number. */
  queryRaw(ref: SessionRef, infoClass: number, options?: Cancel): Promise<Uint8Array>;
  /**
   * The processes of the host or of one session. SIDs of other users' processes need an administrator. With `details`,
   * counters (Windows 7 and later, else absent).
   */
  processes<D extends boolean = false>(
    options?: ProcessesOptions<D>,
  ): Promise<readonly (D extends true ? ProcessDetails : Process)[]>;
  /**
   * The host as a scenario for `winstation/mock`. With `redact`, names, addresses and SIDs are replaced by made-up ones.
   */
  capture(options?: { readonly redact?: boolean | undefined } & Cancel): Promise<Scenario>;
  /**
   * A message box in a session. Needs the right "Message" on another user's session.
   * @example await host.message('console', 'Restart at six?', { buttons: 'yesNo', expires: 60_000, wait: true })
   */
  message(ref: SessionRef, text: string, options?: MessageOptions): Promise<MessageAnswer>;
  /**
   * Ends a session; unsaved work is lost. Needs the right "Logoff" (an administrator has it). A listener is refused with
   * reason `'not-supported'`: Windows would disconnect every session that came in through it.
   * @throws WindowsError with reason `'changed'` when a `Session` was given and its id now belongs to another logon.
   */
  logoff(ref: SessionRef, options?: LogoffOptions): Promise<void>;
  /**
   * What happens to the sessions of the host, as one stream. Nothing that happens after it is armed is lost in silence:
   * what cannot be told is told as a `gap`.
   *
   * Remote hosts: Windows tells only that something has happened, so the list is compared with the last; there is no
   * `lock`, `unlock` (unless `poll` is set), `remoteControl` or `desktopReady`.
   * @throws TypeError for types that the host does not tell of.
   * @example for await (const e of localHost().watch({ types: ['logon'], details: true })) console.log(e);
   */
  watch(options?: WatchOptions): SessionWatch;
  /** The next event of a type. */
  once<T extends EventType>(type: T, options?: OnceOptions): Promise<EventOf<T>>;
  /**
   * Waits until nobody has used the session for `forMs` milliseconds. For the own session by `GetLastInputInfo`, for others by
   * their idle time.
   * @throws `IdleUnknownError` (`code` `'ERR_WINSTATION_IDLE_UNKNOWN'`) where Windows does not know it.
   */
  whenIdle(ref: SessionRef, options: { readonly forMs: number } & Cancel): Promise<SessionDetails>;
  /**
   * Closes a remote host: its calls, watches and waits reject with a `HostClosedError`, whose `outcome` is `'unknown'` where an
   * act was under way. The local host is shared and stays open.
   */
  close(): Promise<void>;
}
