import type { ScenarioClient } from '../../terminal/capture/scenario.js';
import type { UserConfigChanges } from '../../terminal/config/types.js';
import type { ListenerChanges } from '../../terminal/listeners/types.js';
import type { Fault } from '../world/fault.js';
import type { SessionClient } from './channels/types.js';
import type { AnswerWord, ShownMessage } from './messages.js';
import type { DropLimits } from './notice-faults.js';
import type { ProgramScript, StartedInWorld } from './programs/program-state.js';

/** At the machine itself, or at a client with a name of its own. */
export type ClientChoice = 'console' | ScenarioClient;

/** Who logs on, and where. */
export interface LogonOptions {
  /** The name of the user, without the domain. */
  readonly user: string;
  /** Default: an account of the host itself. */
  readonly domain?: string;
  /** Default: one that follows from domain and user. */
  readonly sid?: string;
  /** Default: the console. A user who is logged on there is disconnected, as when users are switched. */
  readonly client?: ClientChoice;
  /** In a session that `connect` made. */
  readonly session?: number;
  /** Of this machine. Default: false. */
  readonly administrator?: boolean;
  /** An administrator has two tokens, as with UAC. Default: true. */
  readonly split?: boolean;
}

/** What Windows keeps for an account. */
export interface AccountOptions {
  /** The domain of the account, for its password. Default: an account of the host itself. */
  readonly domain?: string;
  /** What `connect()` needs to show a session of this user. */
  readonly password?: string;
  /** Its settings for remote sessions; those that are missing stay as they are. */
  readonly config?: UserConfigChanges;
}

/** What a listener is like. */
export interface ListenerOptions {
  /** How it is configured; what is missing stays as it is. */
  readonly config?: ListenerChanges;
  /** Who may do what, as SDDL. */
  readonly security?: string;
}

/** A program to start. */
export interface ProcessOptions {
  /** The image name: `'explorer.exe'`. */
  readonly name: string;
  /** Default: 0. */
  readonly session?: number;
  /** Default: the session's user; in session 0, the system. */
  readonly sid?: string | null;
  /** Default: the next one that is free. */
  readonly pid?: number;
}

/** The back door to one host: what people and programs do there. Nothing here is a raw call. */
export interface TerminalControl {
  /** A user logs on; returns the session's id. */
  logon(who: LogonOptions): number;
  /** A client connects and shows the logon screen; returns the session's id. */
  connect(client?: ScenarioClient): number;
  /** The user stays logged on without a client. At the console that is a switch of users. */
  disconnect(id: number): void;
  /** To another client, or to the console. */
  reconnect(id: number, client?: ClientChoice): void;
  /** The user locks the screen. Somebody must be logged on. */
  lock(id: number): void;
  /** The user unlocks the screen. */
  unlock(id: number): void;
  /** The user does something: idle time begins at 0 again. */
  input(id: number): void;
  /** The user logs off. The session ends, and its processes with it. */
  logoff(id: number): void;
  /** Another user begins to shadow the session, or stops: Windows reports both alike. */
  remoteControl(id: number): void;
  /** A notice of any number to the windows of this machine (`WTS_*` of wParam), whatever the session is like. */
  notice(event: number, sessionId: number): void;
  /**
   * Notices get lost on their way to the windows: so many, or without a count an unknown number, as when Windows' own queue
   * of messages is full.
   */
  overflow(count?: number): void;

  /**
   * The service `TermService` stops: `Global\TermSrvReadyEvent` is gone, and NotifyServiceStatusChangeW reports it. It only
   * takes remote connections, so sessions, lists, acts and notices go on without it, as on a machine with remote desktop off.
   */
  stopTerminalServices(): void;
  /**
   * It runs again.
   * @param options.ready Whether it also answers. Default true.
   */
  startTerminalServices(options?: { readonly ready?: boolean }): void;
  /** It answers: `Global\TermSrvReadyEvent` is signalled. */
  terminalServicesReady(): void;
  /** Makes an account that this host keeps, or changes it. */
  account(user: string, settings: AccountOptions): void;
  /** Makes a listener, or changes it. Sessions that came in through it before keep what they have. */
  listener(name: string, settings: ListenerOptions): void;
  /**
   * A program that `run()` and `spawn()` can start. What it does is a generator of what it writes; its return value is the exit
   * code. Without one it writes nothing and ends with 0.
   * @example world.program('C:\\Tools\\tray.exe', async function* ({ user }) { yield { stdout: `hello ${user}` }; return 0; });
   */
  program(file: string, how?: ProgramScript): void;
  /** The programs that were started so, oldest first, those included that have ended. */
  readonly programs: readonly StartedInWorld[];
  /** A program starts; returns its pid. */
  startProcess(process: ProcessOptions): number;
  /** The process ends. */
  endProcess(pid: number): void;
  /** The message boxes on the screens, oldest first. */
  readonly messages: readonly ShownMessage[];
  /** Presses a button of the oldest message box in a session. A number is a response id that has no word. */
  answerMessage(id: number, answer: AnswerWord | number): void;
  /**
   * The Remote Desktop client of a session, and its ends of virtual channels.
   * @throws RangeError for a session that has none, as at the console.
   */
  client(id: number): SessionClient;
  /**
   * Many sessions and processes at once, all alike; returns the ids of the sessions.
   * @param size.sessions How many sessions. Default: none.
   * @param size.processes How many processes. Default: none.
   */
  crowd(size: { readonly sessions?: number; readonly processes?: number }): readonly number[];

  /** Events that happen meanwhile are reported so much later, on the world's clock. */
  delayEvents(ms: number): Fault;
  /** Events that happen meanwhile are reported twice. */
  doubleEvents(): Fault;
  /** Of events that happen at once, such as those of one logon, neighbours are exchanged. */
  reorderEvents(): Fault;
  /** Events that happen meanwhile are never reported. */
  dropEvents(limits?: DropLimits): Fault;
}
