import { ticksToDate } from '../../base/ticks.js';
import { counters } from '../sessions/details.js';
import { bitsPerPixel, protocolWord, stateWord } from '../sessions/words.js';
import { fromAddress, fromClientAddress } from './address.js';
import type { InfoClassName, RawClientInfo, RawConfigInfo, RawInfo, RawInfoMap, RawSessionInfo } from './raw-info.js';
import type { ClientFacts, ConfigFacts, SessionFacts, WtsInfoMap } from './types.js';

/** What `query` returns for the classes that are more than a text, a number or bytes. */
const SHAPES: { readonly [C in InfoClassName]?: (raw: RawInfoMap[C]) => WtsInfoMap[C] } = {
  WTSConnectState: stateWord,
  WTSClientProtocolType: protocolWord,
  WTSClientAddress: raw => Object.freeze(fromAddress(raw)),
  WTSSessionAddressV4: raw => Object.freeze(fromAddress(raw)),
  WTSClientDisplay: raw =>
    Object.freeze({ width: raw.width, height: raw.height, bitsPerPixel: bitsPerPixel(raw.colorDepth) }),
  WTSClientInfo: clientFacts,
  WTSSessionInfo: raw => Object.freeze(sessionFacts(raw)),
  WTSSessionInfoEx: raw => Object.freeze({ ...sessionFacts(raw), sessionFlags: raw.sessionFlags }),
  WTSConfigInfo: configFacts,
  WTSValidationInfo: raw => Object.freeze({ ...raw }),
  WTSCapabilityCheck: raw => Object.freeze([...raw]),
};

/** What `host.query` answers for a class. */
export function shape<C extends InfoClassName>(name: C, raw: RawInfo): WtsInfoMap[C] {
  const how = SHAPES[name] as ((raw: RawInfo) => WtsInfoMap[C]) | undefined;
  return how ? how(raw) : (raw as WtsInfoMap[C]);
}

function sessionFacts(raw: RawSessionInfo): SessionFacts {
  return {
    state: stateWord(raw.state),
    sessionId: raw.sessionId,
    name: raw.sessionName,
    user: raw.userName,
    domain: raw.domain,
    connectTime: ticksToDate(raw.connectTime),
    disconnectTime: ticksToDate(raw.disconnectTime),
    lastInputTime: ticksToDate(raw.lastInputTime),
    logonTime: ticksToDate(raw.logonTime),
    currentTime: ticksToDate(raw.currentTime),
    ...counters(raw),
  };
}

function clientFacts(raw: RawClientInfo): ClientFacts {
  return Object.freeze({
    clientName: raw.clientName,
    domain: raw.domain,
    user: raw.userName,
    workDirectory: raw.workDirectory,
    initialProgram: raw.initialProgram,
    encryptionLevel: raw.encryptionLevel,
    address: Object.freeze(fromClientAddress(raw.addressFamily, raw.address)),
    display: Object.freeze({ width: raw.hRes, height: raw.vRes, bitsPerPixel: bitsPerPixel(raw.colorDepth) }),
    clientDirectory: raw.clientDirectory,
    clientBuild: raw.clientBuildNumber,
    clientHardwareId: raw.clientHardwareId,
    clientProductId: raw.clientProductId,
    hostBuffers: raw.outBufCountHost,
    clientBuffers: raw.outBufCountClient,
    bufferLength: raw.outBufLength,
    deviceId: raw.deviceId,
  });
}

const SHADOW = ['disabled', 'controlWithConsent', 'control', 'viewWithConsent', 'view'] as const;

function configFacts(raw: RawConfigInfo): ConfigFacts {
  return Object.freeze({
    version: raw.version,
    connectClientDrivesAtLogon: raw.connectClientDrivesAtLogon !== 0,
    connectPrinterAtLogon: raw.connectPrinterAtLogon !== 0,
    disablePrinterRedirection: raw.disablePrinterRedirection !== 0,
    disableDefaultMainClientPrinter: raw.disableDefaultMainClientPrinter !== 0,
    shadow: SHADOW[raw.shadowSettings] ?? 'unknown',
    logonUser: raw.logonUserName,
    logonDomain: raw.logonDomain,
    workDirectory: raw.workDirectory,
    initialProgram: raw.initialProgram,
    applicationName: raw.applicationName,
  });
}
