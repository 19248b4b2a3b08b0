/**
 * A set of hosts at one moment, as plain JSON: what a world starts from, and what a capture of real hosts writes.
 *
 * Every key may be left out; a missing one takes what Windows would most likely show (a session with a user has been logged
 * on since `now`, and so on). `null` says that Windows shows nothing there. Times are ISO 8601 in UTC with up to seven
 * digits of a second, such as `'2026-01-02T03:04:05.1234567Z'`, so that ticks of 100 ns survive. Durations are in milliseconds.
 */
export interface Scenario {
  /** The schema, for editors. */
  readonly $schema?: string;
  readonly version: 1;
  /** What the clock shows. */
  readonly now?: string;
  readonly caller?: ScenarioCaller;
  readonly hosts?: readonly ScenarioHost[];
}

/** The process that asks. */
export interface ScenarioCaller {
  readonly role?: 'system' | 'administrator' | 'user';
  readonly pid?: number;
  /** Its session on the local host. Without it: 0 for the system, else the first active user's, else the console. */
  readonly sessionId?: number;
  readonly elevated?: boolean;
}

export interface ScenarioHost {
  readonly name?: string;
  /** The machine that the caller runs on. Without any, the first host is it. */
  readonly local?: boolean;
  /**
   * The version of Windows, such as '10.0.26100' or '6.1.7601'. With 6.1 the lock flags are swapped, which is looked at on other
   * machines only: no Node runs there, so it makes no local host.
   */
  readonly windows?: string;
  /** The session at the physical console; `null` while there is none. */
  readonly consoleSessionId?: number | null;
  /** What the registry says is the console session; it differs from the console when a virtual GPU is in use. */
  readonly glassSessionId?: number | null;
  /** State of the service `TermService`, which takes remote connections. Where remote desktop is off, it is stopped. */
  readonly termService?: ScenarioServiceState;
  /** State of the service `LSM`, the Local Session Manager, which answers for sessions. */
  readonly lsm?: ScenarioServiceState;
  /** No call reaches it. */
  readonly unreachable?: boolean;
  /**
   * By how many milliseconds its clock is ahead of `now`; negative: behind. For other hosts than the local one, whose clock
   * shows `now`. The times of a host are by its own clock.
   */
  readonly clockOffset?: number;
  /** Without it: services, console and listener. */
  readonly sessions?: readonly ScenarioSession[];
  /** Without it: a few processes of Windows, and two for every user who is logged on. */
  readonly processes?: readonly ScenarioProcess[];
  /** Accounts that the host can name beside those of its sessions and the well-known ones. */
  readonly accounts?: readonly ScenarioAccount[];
}

export type ScenarioServiceState =
  | 'stopped'
  | 'startPending'
  | 'stopPending'
  | 'running'
  | 'continuePending'
  | 'pausePending'
  | 'paused';

export type ScenarioSessionState =
  | 'active'
  | 'connected'
  | 'connectQuery'
  | 'shadow'
  | 'disconnected'
  | 'idle'
  | 'listen'
  | 'reset'
  | 'down'
  | 'init';

export interface ScenarioSession {
  readonly id?: number;
  /** The session name, such as 'Console' or 'RDP-Tcp#3'. */
  readonly name?: string | null;
  readonly state?: ScenarioSessionState;
  readonly user?: string | null;
  readonly domain?: string | null;
  readonly sid?: string | null;
  /** The computer and the farm that `WTS_SESSION_INFO_1W` names. */
  readonly hostName?: string | null;
  readonly farmName?: string | null;
  readonly logonTime?: string | null;
  readonly connectTime?: string | null;
  readonly disconnectTime?: string | null;
  readonly lastInputTime?: string | null;
  readonly lock?: 'locked' | 'unlocked' | 'unknown';
  /** What `WTSClientProtocolType` says; a number where it is none of the three known ones. */
  readonly protocol?: 'console' | 'ica' | 'rdp' | number;
  readonly remote?: boolean;
  readonly client?: ScenarioClient | null;
  readonly incomingBytes?: number;
  readonly outgoingBytes?: number;
  readonly incomingFrames?: number;
  readonly outgoingFrames?: number;
  readonly incomingCompressedBytes?: number;
  readonly outgoingCompressedBytes?: number;
  readonly initialProgram?: string;
  readonly applicationName?: string;
  readonly workingDirectory?: string;
  readonly oemId?: string;
  readonly config?: ScenarioConfig;
  /** Its own IPv4 address, where the host gives sessions virtual ones. */
  readonly virtualAddress?: string | null;
  /** `null`, as with the capabilities, where Windows does not know the class. */
  readonly activityId?: string | null;
  readonly capabilities?: readonly number[] | null;
}

export interface ScenarioClient {
  readonly name?: string;
  readonly build?: number;
  /** IPv4 or IPv6. */
  readonly address?: string | null;
  readonly directory?: string;
  readonly hardwareId?: number;
  readonly productId?: number;
  readonly display?: ScenarioDisplay;
  readonly user?: string;
  readonly domain?: string;
  readonly workDirectory?: string;
  readonly initialProgram?: string;
  readonly encryptionLevel?: number;
  readonly outBufCountHost?: number;
  readonly outBufCountClient?: number;
  readonly outBufLength?: number;
  readonly deviceId?: string;
}

export interface ScenarioDisplay {
  readonly width?: number;
  readonly height?: number;
  /** Windows' code, not bits per pixel. */
  readonly colorDepth?: number;
}

/** `WTSCONFIGINFOW`, in words. */
export interface ScenarioConfig {
  readonly version?: number;
  readonly connectClientDrivesAtLogon?: number;
  readonly connectPrinterAtLogon?: number;
  readonly disablePrinterRedirection?: number;
  readonly disableDefaultMainClientPrinter?: number;
  readonly shadowSettings?: number;
  readonly logonUserName?: string;
  readonly logonDomain?: string;
  readonly workDirectory?: string;
  readonly initialProgram?: string;
  readonly applicationName?: string;
}

export interface ScenarioProcess {
  readonly pid?: number;
  readonly name?: string | null;
  readonly sessionId?: number;
  readonly sid?: string | null;
  readonly threads?: number;
  readonly handles?: number;
  /** Bytes. Windows hands out the lower 32 bits. */
  readonly pagefileUsage?: number;
  readonly peakPagefileUsage?: number;
  readonly workingSetSize?: number;
  readonly peakWorkingSetSize?: number;
  /** Milliseconds, with four decimals for ticks. */
  readonly userTime?: number;
  readonly kernelTime?: number;
}

export interface ScenarioAccount {
  readonly sid: string;
  readonly name: string;
  readonly domain?: string;
  /** `SID_NAME_USE`; 1 is a user. */
  readonly use?: number;
}
