import type { Answer } from '../../base/answer.js';
import { formatTicks } from '../../base/ticks.js';
import { readGuid } from '../../identity/guid-text.js';
import type { SessionState } from '../../identity/session.js';
import type { DetailFacts } from '../contract.js';
import { fromAddress, fromClientAddress } from '../info/address.js';
import type { InfoClassName, RawClientInfo, RawInfoMap, RawSessionInfo } from '../info/raw-info.js';
import { flagWord, type LockMeaning } from '../sessions/lock-and-idle.js';
import { protocolWord } from '../sessions/words.js';
import type { ScenarioClient, ScenarioSession } from './scenario.js';

/** A row of the listing with all its values. */
export interface CapturedRow {
  readonly id: number;
  readonly state: SessionState;
  readonly name: string | undefined;
  readonly user: string | undefined;
  readonly domain: string | undefined;
  readonly hostName: string | undefined;
  readonly farmName: string | undefined;
}

export interface CapturedFacts {
  readonly row: CapturedRow;
  readonly facts: DetailFacts;
  readonly info: (RawSessionInfo & { readonly sessionFlags?: number }) | undefined;
}

export function capturedSession(
  { row, facts, info }: CapturedFacts,
  sid: Answer<string> | undefined,
  meaning: LockMeaning,
): ScenarioSession {
  const get = <C extends InfoClassName>(name: C): RawInfoMap[C] | undefined => {
    const answer = facts.answers[name] as Answer<RawInfoMap[C]> | undefined;
    return answer?.ok ? answer.value : undefined;
  };
  const protocol = get('WTSClientProtocolType');
  const client = get('WTSClientInfo');
  const virtual = get('WTSSessionAddressV4');
  return {
    id: row.id,
    name: row.name ?? null,
    state: row.state === 'unknown' ? undefined : row.state,
    user: row.user ?? null,
    domain: row.domain ?? null,
    sid: sid?.ok ? sid.value : null,
    hostName: row.hostName ?? null,
    farmName: row.farmName ?? null,
    ...(info && {
      logonTime: time(info.logonTime),
      connectTime: time(info.connectTime),
      disconnectTime: time(info.disconnectTime),
      lastInputTime: time(info.lastInputTime),
      lock: flagWord(info.sessionFlags, meaning),
      incomingBytes: info.incomingBytes,
      outgoingBytes: info.outgoingBytes,
      incomingFrames: info.incomingFrames,
      outgoingFrames: info.outgoingFrames,
      incomingCompressedBytes: info.incomingCompressedBytes,
      outgoingCompressedBytes: info.outgoingCompressedBytes,
    }),
    ...(protocol !== undefined && { protocol: protocolOf(protocol) }),
    remote: get('WTSIsRemoteSession'),
    client: client && isClient(client) ? capturedClient(client) : null,
    initialProgram: get('WTSInitialProgram'),
    applicationName: get('WTSApplicationName'),
    workingDirectory: get('WTSWorkingDirectory'),
    oemId: get('WTSOEMId'),
    config: get('WTSConfigInfo'),
    virtualAddress: virtual ? (fromAddress(virtual).address ?? null) : null,
    activityId: readGuid(get('WTSSessionActivityId') ?? '') ?? null,
    capabilities: get('WTSCapabilityCheck') ?? null,
  };
}

function time(ticks: bigint): string | null {
  return ticks > 0n ? formatTicks(ticks) : null;
}

function protocolOf(type: number): ScenarioSession['protocol'] {
  const word = protocolWord(type);
  return word === 'unknown' ? type : word;
}

function isClient(raw: RawClientInfo): boolean {
  return raw.clientName !== '' || raw.addressFamily !== 0 || raw.clientBuildNumber !== 0;
}

function capturedClient(raw: RawClientInfo): ScenarioClient {
  return {
    name: raw.clientName,
    build: raw.clientBuildNumber,
    address: fromClientAddress(raw.addressFamily, raw.address).address ?? null,
    directory: raw.clientDirectory,
    hardwareId: raw.clientHardwareId,
    productId: raw.clientProductId,
    display: { width: raw.hRes, height: raw.vRes, colorDepth: raw.colorDepth },
    user: raw.userName,
    domain: raw.domain,
    workDirectory: raw.workDirectory,
    initialProgram: raw.initialProgram,
    encryptionLevel: raw.encryptionLevel,
    outBufCountHost: raw.outBufCountHost,
    outBufCountClient: raw.outBufCountClient,
    outBufLength: raw.outBufLength,
    deviceId: raw.deviceId,
  };
}
