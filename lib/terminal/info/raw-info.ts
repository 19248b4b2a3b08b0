import { bytes, flag, i32, type Kind, list, record, type TypeOf, text, ticks, u32 } from '../../base/call.js';

/** `WTS_CLIENT_ADDRESS` and `WTS_SESSION_ADDRESS`: the family and all 20 bytes. */
const address = record({ family: u32, bytes });

const display = record({
  width: u32,
  height: u32,
  /** A code, not bits per pixel. */
  colorDepth: u32,
});

const session = {
  state: i32,
  sessionId: u32,
  incomingBytes: u32,
  outgoingBytes: u32,
  incomingFrames: u32,
  outgoingFrames: u32,
  incomingCompressedBytes: u32,
  outgoingCompressedBytes: u32,
  sessionName: text,
  domain: text,
  userName: text,
  connectTime: ticks,
  disconnectTime: ticks,
  lastInputTime: ticks,
  logonTime: ticks,
  currentTime: ticks,
};

/** `WTSINFOW`. */
const sessionInfo = record(session);

/** `WTSINFOEXW` with its level 1. Another level has no known layout and counts as malformed. */
const sessionInfoEx = record({
  ...session,
  /** `WTS_SESSIONSTATE_*`: 0 lock, 1 unlock, 0xFFFFFFFF unknown; swapped on Windows 7 and Server 2008 R2. */
  sessionFlags: u32,
});

/** `WTSCLIENTW`. */
const clientInfo = record({
  clientName: text,
  domain: text,
  userName: text,
  workDirectory: text,
  initialProgram: text,
  encryptionLevel: u32,
  addressFamily: u32,
  /** `ClientAddress`, 31 USHORTs: one octet each for IPv4, eight groups in network byte order for IPv6. */
  address: list(u32),
  hRes: u32,
  vRes: u32,
  colorDepth: u32,
  clientDirectory: text,
  clientBuildNumber: u32,
  clientHardwareId: u32,
  clientProductId: u32,
  outBufCountHost: u32,
  outBufCountClient: u32,
  outBufLength: u32,
  deviceId: text,
});

/** `WTSCONFIGINFOW`. */
const configInfo = record({
  version: u32,
  connectClientDrivesAtLogon: u32,
  connectPrinterAtLogon: u32,
  disablePrinterRedirection: u32,
  disableDefaultMainClientPrinter: u32,
  shadowSettings: u32,
  logonUserName: text,
  logonDomain: text,
  workDirectory: text,
  initialProgram: text,
  applicationName: text,
});

/** `WTS_VALIDATION_INFORMATIONW`. */
const validationInfo = record({ companyName: text, productId: text, license: bytes, hardwareId: bytes });

/**
 * What `WTSQuerySessionInformationW` answers for each class, by name and in the order of its numbers: decoded but not
 * interpreted. Times are FILETIME ticks as they came; 0, negative and absurd ones are left for the decisions above. Texts end at
 * their first NUL or at the end of their field. A buffer that is NULL or shorter than its structure is no value: it is a failure
 * with ERROR_INVALID_DATA (13).
 */
export const INFO_KINDS = {
  WTSInitialProgram: text,
  WTSApplicationName: text,
  WTSWorkingDirectory: text,
  WTSOEMId: text,
  WTSSessionId: u32,
  WTSUserName: text,
  WTSWinStationName: text,
  WTSDomainName: text,
  WTSConnectState: i32,
  WTSClientBuildNumber: u32,
  WTSClientName: text,
  WTSClientDirectory: text,
  WTSClientProductId: u32,
  WTSClientHardwareId: u32,
  WTSClientAddress: address,
  WTSClientDisplay: display,
  WTSClientProtocolType: u32,
  WTSIdleTime: bytes,
  WTSLogonTime: bytes,
  WTSIncomingBytes: bytes,
  WTSOutgoingBytes: bytes,
  WTSIncomingFrames: bytes,
  WTSOutgoingFrames: bytes,
  WTSClientInfo: clientInfo,
  WTSSessionInfo: sessionInfo,
  WTSSessionInfoEx: sessionInfoEx,
  WTSConfigInfo: configInfo,
  WTSValidationInfo: validationInfo,
  WTSSessionAddressV4: address,
  WTSIsRemoteSession: flag,
  /** Lower case, without braces. */
  WTSSessionActivityId: text,
  WTSCapabilityCheck: list(u32),
} as const satisfies Readonly<Record<string, Kind>>;

export type RawInfoMap = { readonly [C in keyof typeof INFO_KINDS]: TypeOf<(typeof INFO_KINDS)[C]> };
/**
 * A class of [`WTS_INFO_CLASS`](https://learn.microsoft.com/windows/win32/api/wtsapi32/ne-wtsapi32-wts_info_class), by
 * its name there.
 */
export type InfoClassName = keyof RawInfoMap;
export type RawInfo = RawInfoMap[InfoClassName];

/** The names of `WTS_INFO_CLASS`; the index is the value. */
export const INFO_CLASSES = Object.keys(INFO_KINDS) as readonly InfoClassName[];

export type RawAddress = RawInfoMap['WTSClientAddress'];
export type RawDisplay = RawInfoMap['WTSClientDisplay'];
export type RawSessionInfo = RawInfoMap['WTSSessionInfo'];
export type RawSessionInfoEx = RawInfoMap['WTSSessionInfoEx'];
export type RawClientInfo = RawInfoMap['WTSClientInfo'];
export type RawConfigInfo = RawInfoMap['WTSConfigInfo'];
export type RawValidationInfo = RawInfoMap['WTSValidationInfo'];
