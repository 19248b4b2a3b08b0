import type { SessionRef } from '../../identity/session.js';
import type { Cancel } from '../../lane/cancel.js';
import type { ShadowSetting } from '../config/types.js';
import type { Process } from '../processes/types.js';
import type { SessionDetails } from '../sessions/types.js';

/** The buttons of a message box: `MB_OK` to `MB_CANCELTRYCONTINUE` in words. */
export type MessageButtons =
  | 'ok'
  | 'okCancel'
  | 'abortRetryIgnore'
  | 'yesNoCancel'
  | 'yesNo'
  | 'retryCancel'
  | 'cancelTryContinue';

/** The icon of a message box: `MB_ICONERROR` to `MB_ICONINFORMATION` in words. */
export type MessageIcon = 'error' | 'question' | 'warning' | 'information';

/** `'sent'`: there was no `wait`. `'expired'`: nobody answered in time. `'unknown'`: an answer that Windows does not document. */
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
 * Default of `timeout` without `wait`: that of the host. With `wait`: `expires` and 30 seconds more, or one hour for a message
 * that does not close itself. Only `timeout: Infinity` waits without a limit.
 */
export interface MessageOptions extends Cancel {
  /** The title of the box. Default: none. */
  readonly title?: string | undefined;
  /** Default: `'ok'`. */
  readonly buttons?: MessageButtons | undefined;
  /** Default: none. */
  readonly icon?: MessageIcon | undefined;
  /** Milliseconds until the box closes itself. Windows counts whole seconds, so the time is rounded up. */
  readonly expires?: number | undefined;
  /** Wait for the answer. A box with only an OK button may answer `'ok'` when it expires: Windows reports the same for both. */
  readonly wait?: boolean | undefined;
}

/** Default of `timeout`: that of the host, or 30 seconds. */
export interface DisconnectOptions extends Cancel {
  /** Wait until the session has lost its client, or has ended: it is looked at until then. Default true. */
  readonly wait?: boolean | undefined;
}

/** Default of `timeout` with `wait`: ten minutes. Without `wait`: that of the host. */
export interface LogoffOptions extends Cancel {
  /** Wait until the session is gone. Default true. */
  readonly wait?: boolean | undefined;
}

/** Default of `timeout`: that of the host, or 30 seconds. */
export interface TerminateOptions extends Cancel {
  /** What the process ends with. Default 1. */
  readonly exitCode?: number | undefined;
  /** Wait until the process is gone: the list of processes is looked at until then. Default true. */
  readonly wait?: boolean | undefined;
}

/** `'logoffOthers'` logs off everybody but the caller; the others are about the machine. */
export type ShutdownHow = 'logoffOthers' | 'shutdown' | 'restart' | 'powerOff';

/** How `mstsc` is to shadow. */
export interface ShadowOptions extends Cancel {
  /** Take part with mouse and keyboard. Default false: only view. */
  readonly control?: boolean | undefined;
  /** Ask the user first. Default true; without it works only where a policy allows it. */
  readonly consent?: boolean | undefined;
  /** Let `mstsc` ask for an account of the host. Default false. */
  readonly prompt?: boolean | undefined;
  /** Show all monitors of the session. Default false. */
  readonly multimon?: boolean | undefined;
}

/** A program and its arguments, as `child_process.spawn` takes them: there is no shell. */
export interface ShadowCommand {
  /** The full path of `mstsc.exe`. */
  readonly file: string;
  /** One argument each. */
  readonly args: readonly string[];
}

/** Default of `timeout`: that of the host, or 30 seconds. */
export interface ConnectOptions extends Cancel {
  /** The password of the user whose session is shown. Never shown in errors, traces and records. Default: none. */
  readonly password?: string | undefined;
  /** Wait until the session is shown: it is looked at until then. Default true. */
  readonly wait?: boolean | undefined;
}

/**
 * Who may log on. `'drain'` refuses new users and lets those come back who are logged on; `'drainUntilRestart'` does so until
 * the next start; `'closed'` refuses all who come from another machine.
 */
export type LogonMode = 'open' | 'drain' | 'drainUntilRestart' | 'closed';

/** What can be done to the sessions of any host. */
export interface SessionActs {
  /**
   * A message box in a session. Needs the right "Message" on another user's session.
   *
   * Windows: [WTSSendMessage](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtssendmessagew).
   * @throws {@link WindowsError} with reason `'access-denied'`, `'not-found'` or `'changed'`. When a stop comes too late, the
   * `outcome` of the error is `'unknown'`: the box may be on the screen.
   * @example
   * const answer = await host.message('console', 'Restart at six?', { buttons: 'yesNo', expires: 60_000, wait: true });
   */
  message(ref: SessionRef, text: string, options?: MessageOptions): Promise<MessageAnswer>;
  /**
   * Takes the client away from a session; its programs run on, and its user can come back to it. On the console this is a
   * switch of users: Windows shows the logon screen in a new session. Needs the right "Disconnect" on another user's session. A
   * listener and session 0 are refused with reason `'not-supported'`.
   *
   * Windows: [WTSDisconnectSession](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsdisconnectsession).
   * @throws {@link WindowsError} with reason `'access-denied'` or `'not-found'`; `'changed'` when a `Session` was given and
   * its id now belongs to another logon. When a stop comes too late, or the session cannot be looked at afterwards, the
   * `outcome` of the error is `'unknown'`.
   * @example
   * await host.disconnect(session);
   */
  disconnect(ref: SessionRef, options?: DisconnectOptions): Promise<void>;
  /**
   * Ends a session; unsaved work is lost. Needs the right "Logoff" (an administrator has it). A listener is refused with
   * reason `'not-supported'`: Windows would disconnect every session that came in through it.
   *
   * Windows: [WTSLogoffSession](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtslogoffsession).
   * @throws {@link WindowsError} with reason `'access-denied'` or `'not-found'`; `'changed'` when a `Session` was given and
   * its id now belongs to another logon. When a stop comes too late, the `outcome` of the error is `'unknown'`.
   * @example
   * await host.logoff(session, { wait: false });
   */
  logoff(ref: SessionRef, options?: LogoffOptions): Promise<void>;
  /**
   * Ends a process. A row of `processes()` is looked at again first: name, session and SID must be the same, and on this machine
   * the process must have begun before the list was taken. On another machine a process of the same name, session and user that
   * has got the same id cannot be distinguished from it. A row of the calling process is a `TypeError`; its id as a number ends it.
   * Unsaved work is lost; child processes live on.
   *
   * Windows: [WTSTerminateProcess](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsterminateprocess).
   * @throws {@link WindowsError} with reason `'access-denied'` for processes of others and for those that Windows protects,
   * `'not-found'`, or `'changed'`. When a stop comes too late, or the processes cannot be listed afterwards, the `outcome` of the
   * error is `'unknown'`.
   * @example
   * for (const it of await host.processes({ name: 'notepad.exe' })) await host.terminate(it);
   */
  terminate(process: Process | number, options?: TerminateOptions): Promise<void>;
  /**
   * Ends all that runs there. `'logoffOthers'` logs off all users but the caller, and no user may log on from another machine
   * until the next start. Windows gives no time and shows no message; send one before. On this machine the privilege
   * SeShutdownPrivilege is enabled for the call; on another one the account needs SeRemoteShutdownPrivilege there. It resolves
   * when Windows has begun with it.
   *
   * Windows: [WTSShutdownSystem](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsshutdownsystem).
   * @throws {@link WindowsError} with reason `'access-denied'`. When a stop comes too late, the `outcome` of the error is `'unknown'`.
   * @example
   * await host.shutdown('restart');
   */
  shutdown(how: ShutdownHow, options?: Cancel): Promise<void>;
  /**
   * What to start for shadowing a session: `mstsc` of this machine. Nothing is started. It views, and asks the user, unless the
   * options say otherwise. `mstsc` needs Windows 8.1 here and Server 2012 R2 there.
   *
   * Windows: [mstsc](https://learn.microsoft.com/windows-server/administration/windows-commands/mstsc).
   * @throws {@link WindowsError} with reason `'no-user'`, `'not-found'` or `'changed'`, and with code
   * `'ERROR_CTX_SHADOW_INVALID'` for a session that is not active; `TypeError` for a host name that has other signs than those of
   * names.
   * @example
   * const { file, args } = await host.shadowCommand(session, { control: true });
   * // spawn(file, args) of node:child_process starts it.
   */
  shadowCommand(ref: SessionRef, options?: ShadowOptions): Promise<ShadowCommand>;
  /**
   * The interactive user of each session, as "Interactive User" of a COM server means it: the rows of sessions that have a user.
   * @throws {@link WindowsError} as for `sessions()`.
   * @example
   * for (const user of await host.interactiveUsers()) console.log(user.account);
   */
  interactiveUsers(options?: Cancel): Promise<readonly SessionDetails[]>;
  /**
   * Is any session active? On this machine Windows answers it without a list from Windows 11 24H2 and Server 2025 on; else the list of sessions does.
   *
   * Windows: [WTSActiveSessionExists](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsactivesessionexists).
   * @throws {@link WindowsError} as for `sessions()`.
   * @example
   * if (!(await host.hasActiveSession())) console.log('nobody is here');
   */
  hasActiveSession(options?: Cancel): Promise<boolean>;
}

/** What can be done to the sessions of this machine only. */
export interface LocalSessionActs {
  /**
   * Shows a session on the terminal of another one, whose user is disconnected and stays logged on. LocalSystem needs no password;
   * others need that of the user who is shown, unless it is their own session. Wrong passwords may lock the account. Needs the
   * rights "Connect" and "Disconnect".
   *
   * Windows: [WTSConnectSession](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsconnectsessionw).
   * @param ref The session to show.
   * @param to The session whose terminal is taken.
   * @throws {@link WindowsError} with reason `'access-denied'`, `'not-found'` or `'changed'`, and with code
   * `'ERROR_NOT_CONNECTED'` when nobody is at that terminal. When a stop comes too late, or the session cannot be looked at
   * afterwards, the `outcome` of the error is `'unknown'`.
   * @example
   * await localHost().connect(session, 'console');
   */
  connect(ref: SessionRef, to: SessionRef, options?: ConnectOptions): Promise<void>;
  /**
   * What the policy of this machine allows to those who shadow; `undefined` when there is none. Then the settings of listeners and users count.
   * @throws {@link WindowsError} when the registry cannot be read.
   * @example
   * console.log(await localHost().shadowPolicy());
   */
  shadowPolicy(options?: Cancel): Promise<ShadowSetting | undefined>;
  /**
   * Who may log on: what `change logon /query` shows.
   * @throws {@link WindowsError} when the registry cannot be read.
   * @example
   * console.log(await localHost().logonMode());
   */
  logonMode(options?: Cancel): Promise<LogonMode>;
  /**
   * Sets who may log on: what `change logon` sets. Needs an administrator. It is read back.
   * @throws {@link WindowsError} with reason `'access-denied'`; `'changed'` when the mode is another one afterwards.
   * @example
   * await localHost().setLogonMode('drain');
   */
  setLogonMode(mode: LogonMode, options?: Cancel): Promise<void>;
}
