import type { ScenarioClient } from '../../terminal/capture/scenario.js';
import type { Fault } from '../world/fault.js';
import type { AnswerWord, ShownMessage } from './messages.js';
import type { DropLimits } from './notice-faults.js';

/** At the machine itself, or at a client with a name of its own. */
export type ClientChoice = 'console' | ScenarioClient;

export interface LogonOptions {
  readonly user: string;
  /** Default: an account of the host itself. */
  readonly domain?: string;
  /** Default: one that follows from domain and user. */
  readonly sid?: string;
  /** Default: the console. A user who is logged on there is disconnected, as when users are switched. */
  readonly client?: ClientChoice;
  /** In a session that `connect` made. */
  readonly session?: number;
}

export interface ProcessOptions {
  readonly name: string;
  /** Default: 0. */
  readonly session?: number;
  /** Default: the session's user; in session 0, the system. */
  readonly sid?: string | null;
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
  lock(id: number): void;
  unlock(id: number): void;
  /** The user does something: idle time begins anew. */
  input(id: number): void;
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
  /** It runs again, and unless `ready` is false it also answers. */
  startTerminalServices(options?: { readonly ready?: boolean }): void;
  /** It answers: `Global\TermSrvReadyEvent` is signalled. */
  terminalServicesReady(): void;
  /** Returns the pid. */
  startProcess(process: ProcessOptions): number;
  endProcess(pid: number): void;
  /** The message boxes on the screens, oldest first. */
  readonly messages: readonly ShownMessage[];
  /** Presses a button of the oldest message box in a session. A number is a response id that has no word. */
  answerMessage(id: number, answer: AnswerWord | number): void;
  /** Many sessions and processes at once, all alike; returns the ids of the sessions. */
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
