import type {
  InfoClassName,
  RawAddress,
  RawClientInfo,
  RawConfigInfo,
  RawDisplay,
  RawInfo,
  RawInfoMap,
  RawSessionInfo,
  RawValidationInfo,
} from '../../terminal/info/raw-info.js';
import type { PackReader } from '../bridge/pack.js';

// Field after field as native/terminal/info.cc writes them. JavaScript evaluates the members of a literal in their order.

const text = (pack: PackReader): string => pack.text();
const word = (pack: PackReader): number => pack.word();
const bytes = (pack: PackReader): Uint8Array => pack.bytes();

const address = (pack: PackReader): RawAddress => ({ family: pack.word(), bytes: pack.bytes() });

const display = (pack: PackReader): RawDisplay => ({
  width: pack.word(),
  height: pack.word(),
  colorDepth: pack.word(),
});

const sessionInfo = (pack: PackReader): RawSessionInfo => ({
  state: pack.int(),
  sessionId: pack.word(),
  incomingBytes: pack.word(),
  outgoingBytes: pack.word(),
  incomingFrames: pack.word(),
  outgoingFrames: pack.word(),
  incomingCompressedBytes: pack.word(),
  outgoingCompressedBytes: pack.word(),
  sessionName: pack.text(),
  domain: pack.text(),
  userName: pack.text(),
  connectTime: pack.ticks(),
  disconnectTime: pack.ticks(),
  lastInputTime: pack.ticks(),
  logonTime: pack.ticks(),
  currentTime: pack.ticks(),
});

const words = (pack: PackReader, count: number): number[] => Array.from({ length: count }, () => pack.word());

const clientInfo = (pack: PackReader): RawClientInfo => ({
  clientName: pack.text(),
  domain: pack.text(),
  userName: pack.text(),
  workDirectory: pack.text(),
  initialProgram: pack.text(),
  encryptionLevel: pack.word(),
  addressFamily: pack.word(),
  address: words(pack, 31),
  hRes: pack.word(),
  vRes: pack.word(),
  colorDepth: pack.word(),
  clientDirectory: pack.text(),
  clientBuildNumber: pack.word(),
  clientHardwareId: pack.word(),
  clientProductId: pack.word(),
  outBufCountHost: pack.word(),
  outBufCountClient: pack.word(),
  outBufLength: pack.word(),
  deviceId: pack.text(),
});

const configInfo = (pack: PackReader): RawConfigInfo => ({
  version: pack.word(),
  connectClientDrivesAtLogon: pack.word(),
  connectPrinterAtLogon: pack.word(),
  disablePrinterRedirection: pack.word(),
  disableDefaultMainClientPrinter: pack.word(),
  shadowSettings: pack.word(),
  logonUserName: pack.text(),
  logonDomain: pack.text(),
  workDirectory: pack.text(),
  initialProgram: pack.text(),
  applicationName: pack.text(),
});

const validationInfo = (pack: PackReader): RawValidationInfo => ({
  companyName: pack.text(),
  productId: pack.text(),
  license: pack.bytes(),
  hardwareId: pack.bytes(),
});

const READERS: { readonly [C in InfoClassName]: (pack: PackReader) => RawInfoMap[C] } = {
  WTSInitialProgram: text,
  WTSApplicationName: text,
  WTSWorkingDirectory: text,
  WTSOEMId: text,
  WTSSessionId: word,
  WTSUserName: text,
  WTSWinStationName: text,
  WTSDomainName: text,
  WTSConnectState: pack => pack.int(),
  WTSClientBuildNumber: word,
  WTSClientName: text,
  WTSClientDirectory: text,
  WTSClientProductId: word,
  WTSClientHardwareId: word,
  WTSClientAddress: address,
  WTSClientDisplay: display,
  WTSClientProtocolType: word,
  WTSIdleTime: bytes,
  WTSLogonTime: bytes,
  WTSIncomingBytes: bytes,
  WTSOutgoingBytes: bytes,
  WTSIncomingFrames: bytes,
  WTSOutgoingFrames: bytes,
  WTSClientInfo: clientInfo,
  WTSSessionInfo: sessionInfo,
  WTSSessionInfoEx: pack => ({ ...sessionInfo(pack), sessionFlags: pack.word() }),
  WTSConfigInfo: configInfo,
  WTSValidationInfo: validationInfo,
  WTSSessionAddressV4: address,
  WTSIsRemoteSession: pack => pack.flag(),
  WTSSessionActivityId: text,
  WTSCapabilityCheck: pack => pack.numbers(),
};

/** What the class answered. */
export function readInfo(pack: PackReader, name: InfoClassName): RawInfo {
  return READERS[name](pack);
}
