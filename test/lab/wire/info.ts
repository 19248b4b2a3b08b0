import type { RawInfo, RawInfoMap } from '../../../lib/terminal/info/raw-info.js';
import type { ByteWriter } from './bytes.js';

/** How a value of `WTSQuerySessionInformationW` travels; `../standin/info.cc` makes the structure of its class of it. */
const BYTES = 0;
const TEXT = 1;
const NUMBER = 2;
const STRUCTURE = 3;

type Structures = {
  [C in keyof RawInfoMap as RawInfoMap[C] extends string | number | boolean | Uint8Array | readonly number[]
    ? never
    : C]: (writer: ByteWriter, value: RawInfoMap[C]) => void;
};

const sessionCounters = (writer: ByteWriter, value: RawInfoMap['WTSSessionInfo']): ByteWriter =>
  writer
    .u32(value.incomingBytes)
    .u32(value.outgoingBytes)
    .u32(value.incomingFrames)
    .u32(value.outgoingFrames)
    .u32(value.incomingCompressedBytes)
    .u32(value.outgoingCompressedBytes)
    .text(value.sessionName)
    .text(value.domain)
    .text(value.userName);

const address = (writer: ByteWriter, value: RawInfoMap['WTSClientAddress']): void => {
  writer.u32(value.family).bytes(value.bytes);
};

const structures: Structures = {
  WTSClientAddress: address,
  WTSSessionAddressV4: address,
  WTSClientDisplay: (writer, value) => {
    writer.u32(value.width).u32(value.height).u32(value.colorDepth);
  },
  WTSClientInfo: (writer, value) => {
    writer.text(value.clientName).text(value.domain).text(value.userName).text(value.workDirectory);
    writer.text(value.initialProgram).text(value.clientDirectory).text(value.deviceId);
    writer.u32(value.encryptionLevel).u32(value.addressFamily);
    for (let i = 0; i < 31; i++) writer.u32(value.address[i] ?? 0);
    writer.u32(value.hRes).u32(value.vRes).u32(value.colorDepth);
    writer.u32(value.clientBuildNumber).u32(value.clientHardwareId).u32(value.clientProductId);
    writer.u32(value.outBufCountHost).u32(value.outBufCountClient).u32(value.outBufLength);
  },
  WTSSessionInfo: (writer, value) => {
    sessionCounters(writer.u32(value.state).u32(value.sessionId), value)
      .u64(value.connectTime)
      .u64(value.disconnectTime)
      .u64(value.lastInputTime)
      .u64(value.logonTime)
      .u64(value.currentTime);
  },
  WTSSessionInfoEx: (writer, value) => {
    writer.u32(1).u32(value.state).u32(value.sessionId).u32(value.sessionFlags);
    sessionCounters(writer, value)
      .u64(value.logonTime)
      .u64(value.connectTime)
      .u64(value.disconnectTime)
      .u64(value.lastInputTime)
      .u64(value.currentTime);
  },
  WTSConfigInfo: (writer, value) => {
    writer.u32(value.version).u32(value.connectClientDrivesAtLogon).u32(value.connectPrinterAtLogon);
    writer.u32(value.disablePrinterRedirection).u32(value.disableDefaultMainClientPrinter).u32(value.shadowSettings);
    writer.text(value.logonUserName).text(value.logonDomain).text(value.workDirectory);
    writer.text(value.initialProgram).text(value.applicationName);
  },
  WTSValidationInfo: (writer, value) => {
    writer.text(value.companyName).text(value.productId).bytes(value.license).bytes(value.hardwareId);
  },
};

/** By the number of the class, which is what travels. */
const byClass = new Map<number, (writer: ByteWriter, value: never) => void>([
  [14, structures.WTSClientAddress],
  [15, structures.WTSClientDisplay],
  [23, structures.WTSClientInfo],
  [24, structures.WTSSessionInfo],
  [25, structures.WTSSessionInfoEx],
  [26, structures.WTSConfigInfo],
  [27, structures.WTSValidationInfo],
  [28, structures.WTSSessionAddressV4],
]);

const ACTIVITY_ID = 30;

/** A GUID's first three parts are numbers, lowest byte first; the rest is bytes. */
function guid(text: string): Buffer {
  const bytes = Buffer.from(text.replace(/[^0-9a-f]/gi, ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

export function encodeInfo(writer: ByteWriter, infoClass: number, value: RawInfo): void {
  if (value instanceof Uint8Array) writer.u8(BYTES).bytes(value);
  else if (typeof value === 'string' && infoClass === ACTIVITY_ID) writer.u8(BYTES).bytes(guid(value));
  else if (typeof value === 'string') writer.u8(TEXT).text(value);
  else if (typeof value === 'number') writer.u8(NUMBER).u32(value);
  else if (typeof value === 'boolean') writer.u8(NUMBER).u32(value ? 1 : 0);
  else if (Array.isArray(value)) writer.u8(BYTES).bytes(new Uint8Array(Uint32Array.from(value).buffer));
  else {
    const encode = byClass.get(infoClass);
    if (!encode) throw new Error(`The lab has no layout for the value of class ${infoClass}.`);
    encode(writer.u8(STRUCTURE), value as never);
  }
}
