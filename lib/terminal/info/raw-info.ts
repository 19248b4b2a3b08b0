/**
 * What `WTSQuerySessionInformationW` answers, decoded but not interpreted. Times are FILETIME ticks as they came; 0, negative
 * and absurd ones are left for the decisions above. Texts end at their first NUL or at the end of their field.
 * A buffer that is NULL or shorter than its structure is no value: it is a failure with ERROR_INVALID_DATA (13).
 */
export interface RawInfoMap {
  WTSInitialProgram: string;
  WTSApplicationName: string;
  WTSWorkingDirectory: string;
  WTSOEMId: string;
  WTSSessionId: number;
  WTSUserName: string;
  WTSWinStationName: string;
  WTSDomainName: string;
  WTSConnectState: number;
  WTSClientBuildNumber: number;
  WTSClientName: string;
  WTSClientDirectory: string;
  WTSClientProductId: number;
  WTSClientHardwareId: number;
  WTSClientAddress: RawAddress;
  WTSClientDisplay: RawDisplay;
  WTSClientProtocolType: number;
  WTSIdleTime: Uint8Array;
  WTSLogonTime: Uint8Array;
  WTSIncomingBytes: Uint8Array;
  WTSOutgoingBytes: Uint8Array;
  WTSIncomingFrames: Uint8Array;
  WTSOutgoingFrames: Uint8Array;
  WTSClientInfo: RawClientInfo;
  WTSSessionInfo: RawSessionInfo;
  WTSSessionInfoEx: RawSessionInfoEx;
  WTSConfigInfo: RawConfigInfo;
  WTSValidationInfo: RawValidationInfo;
  WTSSessionAddressV4: RawAddress;
  WTSIsRemoteSession: boolean;
  /** Lower case, without braces. */
  WTSSessionActivityId: string;
  WTSCapabilityCheck: readonly number[];
}

export type InfoClassName = keyof RawInfoMap;
export type RawInfo = RawInfoMap[InfoClassName];

/** The names of `WTS_INFO_CLASS`; the index is the value. */
export const INFO_CLASSES = [
  'WTSInitialProgram',
  'WTSApplicationName',
  'WTSWorkingDirectory',
  'WTSOEMId',
  'WTSSessionId',
  'WTSUserName',
  'WTSWinStationName',
  'WTSDomainName',
  'WTSConnectState',
  'WTSClientBuildNumber',
  'WTSClientName',
  'WTSClientDirectory',
  'WTSClientProductId',
  'WTSClientHardwareId',
  'WTSClientAddress',
  'WTSClientDisplay',
  'WTSClientProtocolType',
  'WTSIdleTime',
  'WTSLogonTime',
  'WTSIncomingBytes',
  'WTSOutgoingBytes',
  'WTSIncomingFrames',
  'WTSOutgoingFrames',
  'WTSClientInfo',
  'WTSSessionInfo',
  'WTSSessionInfoEx',
  'WTSConfigInfo',
  'WTSValidationInfo',
  'WTSSessionAddressV4',
  'WTSIsRemoteSession',
  'WTSSessionActivityId',
  'WTSCapabilityCheck',
] as const satisfies readonly InfoClassName[];

/** `WTS_CLIENT_ADDRESS` and `WTS_SESSION_ADDRESS`: the family and all 20 bytes. */
export interface RawAddress {
  readonly family: number;
  readonly bytes: Uint8Array;
}

export interface RawDisplay {
  readonly width: number;
  readonly height: number;
  /** A code, not bits per pixel. */
  readonly colorDepth: number;
}

/** `WTSINFOW`. */
export interface RawSessionInfo {
  readonly state: number;
  readonly sessionId: number;
  readonly incomingBytes: number;
  readonly outgoingBytes: number;
  readonly incomingFrames: number;
  readonly outgoingFrames: number;
  readonly incomingCompressedBytes: number;
  readonly outgoingCompressedBytes: number;
  readonly sessionName: string;
  readonly domain: string;
  readonly userName: string;
  readonly connectTime: bigint;
  readonly disconnectTime: bigint;
  readonly lastInputTime: bigint;
  readonly logonTime: bigint;
  readonly currentTime: bigint;
}

/** `WTSINFOEXW` with its level 1. Another level has no known layout and counts as malformed. */
export interface RawSessionInfoEx extends RawSessionInfo {
  readonly level: 1;
  /** `WTS_SESSIONSTATE_*`: 0 lock, 1 unlock, 0xFFFFFFFF unknown; swapped on Windows 7 and Server 2008 R2. */
  readonly sessionFlags: number;
}

/** `WTSCLIENTW`. */
export interface RawClientInfo {
  readonly clientName: string;
  readonly domain: string;
  readonly userName: string;
  readonly workDirectory: string;
  readonly initialProgram: string;
  readonly encryptionLevel: number;
  readonly addressFamily: number;
  /** `ClientAddress`, 31 USHORTs: one octet each for IPv4, eight groups in network byte order for IPv6. */
  readonly address: readonly number[];
  readonly hRes: number;
  readonly vRes: number;
  readonly colorDepth: number;
  readonly clientDirectory: string;
  readonly clientBuildNumber: number;
  readonly clientHardwareId: number;
  readonly clientProductId: number;
  readonly outBufCountHost: number;
  readonly outBufCountClient: number;
  readonly outBufLength: number;
  readonly deviceId: string;
}

/** `WTSCONFIGINFOW`. */
export interface RawConfigInfo {
  readonly version: number;
  readonly connectClientDrivesAtLogon: number;
  readonly connectPrinterAtLogon: number;
  readonly disablePrinterRedirection: number;
  readonly disableDefaultMainClientPrinter: number;
  readonly shadowSettings: number;
  readonly logonUserName: string;
  readonly logonDomain: string;
  readonly workDirectory: string;
  readonly initialProgram: string;
  readonly applicationName: string;
}

/** `WTS_VALIDATION_INFORMATIONW`. */
export interface RawValidationInfo {
  readonly companyName: string;
  readonly productId: string;
  readonly license: Uint8Array;
  readonly hardwareId: Uint8Array;
}
