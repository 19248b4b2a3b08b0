import type { ScenarioComClass } from '../../scenario/com-classes.js';
import type { ScenarioIscsi } from '../../scenario/iscsi.js';
import type { ScenarioLogon } from '../../scenario/logons.js';
import type { ScenarioVss } from '../../scenario/vss.js';

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
  /** The version of the format. */
  readonly version: 1;
  /** What the clock shows. */
  readonly now?: string;
  /** The process that asks; an administrator's by default. */
  readonly caller?: ScenarioCaller;
  /** The machines. Without them: this machine alone. */
  readonly hosts?: readonly ScenarioHost[];
  /** The iSCSI initiator of the local host; `null` is a Windows without one. Default: one without sessions. */
  readonly iscsi?: ScenarioIscsi | null;
  /** Logon sessions of the local host, beside those of the users in its sessions and of its own services. */
  readonly logons?: readonly ScenarioLogon[];
  /** The COM classes that are registered on the local host, as far as session monikers are concerned. */
  readonly comClasses?: readonly ScenarioComClass[];
  /** VSS of the local host; `null` is a Windows without it. Default: one without other programs' writers. */
  readonly vss?: ScenarioVss | null;
}

type Widened<T> = T extends string
  ? string extends T
    ? string
    : T | (string & {})
  : T extends number
    ? number
    : T extends readonly (infer E)[]
      ? readonly Widened<E>[]
      : T extends object
        ? { readonly [K in keyof T]: Widened<T[K]> }
        : T;

/**
 * A {@link Scenario} as `createWorld` takes it: also the JSON of a file, of which the compiler knows words only as strings. Keys
 * and words are completed in an editor; what the compiler lets through, `createWorld` checks.
 */
export interface ScenarioInput extends Widened<Scenario> {}

/** The process that asks. */
export interface ScenarioCaller {
  /** The rights it has. Default: an administrator's. */
  readonly role?: 'system' | 'administrator' | 'user';
  /** Its process id. */
  readonly pid?: number;
  /** Its session on the local host. Without it: 0 for the system, else the first active user's, else the console. */
  readonly sessionId?: number;
  /** Whether it runs elevated. Default: as its role has it. */
  readonly elevated?: boolean;
}

/** One machine. */
export interface ScenarioHost {
  /** Its name. */
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
  /** Calls reach it, and it never answers. */
  readonly hangs?: boolean;
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
  /** What takes connections. Without it: `RDP-Tcp`, as Windows makes it. */
  readonly listeners?: readonly ScenarioListener[];
  /** What policies say. A capture does not say it, nor the next three. */
  readonly policies?: ScenarioPolicies;
  /** Who may log on from another machine. Default: everybody. */
  readonly logonMode?: 'open' | 'drain' | 'drainUntilRestart' | 'closed';
  /** All others were logged off: new users from other machines are refused until the next start. Default: false. */
  readonly refusesLogons?: boolean;
  /** May sessions have child sessions? Default: false. */
  readonly childSessions?: boolean;
}

/** What policies of a machine say. */
export interface ScenarioPolicies {
  /** About shadowing: 0 none, 1 control with consent, 2 control, 3 view with consent, 4 view. Default: no policy. */
  readonly shadow?: number;
}

/** The state of a service, in the words of `SERVICE_STATUS`. */
export type ScenarioServiceState =
  | 'stopped'
  | 'startPending'
  | 'stopPending'
  | 'running'
  | 'continuePending'
  | 'pausePending'
  | 'paused';

/** The state of a session. */
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

/** One session. */
export interface ScenarioSession {
  /** Its id. Default: the next one that is free. */
  readonly id?: number;
  /** The session name, such as 'Console' or 'RDP-Tcp#3'. */
  readonly name?: string | null;
  /** Its state. Default: `'active'` with a user. */
  readonly state?: ScenarioSessionState;
  /** The user who is logged on; `null` is nobody. */
  readonly user?: string | null;
  /** The domain of the user. */
  readonly domain?: string | null;
  /** The SID of the user. */
  readonly sid?: string | null;
  /** Is the user an administrator of this machine? Default: false. A capture does not say it. */
  readonly administrator?: boolean;
  /** Has an administrator two tokens, as with UAC? Default: true. */
  readonly split?: boolean;
  /** The session that this one is a child of. A capture does not say it. */
  readonly childOf?: number;
  /** The computer and the farm that `WTS_SESSION_INFO_1W` names. */
  readonly hostName?: string | null;
  /** The farm that `WTS_SESSION_INFO_1W` names. */
  readonly farmName?: string | null;
  /** When the user logged on. */
  readonly logonTime?: string | null;
  /** The last time a client connected. */
  readonly connectTime?: string | null;
  /** The last time the client disconnected. */
  readonly disconnectTime?: string | null;
  /** The last input of the user. */
  readonly lastInputTime?: string | null;
  /** Whether the screen is locked. */
  readonly lock?: 'locked' | 'unlocked' | 'unknown';
  /** What `WTSClientProtocolType` says; a number when it has no word here. */
  readonly protocol?: 'console' | 'ica' | 'rdp' | number;
  /** What `WTSIsRemoteSession` answers. */
  readonly remote?: boolean;
  /** The client; `null` is none. */
  readonly client?: ScenarioClient | null;
  /** Bytes from the client. */
  readonly incomingBytes?: number;
  /** Bytes to the client. */
  readonly outgoingBytes?: number;
  /** Frames from the client. */
  readonly incomingFrames?: number;
  /** Frames to the client. */
  readonly outgoingFrames?: number;
  /** Bytes from the client, as they came over the network. */
  readonly incomingCompressedBytes?: number;
  /** Bytes to the client, as they went over the network. */
  readonly outgoingCompressedBytes?: number;
  /** The program that starts at logon. */
  readonly initialProgram?: string;
  /** The published RemoteApp. */
  readonly applicationName?: string;
  /** The working directory of the first program. */
  readonly workingDirectory?: string;
  /** `WTSOEMId`. */
  readonly oemId?: string;
  /** What `WTSConfigInfo` answers. */
  readonly config?: ScenarioConfig;
  /** Its own IPv4 address, where the host gives sessions virtual ones. */
  readonly virtualAddress?: string | null;
  /** `null`, as with the capabilities, where Windows does not know the class. */
  readonly activityId?: string | null;
  /** What `WTSCapabilityCheck` answers. */
  readonly capabilities?: readonly number[] | null;
}

/** The machine that a user is at. */
export interface ScenarioClient {
  /** Its name. */
  readonly name?: string;
  /** The build number of the client program. */
  readonly build?: number;
  /** IPv4 or IPv6. */
  readonly address?: string | null;
  /** Where the client program is installed. */
  readonly directory?: string;
  /** Reserved; Windows says 0. */
  readonly hardwareId?: number;
  /** The product id of the client program. */
  readonly productId?: number;
  /** Its display. */
  readonly display?: ScenarioDisplay;
  /** The user that it named. */
  readonly user?: string;
  /** The domain that it named. */
  readonly domain?: string;
  /** The working directory that it asked for. */
  readonly workDirectory?: string;
  /** The program that it asked to start. */
  readonly initialProgram?: string;
  /** How strongly the connection is encrypted, by the numbers of Windows. */
  readonly encryptionLevel?: number;
  /** `OutBufCountHost`. */
  readonly outBufCountHost?: number;
  /** `OutBufCountClient`. */
  readonly outBufCountClient?: number;
  /** `OutBufLength`, in bytes. */
  readonly outBufLength?: number;
  /** `DeviceId` of the network adapter. */
  readonly deviceId?: string;
}

/** The resolution and colours of a client. */
export interface ScenarioDisplay {
  /** In pixels. */
  readonly width?: number;
  /** In pixels. */
  readonly height?: number;
  /** Windows' code, not bits per pixel. */
  readonly colorDepth?: number;
}

/** `WTSCONFIGINFOW`, in words. */
export interface ScenarioConfig {
  /** The version of the structure. */
  readonly version?: number;
  /** 1: the drives of the client are connected at logon. */
  readonly connectClientDrivesAtLogon?: number;
  /** 1: the printers of the client are connected at logon. */
  readonly connectPrinterAtLogon?: number;
  /** 1: printers of the client are not redirected. */
  readonly disablePrinterRedirection?: number;
  /** 1: the client's default printer does not become the session's. */
  readonly disableDefaultMainClientPrinter?: number;
  /** 0 no shadowing, 1 control with consent, 2 control, 3 view with consent, 4 view. */
  readonly shadowSettings?: number;
  /** The user who is logged on automatically. */
  readonly logonUserName?: string;
  /** The domain of that user. */
  readonly logonDomain?: string;
  /** The working directory of the first program. */
  readonly workDirectory?: string;
  /** The program that starts at logon. */
  readonly initialProgram?: string;
  /** The published RemoteApp. */
  readonly applicationName?: string;
}

/** One process. */
export interface ScenarioProcess {
  /** Its id. Default: the next one that is free. */
  readonly pid?: number;
  /** Its image name; `null` as Windows gives it for the idle process. */
  readonly name?: string | null;
  /** The session that it runs in. Default: 0. */
  readonly sessionId?: number;
  /** The SID of the user it runs as; `null` is none. */
  readonly sid?: string | null;
  /** How many threads it has. */
  readonly threads?: number;
  /** How many handles it has open. */
  readonly handles?: number;
  /** Bytes. Windows hands out the lower 32 bits. */
  readonly pagefileUsage?: number;
  /** The most so far. */
  readonly peakPagefileUsage?: number;
  /** As `pagefileUsage`. */
  readonly workingSetSize?: number;
  /** The most so far. */
  readonly peakWorkingSetSize?: number;
  /** Milliseconds, with four decimals for ticks. */
  readonly userTime?: number;
  /** As `userTime`. */
  readonly kernelTime?: number;
  /** Windows lets nobody end it. Default: false. A capture does not say it. */
  readonly protected?: boolean;
}

/** An account that the host can name. */
export interface ScenarioAccount {
  /** Its SID. */
  readonly sid: string;
  /** Its name, without the domain. */
  readonly name: string;
  /** Its domain. */
  readonly domain?: string;
  /** `SID_NAME_USE`; 1 is a user. */
  readonly use?: number;
  /** What `connect()` needs to show a session of it. A capture never has it. */
  readonly password?: string;
  /** What Windows keeps for it about remote sessions. */
  readonly config?: ScenarioUserConfig;
}

/** A listener. */
export interface ScenarioListener {
  /** Its name. */
  readonly name: string;
  /** How it is configured; what is missing is as Windows makes it. */
  readonly config?: ScenarioListenerConfig;
  /** Who may do what, as SDDL. */
  readonly security?: string;
}

/** `WTSLISTENERCONFIGW`, by the numbers of Windows. */
export interface ScenarioListenerConfig {
  /** The version of the structure; 1. */
  readonly version?: number;
  /** 1: it takes connections. */
  readonly enableListener?: number;
  /** How many sessions at once; 4294967295 is any number. */
  readonly maxConnectionCount?: number;
  /** 1: a password is asked for. */
  readonly promptForPassword?: number;
  /** 1: the user's own colour depth counts. */
  readonly inheritColorDepth?: number;
  /** 1 is 8 bits per pixel, 2 is 15, 3 is 16, 4 is 24, 5 is 32. */
  readonly colorDepth?: number;
  /** 1: the user's own setting counts. */
  readonly inheritBrokenTimeoutSettings?: number;
  /** 1: a session whose connection breaks ends. */
  readonly brokenTimeoutSettings?: number;
  /** 1: no printers of the client. */
  readonly disablePrinterRedirection?: number;
  /** 1: no drives of the client. */
  readonly disableDriveRedirection?: number;
  /** 1: no serial ports of the client. */
  readonly disableComPortRedirection?: number;
  /** 1: no parallel ports of the client. */
  readonly disableLptPortRedirection?: number;
  /** 1: no clipboard of the client. */
  readonly disableClipboardRedirection?: number;
  /** 1: no sound at the client. */
  readonly disableAudioRedirection?: number;
  /** 1: no plug and play devices of the client. */
  readonly disablePnpRedirection?: number;
  /** 1: the client's default printer does not become the session's. */
  readonly disableDefaultMainClientPrinter?: number;
  /** The network adapter; 0 is all. */
  readonly lanAdapter?: number;
  /** The TCP port. */
  readonly portNumber?: number;
  /** 1: the user's own setting counts. */
  readonly inheritShadowSettings?: number;
  /** 0 no shadowing, 1 control with consent, 2 control, 3 view with consent, 4 view. */
  readonly shadowSettings?: number;
  /** How long a session may last, in milliseconds; 0 is no limit. */
  readonly timeoutSettingsConnection?: number;
  /** How long it stays without a client, in milliseconds. */
  readonly timeoutSettingsDisconnection?: number;
  /** How long nobody may use it, in milliseconds. */
  readonly timeoutSettingsIdle?: number;
  /** 0 RDP, 1 negotiate, 2 TLS. */
  readonly securityLayer?: number;
  /** 1 low, 2 client compatible, 3 high, 4 FIPS. */
  readonly minEncryptionLevel?: number;
  /** 1: users are known before they get a session. */
  readonly userAuthentication?: number;
  /** A text for people. */
  readonly comment?: string;
  /** Who is logged on without being asked. */
  readonly logonUserName?: string;
  /** The domain of that user. */
  readonly logonDomain?: string;
  /** The working directory of the first program. */
  readonly workDirectory?: string;
  /** The program that starts at logon. */
  readonly initialProgram?: string;
}

/** `WTSUSERCONFIGW`, by the numbers of Windows. Times are in milliseconds, and 0 is no limit. */
export interface ScenarioUserConfig {
  /** Where it is kept; 0 is the account database. */
  readonly source?: number;
  /** 1: the client may choose the program. */
  readonly inheritInitialProgram?: number;
  /** 1: the user may log on to remote sessions. */
  readonly allowLogonTerminalServer?: number;
  /** How long a session may last. */
  readonly timeoutSettingsConnections?: number;
  /** How long a session stays without a client. */
  readonly timeoutSettingsDisconnections?: number;
  /** How long nobody may use it. */
  readonly timeoutSettingsIdle?: number;
  /** 1: the drives of the client are connected at logon. */
  readonly deviceClientDrives?: number;
  /** 1: the printers of the client are connected at logon. */
  readonly deviceClientPrinters?: number;
  /** 1: the client's default printer becomes that of the session. */
  readonly clientDefaultPrinter?: number;
  /** 1: a session whose connection breaks ends. */
  readonly brokenTimeoutSettings?: number;
  /** 1: the user comes back from the same client only. */
  readonly reconnectSettings?: number;
  /** 0 no shadowing, 1 control with consent, 2 control, 3 view with consent, 4 view. */
  readonly shadowingSettings?: number;
  /** The program that starts at logon. */
  readonly initialProgram?: string;
  /** Its working directory. */
  readonly workDirectory?: string;
  /** The folder of the profile. */
  readonly terminalServerProfilePath?: string;
  /** The home folder. */
  readonly terminalServerHomeDir?: string;
  /** The drive of the home folder. */
  readonly terminalServerHomeDirDrive?: string;
}
