import type { Luid } from '../../identity/luid.js';
import type { LogonWord } from './state.js';

/** A logon beside those of the users in sessions: of a service, of the network, of `runas`. */
export interface WorldLogonSession {
  /** Default: one that is free. */
  readonly luid?: Luid;
  /** How it is made. */
  readonly type: LogonWord;
  /** The name of the user. */
  readonly user: string;
  /** Default: an account of the host itself. */
  readonly domain?: string;
  /** Default: one that follows from domain and user. */
  readonly sid?: string;
  /** The terminal session. Default: 0, which Windows also shows for those that belong to none. */
  readonly session?: number;
}

/** The back door to the logon sessions of this machine. */
export interface LogonControl {
  /**
   * A logon that no terminal session brings.
   * @throws TypeError on another machine than this one.
   */
  logonSession(logon: WorldLogonSession): Luid;
  /** It ends. */
  endLogonSession(id: Luid): void;
}
