/// <reference lib="esnext.disposable" preserve="true" />

import type { Session, SessionRef } from '../identity/session.js';
import type { Cancel } from '../lane/cancel.js';
import type { LogoffOptions, MessageAnswer, MessageOptions } from './acts/types.js';
import type { Scenario } from './capture/scenario.js';
import type { InfoClassName } from './info/raw-info.js';
import type { WtsInfoMap } from './info/types.js';
import type { Process, ProcessDetails, ProcessesOptions } from './processes/types.js';
import type { SessionDetails, SessionFilter, SessionsOptions } from './sessions/types.js';
import type { EventOf, EventType, OnceOptions, SessionWatch, WatchOptions } from './watch/types.js';

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
