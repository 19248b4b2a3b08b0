import type { Guid } from '../../identity/guid-text.js';
import type { SessionState } from '../../identity/session.js';
import type { Counters, Display, Protocol } from '../sessions/types.js';

/** What `host.query` answers for each class of `WTS_INFO_CLASS`. */
export interface WtsInfoMap {
  /** The program that starts at logon; `''` is the desktop. */
  WTSInitialProgram: string;
  /** The published RemoteApp, if the session is one. */
  WTSApplicationName: string;
  /** The working directory of that program. */
  WTSWorkingDirectory: string;
  /** Not used by Windows. */
  WTSOEMId: string;
  /** The id of the session. */
  WTSSessionId: number;
  /** `''` when nobody is logged on. */
  WTSUserName: string;
  /** The session's name; not a window station. */
  WTSWinStationName: string;
  /** The domain of the user; `''` when nobody is logged on. */
  WTSDomainName: string;
  /** The state of the session. */
  WTSConnectState: SessionState;
  /** The build number of the client program. */
  WTSClientBuildNumber: number;
  /** The client machine's name; `''` at the console. */
  WTSClientName: string;
  /** Where the client program is installed on the client. */
  WTSClientDirectory: string;
  /** The product id of the client program. */
  WTSClientProductId: number;
  /** Reserved; Windows says 0. */
  WTSClientHardwareId: number;
  /** The address that the client reported; it may be a private one. */
  WTSClientAddress: AddressInfo;
  /** The client's display. */
  WTSClientDisplay: Display;
  /** How the session is used: at the console, or over which protocol. */
  WTSClientProtocolType: Protocol;
  /** Windows answers ERROR_NOT_SUPPORTED; see `SessionDetails.idleMs`. */
  WTSIdleTime: Uint8Array;
  /** Windows answers ERROR_NOT_SUPPORTED, as for the next four; `WTSSessionInfo` has them. */
  WTSLogonTime: Uint8Array;
  /** As for `WTSLogonTime`. */
  WTSIncomingBytes: Uint8Array;
  /** As for `WTSLogonTime`. */
  WTSOutgoingBytes: Uint8Array;
  /** As for `WTSLogonTime`. */
  WTSIncomingFrames: Uint8Array;
  /** As for `WTSLogonTime`. */
  WTSOutgoingFrames: Uint8Array;
  /** All about the client. */
  WTSClientInfo: ClientFacts;
  /** The times and counters of the session. */
  WTSSessionInfo: SessionFacts;
  /** Windows 7, Server 2008 R2. */
  WTSSessionInfoEx: SessionFactsEx;
  /** How the session is configured. */
  WTSConfigInfo: ConfigFacts;
  /** Windows answers ERROR_NOT_SUPPORTED. */
  WTSValidationInfo: ValidationFacts;
  /** Fails with reason `'not-supported'` when the session has no virtual address. */
  WTSSessionAddressV4: AddressInfo;
  /** Local host only. */
  WTSIsRemoteSession: boolean;
  /** Windows 11 23H2, Server 2025. */
  WTSSessionActivityId: Guid;
  /** Windows 11 24H2. */
  WTSCapabilityCheck: readonly number[];
}

/** An address as Windows gives it, and its family. */
export interface AddressInfo {
  /** `'none'`: there is no address. `'unknown'`: a family that this library does not read. */
  readonly family: 'ipv4' | 'ipv6' | 'none' | 'unknown';
  /** As text; `undefined` for the families `'none'` and `'unknown'`. */
  readonly address: string | undefined;
}

/** `WTSINFOW`. User and domain are cut at 20 and 16 characters; `Session` has them whole. */
export interface SessionFacts extends Counters {
  /** The state of the session. */
  readonly state: SessionState;
  /** The id of the session. */
  readonly sessionId: number;
  /** The name of the session. */
  readonly name: string;
  /** `''` when nobody is logged on. */
  readonly user: string;
  /** `''` when nobody is logged on. */
  readonly domain: string;
  /** The last time a client connected. */
  readonly connectTime: Date | undefined;
  /** The last time the client disconnected. */
  readonly disconnectTime: Date | undefined;
  /** The last input of the user. */
  readonly lastInputTime: Date | undefined;
  /** When the user logged on. */
  readonly logonTime: Date | undefined;
  /** The host's own clock when it answered. */
  readonly currentTime: Date | undefined;
}

/** `WTSINFOEXW`, level 1. */
export interface SessionFactsEx extends SessionFacts {
  /** As Windows gives it: 0 lock, 1 unlock, 0xFFFFFFFF unknown. Swapped on Windows 7 and Server 2008 R2. */
  readonly sessionFlags: number;
}

/** `WTSCLIENTW`. */
export interface ClientFacts {
  /** The client machine's name. */
  readonly clientName: string;
  /** The domain that the client named, cut at 17 characters. */
  readonly domain: string;
  /** The user that the client named, cut at 20 characters. */
  readonly user: string;
  /** The working directory that the client asked for. */
  readonly workDirectory: string;
  /** The program that the client asked to start. */
  readonly initialProgram: string;
  /** How strongly the connection is encrypted, by the numbers of Windows. */
  readonly encryptionLevel: number;
  /** The address that the client reported. */
  readonly address: AddressInfo;
  /** The client's display. */
  readonly display: Display;
  /** Where the client program is installed on the client. */
  readonly clientDirectory: string;
  /** The build number of the client program. */
  readonly clientBuild: number;
  /** Reserved by Windows. */
  readonly clientHardwareId: number;
  /** The product id of the client program. */
  readonly clientProductId: number;
  /** `OutBufCountHost`. */
  readonly hostBuffers: number;
  /** `OutBufCountClient`. */
  readonly clientBuffers: number;
  /** `OutBufLength`, in bytes. */
  readonly bufferLength: number;
  /** `DeviceId` of the network adapter. */
  readonly deviceId: string;
}

/** `WTSCONFIGINFOW`. */
export interface ConfigFacts {
  /** The version of the structure. */
  readonly version: number;
  /** The drives of the client are connected at logon. */
  readonly connectClientDrivesAtLogon: boolean;
  /** The printers of the client are connected at logon. */
  readonly connectPrinterAtLogon: boolean;
  /** Printers of the client are not redirected. */
  readonly disablePrinterRedirection: boolean;
  /** The client's default printer does not become the session's. */
  readonly disableDefaultMainClientPrinter: boolean;
  /** Who may shadow the session: see it, or control it, and whether its user must consent. */
  readonly shadow: 'disabled' | 'controlWithConsent' | 'control' | 'viewWithConsent' | 'view' | 'unknown';
  /** The user who is logged on automatically. */
  readonly logonUser: string;
  /** The domain of that user. */
  readonly logonDomain: string;
  /** The working directory of the first program. */
  readonly workDirectory: string;
  /** The program that starts at logon. */
  readonly initialProgram: string;
  /** The published RemoteApp, if the session is one. */
  readonly applicationName: string;
}

/** `WTS_VALIDATION_INFORMATIONW`. */
export interface ValidationFacts {
  /** `CompanyName` of the product. */
  readonly companyName: string;
  /** `ProductID` of the product. */
  readonly productId: string;
  /** The licence, as bytes. */
  readonly license: Uint8Array;
  /** The id of the hardware, as bytes. */
  readonly hardwareId: Uint8Array;
}
