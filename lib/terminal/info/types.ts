import type { Guid } from '../../identity/guid-text.js';
import type { SessionState } from '../../identity/session.js';
import type { Counters, Display, Protocol } from '../sessions/types.js';

/** What `host.query` answers for each class of `WTS_INFO_CLASS`. */
export interface WtsInfoMap {
  WTSInitialProgram: string;
  /** The published RemoteApp, if the session is one. */
  WTSApplicationName: string;
  WTSWorkingDirectory: string;
  /** Not used by Windows. */
  WTSOEMId: string;
  WTSSessionId: number;
  /** `''` when nobody is logged on. */
  WTSUserName: string;
  /** The session's name; not a window station. */
  WTSWinStationName: string;
  WTSDomainName: string;
  WTSConnectState: SessionState;
  WTSClientBuildNumber: number;
  WTSClientName: string;
  WTSClientDirectory: string;
  WTSClientProductId: number;
  /** Reserved; Windows says 0. */
  WTSClientHardwareId: number;
  WTSClientAddress: AddressInfo;
  WTSClientDisplay: Display;
  WTSClientProtocolType: Protocol;
  /** Windows answers ERROR_NOT_SUPPORTED; see `SessionDetails.idleMs`. */
  WTSIdleTime: Uint8Array;
  /** Windows answers ERROR_NOT_SUPPORTED, as for the next four; `WTSSessionInfo` has them. */
  WTSLogonTime: Uint8Array;
  WTSIncomingBytes: Uint8Array;
  WTSOutgoingBytes: Uint8Array;
  WTSIncomingFrames: Uint8Array;
  WTSOutgoingFrames: Uint8Array;
  WTSClientInfo: ClientFacts;
  WTSSessionInfo: SessionFacts;
  /** Windows 7, Server 2008 R2. */
  WTSSessionInfoEx: SessionFactsEx;
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

export interface AddressInfo {
  readonly family: 'ipv4' | 'ipv6' | 'none' | 'unknown';
  readonly address: string | undefined;
}

/** `WTSINFOW`. User and domain are cut at 20 and 16 characters; `Session` has them whole. */
export interface SessionFacts extends Counters {
  readonly state: SessionState;
  readonly sessionId: number;
  readonly name: string;
  readonly user: string;
  readonly domain: string;
  readonly connectTime: Date | undefined;
  readonly disconnectTime: Date | undefined;
  readonly lastInputTime: Date | undefined;
  readonly logonTime: Date | undefined;
  readonly currentTime: Date | undefined;
}

/** `WTSINFOEXW`, level 1. */
export interface SessionFactsEx extends SessionFacts {
  /** As Windows gives it: 0 lock, 1 unlock, 0xFFFFFFFF unknown. Swapped on Windows 7 and Server 2008 R2. */
  readonly sessionFlags: number;
}

/** `WTSCLIENTW`. */
export interface ClientFacts {
  readonly clientName: string;
  readonly domain: string;
  readonly user: string;
  readonly workDirectory: string;
  readonly initialProgram: string;
  readonly encryptionLevel: number;
  readonly address: AddressInfo;
  readonly display: Display;
  readonly clientDirectory: string;
  readonly clientBuild: number;
  readonly clientHardwareId: number;
  readonly clientProductId: number;
  readonly hostBuffers: number;
  readonly clientBuffers: number;
  readonly bufferLength: number;
  readonly deviceId: string;
}

/** `WTSCONFIGINFOW`. */
export interface ConfigFacts {
  readonly version: number;
  readonly connectClientDrivesAtLogon: boolean;
  readonly connectPrinterAtLogon: boolean;
  readonly disablePrinterRedirection: boolean;
  readonly disableDefaultMainClientPrinter: boolean;
  readonly shadow: 'disabled' | 'controlWithConsent' | 'control' | 'viewWithConsent' | 'view' | 'unknown';
  readonly logonUser: string;
  readonly logonDomain: string;
  readonly workDirectory: string;
  readonly initialProgram: string;
  readonly applicationName: string;
}

/** `WTS_VALIDATION_INFORMATIONW`. */
export interface ValidationFacts {
  readonly companyName: string;
  readonly productId: string;
  readonly license: Uint8Array;
  readonly hardwareId: Uint8Array;
}
