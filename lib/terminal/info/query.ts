import type { Answer } from '../../base/answer.js';
import { nearest } from '../../base/nearest.js';
import { ticksToDate } from '../../base/ticks.js';
import { checkOptions, checkUint32, wrongType, wrongValue } from '../../errors/arguments.js';
import type { SessionRef } from '../../identity/session.js';
import type { Cancel } from '../../lane/cancel.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { Ask } from '../../lane/job.js';
import type { DetailFacts, TerminalThread } from '../contract.js';
import { controlOf, type HostContext, hostError, runOnLane } from '../host-context.js';
import { counters } from '../sessions/details.js';
import { checkRef, checkSame, resolveId } from '../sessions/reference.js';
import { bitsPerPixel, protocolWord, stateWord } from '../sessions/words.js';
import { fromAddress, fromClientAddress } from './address.js';
import { infoClass } from './info-step.js';
import {
  INFO_CLASSES,
  type InfoClassName,
  type RawClientInfo,
  type RawConfigInfo,
  type RawInfo,
  type RawInfoMap,
  type RawSessionInfo,
} from './raw-info.js';
import type { ClientFacts, ConfigFacts, SessionFacts, WtsInfoMap } from './types.js';

export async function query<C extends InfoClassName>(
  host: HostContext,
  ref: SessionRef,
  name: C,
  options?: Cancel,
): Promise<WtsInfoMap[C]> {
  checkRef(host, ref);
  if (typeof name !== 'string') throw wrongType('infoClass', 'the name of a class of WTS_INFO_CLASS', name);
  if (!INFO_CLASSES.includes(name)) {
    const meant = nearest(name, INFO_CLASSES);
    throw wrongValue('infoClass', `a class of WTS_INFO_CLASS${meant ? ` (did you mean ${meant}?)` : ''}`, name);
  }
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await runOnLane(host, controlOf(host, options), async ask => {
    const id = await resolveId(host, ask, ref);
    const question = { ids: [id], steps: [{ infoClass: infoClass(name) }], skipOn: [], unknownOn: [] };
    const [facts] = (await ask(thread => thread.details(question))) as [DetailFacts];
    const answer = facts.answers[0]?.answer as Answer<RawInfo>;
    if (!answer.ok) throw hostError(host, answer, id);
    await checkAfter(host, ask, ref);
    return shape(name, answer.value);
  });
}

export async function queryRaw(
  host: HostContext,
  ref: SessionRef,
  number: number,
  options?: Cancel,
): Promise<Uint8Array> {
  checkRef(host, ref);
  checkUint32('infoClass', number, 0x7fffffff);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await runOnLane(host, controlOf(host, options), async ask => {
    const sessionId = await resolveId(host, ask, ref);
    const answer = await ask(thread => thread.queryRaw({ sessionId, infoClass: number }));
    if (!answer.ok) throw hostError(host, answer, sessionId);
    await checkAfter(host, ask, ref);
    return answer.value;
  });
}

/** Whose id is still the same logon's afterwards was so when it was asked about. */
async function checkAfter(host: HostContext, ask: Ask<TerminalThread>, ref: SessionRef): Promise<void> {
  if (typeof ref === 'object') await checkSame(host, ask, ref, 'WTSQuerySessionInformationW');
}

/** How the classes that are more than a text, a number or bytes are told. */
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

function shape<C extends InfoClassName>(name: C, raw: RawInfo): WtsInfoMap[C] {
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
