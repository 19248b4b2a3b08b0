import {
  INFO_CLASSES,
  type RawAddress,
  type RawClientInfo,
  type RawConfigInfo,
  type RawDisplay,
  type RawInfo,
  type RawSessionInfo,
  type RawSessionInfoEx,
} from '../../terminal/info/raw-info.js';

/** Writes a structure from its first byte to its last, as 64-bit Windows lays it out. What is not written is zero. */
class StructureWriter {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.#view = new DataView(this.bytes.buffer);
  }

  /** Goes on at this offset: the padding before a field of greater alignment. */
  at(offset: number): this {
    this.#at = offset;
    return this;
  }

  byte(value: number): this {
    this.#view.setUint8(this.#at, value);
    this.#at += 1;
    return this;
  }

  words(...values: readonly number[]): this {
    for (const value of values) {
      this.#view.setUint16(this.#at, value, true);
      this.#at += 2;
    }
    return this;
  }

  dwords(...values: readonly number[]): this {
    for (const value of values) {
      this.#view.setUint32(this.#at, value, true);
      this.#at += 4;
    }
    return this;
  }

  ticks(...values: readonly bigint[]): this {
    for (const value of values) {
      this.#view.setBigInt64(this.#at, value, true);
      this.#at += 8;
    }
    return this;
  }

  /** A field of so many UTF-16 units. */
  text(value: string, units: number): this {
    const end = this.#at + units * 2;
    this.words(...Array.from({ length: Math.min(units, value.length) }, (_, i) => value.charCodeAt(i)));
    this.#at = end;
    return this;
  }

  raw(value: Uint8Array): this {
    this.bytes.set(value, this.#at);
    this.#at += value.length;
    return this;
  }
}

const PATH = 261;

/** The buffer that `WTSQuerySessionInformationW` gives for a value. */
export function infoBytes(infoClass: number, value: RawInfo): Uint8Array {
  switch (INFO_CLASSES[infoClass]) {
    case 'WTSSessionActivityId':
      return guid(value as string);
    case 'WTSClientProductId':
    case 'WTSClientProtocolType':
      return new StructureWriter(2).words(value as number).bytes;
    case 'WTSIsRemoteSession':
      return Uint8Array.of(value ? 1 : 0);
    case 'WTSClientAddress':
    case 'WTSSessionAddressV4':
      return new StructureWriter(24).dwords((value as RawAddress).family).raw((value as RawAddress).bytes).bytes;
    case 'WTSClientDisplay': {
      const { width, height, colorDepth } = value as RawDisplay;
      return new StructureWriter(12).dwords(width, height, colorDepth).bytes;
    }
    case 'WTSClientInfo':
      return clientInfo(value as RawClientInfo);
    case 'WTSSessionInfo':
      return sessionInfo(value as RawSessionInfo);
    case 'WTSSessionInfoEx':
      return sessionInfoEx(value as RawSessionInfoEx);
    case 'WTSConfigInfo':
      return configInfo(value as RawConfigInfo);
    case 'WTSCapabilityCheck': {
      const numbers = value as readonly number[];
      return new StructureWriter(4 * numbers.length).dwords(...numbers).bytes;
    }
    default:
      if (typeof value === 'string') return new StructureWriter(2 * value.length + 2).text(value, value.length).bytes;
      if (typeof value === 'number') return new StructureWriter(4).dwords(value).bytes;
      return value instanceof Uint8Array ? value : new Uint8Array();
  }
}

function counters(it: RawSessionInfo): readonly number[] {
  return [
    it.incomingBytes,
    it.outgoingBytes,
    it.incomingFrames,
    it.outgoingFrames,
    it.incomingCompressedBytes,
    it.outgoingCompressedBytes,
  ];
}

function sessionInfo(it: RawSessionInfo): Uint8Array {
  return new StructureWriter(216)
    .dwords(it.state, it.sessionId, ...counters(it))
    .text(it.sessionName, 32)
    .text(it.domain, 17)
    .text(it.userName, 21)
    .at(176)
    .ticks(it.connectTime, it.disconnectTime, it.lastInputTime, it.logonTime, it.currentTime).bytes;
}

function sessionInfoEx(it: RawSessionInfoEx): Uint8Array {
  return new StructureWriter(232)
    .dwords(1)
    .at(8)
    .dwords(it.sessionId, it.state, it.sessionFlags)
    .text(it.sessionName, 33)
    .text(it.userName, 21)
    .text(it.domain, 18)
    .at(168)
    .ticks(it.logonTime, it.connectTime, it.disconnectTime, it.lastInputTime, it.currentTime)
    .dwords(...counters(it)).bytes;
}

function clientInfo(it: RawClientInfo): Uint8Array {
  return new StructureWriter(2304)
    .text(it.clientName, 21)
    .text(it.domain, 18)
    .text(it.userName, 21)
    .text(it.workDirectory, PATH)
    .text(it.initialProgram, PATH)
    .byte(it.encryptionLevel)
    .at(1168)
    .dwords(it.addressFamily)
    .words(...it.address)
    .at(1234)
    .words(it.hRes, it.vRes, it.colorDepth)
    .text(it.clientDirectory, PATH)
    .at(1764)
    .dwords(it.clientBuildNumber, it.clientHardwareId)
    .words(it.clientProductId, it.outBufCountHost, it.outBufCountClient, it.outBufLength)
    .text(it.deviceId, PATH).bytes;
}

function configInfo(it: RawConfigInfo): Uint8Array {
  return new StructureWriter(1668)
    .dwords(it.version, it.connectClientDrivesAtLogon, it.connectPrinterAtLogon, it.disablePrinterRedirection)
    .dwords(it.disableDefaultMainClientPrinter, it.shadowSettings)
    .text(it.logonUserName, 21)
    .text(it.logonDomain, 18)
    .text(it.workDirectory, PATH)
    .text(it.initialProgram, PATH)
    .text(it.applicationName, PATH).bytes;
}

/** Its first three parts are little-endian numbers. */
function guid(text: string): Uint8Array {
  const [a = '', b = '', c = '', ...rest] = text.split('-');
  const bytes = rest.join('').match(/../g) ?? [];
  return new StructureWriter(16)
    .dwords(Number.parseInt(a, 16))
    .words(Number.parseInt(b, 16), Number.parseInt(c, 16))
    .raw(Uint8Array.from(bytes, it => Number.parseInt(it, 16))).bytes;
}
