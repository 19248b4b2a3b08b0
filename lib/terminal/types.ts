/// <reference lib="esnext.disposable" preserve="true" />

import type { Session, SessionRef } from '../identity/session.js';
import type { Cancel } from '../lane/cancel.js';
import type { LocalSessionActs, SessionActs } from './acts/types.js';
import type { Scenario } from './capture/scenario.js';
import type { ChannelActs } from './channels/types.js';
import type { ChildSessionActs } from './child-sessions/types.js';
import type { UserConfigActs } from './config/types.js';
import type { InfoClassName } from './info/raw-info.js';
import type { WtsInfoMap } from './info/types.js';
import type { ListenerActs } from './listeners/types.js';
import type { DetailedProcessesOptions, Process, ProcessDetails, ProcessesOptions } from './processes/types.js';
import type { ProgramActs } from './programs/types.js';
import type { DetailedSessionsOptions, SessionDetails, SessionFilter, SessionsOptions } from './sessions/types.js';
import type { EventOf, EventType, OnceOptions, SessionWatch, WatchOptions } from './watch/types.js';

/**
 * A machine that has sessions. An interface, not a class: a fake, a proxy over IPC and a world can all be one. Later versions
 * add members to it, so a fake should be of `Pick<SessionHost, …>` with what the code under test uses.
 *
 * Every method that returns a promise may reject with a {@link WindowsError}, and as every call with a {@link TimeoutError},
 * an {@link AbortError} or a {@link HostClosedError}. Wrong arguments are a `TypeError` or a `RangeError` with Node's codes,
 * before Windows is asked.
 */
export interface SessionHost extends SessionActs, UserConfigActs, AsyncDisposable {
  /** The name that `openHost` was given; of this machine its own. */
  readonly name: string;
  /** Is it this machine? */
  readonly isLocal: boolean;
  /**
   * Every session of the host: services, console, remote ones, listeners, those that are down. A session that ends while its
   * details are asked for is left out. All of a row is of one logon and one moment; a session that changes each time it is
   * looked at is left out too. `where` is applied before details are asked for, and holds for each row.
   *
   * With `details`, other users' sessions need the right "Query Information"; what is refused is named in `withheld`.
   *
   * Windows: [WTSEnumerateSessionsEx](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsenumeratesessionsexw),
   * with details also
   * [WTSQuerySessionInformation](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsquerysessioninformationw).
   * @throws {@link WindowsError} with reason `'access-denied'` or `'unreachable'` when the list itself is refused.
   * @example
   * for (const it of await host.sessions({ details: true, where: { kind: 'user' } })) console.log(it.account, it.idleMs);
   */
  sessions(options: DetailedSessionsOptions): Promise<readonly SessionDetails[]>;
  /**
   * Every session of the host, without details: one call of Windows.
   * @throws {@link WindowsError} with reason `'access-denied'` or `'unreachable'` when the list itself is refused.
   * @example
   * for (const { id, state, account } of await host.sessions()) console.log(id, state, account);
   */
  sessions(options?: SessionsOptions): Promise<readonly Session[]>;
  /**
   * The same list at once, on the local host. It is a call to another process of this machine and blocks the event loop
   * meanwhile; services with many clients use `sessions()`.
   * @param options.where Only sessions that fit.
   * @throws `TypeError` on a remote host; {@link WindowsError}.
   */
  sessionsSync(options?: { readonly where?: SessionFilter | undefined }): readonly Session[];
  /**
   * One session with its details.
   * @throws {@link WindowsError} with reason `'not-found'`; `'changed'` when a `Session` was given and its id was reused.
   * @example
   * const { account, lock } = await host.session('console');
   */
  session(ref: SessionRef, options?: Cancel): Promise<SessionDetails>;
  /**
   * The first session that fits, or `undefined`.
   * @throws {@link WindowsError} as for `sessions()`.
   * @example
   * const anna = await host.findSession({ user: 'CORP\\anna' });
   */
  findSession(where: SessionFilter, options?: Cancel): Promise<SessionDetails | undefined>;
  /**
   * One class of
   * [WTSQuerySessionInformation](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsquerysessioninformationw),
   * typed. Classes that Windows lists but does not answer fail with reason `'not-supported'`.
   *
   * Other users' sessions need the right "Query Information".
   * @throws {@link WindowsError} with reason `'access-denied'`, `'not-found'`, `'changed'` or `'not-supported'`.
   * @example
   * const protocol = await host.query('current', 'WTSClientProtocolType');
   */
  query<C extends InfoClassName>(ref: SessionRef, infoClass: C, options?: Cancel): Promise<WtsInfoMap[C]>;
  /**
   * The bytes that
   * [WTSQuerySessionInformation](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsquerysessioninformationw)
   * gives for any class number, also one that this library does not know.
   * @throws {@link WindowsError} as for `query()`.
   * @example
   * const bytes = await host.queryRaw('current', 24);
   */
  queryRaw(ref: SessionRef, infoClass: number, options?: Cancel): Promise<Uint8Array>;
  /**
   * The processes of the host or of one session. SIDs of other users' processes need an administrator. With `details`, also
   * counters (Windows 7 and later; `undefined` on an older one).
   *
   * Windows: [WTSEnumerateProcessesEx](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsenumerateprocessesexw).
   * @throws {@link WindowsError} with reason `'access-denied'` or `'unreachable'`; with `session` also `'not-found'` or
   * `'changed'`.
   * @example
   * const editors = await host.processes({ session: 'current', name: 'notepad.exe' });
   */
  processes(options: DetailedProcessesOptions): Promise<readonly ProcessDetails[]>;
  /**
   * The processes of the host or of one session, without counters.
   * @throws {@link WindowsError} with reason `'access-denied'` or `'unreachable'`; with `session` also `'not-found'` or
   * `'changed'`.
   * @example
   * const editors = await host.processes({ session: 'current', name: 'notepad.exe' });
   */
  processes(options?: ProcessesOptions): Promise<readonly Process[]>;
  /**
   * The host as a scenario for `winstation/mock`. Names, addresses and SIDs are replaced by made-up ones, the same always by the
   * same, unless `redact` is false.
   * @param options.redact Whether they are replaced. Default true.
   * @throws {@link WindowsError} as for `sessions()`.
   * @example
   * await writeFile('world.json', JSON.stringify(await host.capture()));
   */
  capture(options?: { readonly redact?: boolean | undefined } & Cancel): Promise<Scenario>;
  /**
   * What happens to the sessions of the host, as one stream. Nothing that happens after it is armed is lost in silence:
   * what cannot be reported is reported as a `gap`.
   *
   * Remote hosts: Windows reports only that something has happened, so the list is compared with the last; there is no
   * `lock`, `unlock` (unless `poll` is set), `remoteControl` or `desktopReady`.
   *
   * Windows:
   * [WTSRegisterSessionNotificationEx](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsregistersessionnotificationex)
   * and [WM_WTSSESSION_CHANGE](https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change) on this machine,
   * [WTSWaitSystemEvent](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtswaitsystemevent) on another.
   * @throws `TypeError` for types that the host does not report. Everything else rejects `ready` and ends the iterators.
   * @example
   * for await (const e of localHost().watch({ types: ['logon'], details: true })) console.log(e);
   */
  watch<T extends EventType = EventType>(options?: WatchOptions<T>): SessionWatch<T>;
  /**
   * The next event of a type, or of any of several.
   * @throws `TypeError` for a type that the host does not report; {@link WindowsError} when the watch behind it fails.
   * @example
   * const back = await host.once('unlock', { details: true, timeout: 8 * 3_600_000 });
   * const { type } = await host.once(['lock', 'logoff'], { where: { id: 'current' } });
   */
  once<T extends EventType>(type: T | readonly T[], options?: OnceOptions): Promise<EventOf<T>>;
  /**
   * Waits until nobody has used the session for `forMs` milliseconds. For the own session by
   * [GetLastInputInfo](https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getlastinputinfo), for others by
   * their idle time.
   * @param options.forMs How long nobody must have used it, in milliseconds.
   * @throws {@link IdleUnknownError} where Windows does not know it; {@link WindowsError} with reason `'not-found'` when the
   * session ends.
   * @example
   * await host.whenIdle('current', { forMs: 5 * 60_000 });
   */
  whenIdle(ref: SessionRef, options: { readonly forMs: number } & Cancel): Promise<SessionDetails>;
  /**
   * Closes a remote host: its calls, watches and waits reject with a {@link HostClosedError}, whose `outcome` is `'unknown'`
   * where an act was under way. The local host is shared and stays open. It never rejects.
   */
  close(): Promise<void>;
}

/** What only the machine itself can do. On a remote host these are a `TypeError`, before Windows is asked. */
export interface LocalActs extends LocalSessionActs, ListenerActs, ChannelActs, ProgramActs, ChildSessionActs {}

/** This machine: all that any host can do, and what only the machine itself can. */
export interface LocalHost extends SessionHost, LocalActs {}
