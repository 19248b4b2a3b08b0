import type { ScenarioClient, ScenarioConfig, ScenarioSessionState } from '../../terminal/capture/scenario.js';
import type { RawUserConfig } from '../../terminal/config/raw-user-config.js';
import type { Descriptor } from '../../terminal/listeners/security/descriptor.js';
import type { Accounts } from './accounts.js';
import type { Listeners } from './listeners/listener-state.js';

/**
 * What a world remembers of the sessions of its hosts: the scenario's form with every value known, `null` where Windows shows nothing, and
 * times as FILETIME ticks with 0n for none. Only the transitions in `transitions.ts` and the back door write it.
 */
export interface SessionState {
  readonly id: number;
  state: ScenarioSessionState;
  name: string | null;
  user: string | null;
  domain: string | null;
  sid: string | null;
  /** Of this machine, and with two tokens under UAC. */
  administrator: boolean;
  split: boolean;
  hostName: string | null;
  farmName: string | null;
  logonTime: bigint;
  connectTime: bigint;
  disconnectTime: bigint;
  lastInputTime: bigint;
  lock: 'locked' | 'unlocked' | 'unknown';
  protocol: number;
  remote: boolean;
  client: ClientState | null;
  incomingBytes: number;
  outgoingBytes: number;
  incomingFrames: number;
  outgoingFrames: number;
  incomingCompressedBytes: number;
  outgoingCompressedBytes: number;
  initialProgram: string;
  applicationName: string;
  workingDirectory: string;
  oemId: string;
  config: Required<ScenarioConfig>;
  virtualAddress: string | null;
  activityId: string | null;
  capabilities: readonly number[] | null;
}

export type ClientState = Required<Omit<ScenarioClient, 'display' | 'address'>> & {
  readonly address: string | null;
  readonly display: { readonly width: number; readonly height: number; readonly colorDepth: number };
};

export interface ProcessState {
  readonly pid: number;
  readonly name: string | null;
  readonly sessionId: number;
  readonly sid: string | null;
  readonly threads: number;
  readonly handles: number;
  readonly pagefileUsage: number;
  readonly peakPagefileUsage: number;
  readonly workingSetSize: number;
  readonly peakWorkingSetSize: number;
  readonly userTime: bigint;
  readonly kernelTime: bigint;
  /** 0n: it has been there since the machine started. */
  readonly began: bigint;
}

export interface HostState {
  readonly name: string;
  consoleSessionId: number | null;
  /** `undefined`: the same as the console. */
  readonly glassSessionId: number | null | undefined;
  readonly sessions: Map<number, SessionState>;
  readonly processes: Map<number, ProcessState>;
  /** Every account that was ever logged on here or that the scenario names, by SID. */
  readonly accounts: Accounts;
  /** What is kept for accounts that were configured, by SID. */
  readonly userConfigs: Map<string, RawUserConfig>;
  readonly listeners: Listeners;
  /** Who may do what with a session, taken over from its listener when its client connected, by session id. */
  readonly permissions: Map<number, Descriptor>;
  /**
   * The logon times that a scenario or a recording gave. No other logon gets one of them, so that id and logon time name one
   * logon.
   */
  readonly logonTimes: Set<bigint>;
  nextPid: number;
  /** Processes that nobody may end. */
  readonly protected: Set<number>;
  /** Passwords of accounts, by `fullName`. */
  readonly passwords: Map<string, string>;
  readonly childSessions: {
    enabled: boolean;
    /** The id of the child, by that of its parent. */
    readonly ids: Map<number, number>;
  };
  /** All other sessions were logged off: nobody may log on from another machine until it starts again. */
  refusesLogons: boolean;
}

/** Ids of sessions that people log on to end here; listeners come after. */
export const LISTENER_ID = 65_536;

/** An account in the map of passwords. */
export function fullName(domain: string | null, user: string | null): string {
  return `${domain ?? ''}\\${user ?? ''}`.toLowerCase();
}

export function isListener({ id, state }: SessionState): boolean {
  return id >= LISTENER_ID || state === 'listen';
}

export function hasUser(session: SessionState): boolean {
  return session.user !== null && session.user !== '';
}
