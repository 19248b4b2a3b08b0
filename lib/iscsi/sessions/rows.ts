import type { Guid } from '../../identity/guid-text.js';
import type { IscsiConnectionId } from '../../identity/iscsi-connection-id.js';
import type { IscsiSessionId } from '../../identity/iscsi-session-id.js';
import type { IscsiValue } from '../calls.js';
import type {
  IscsiAuth,
  IscsiConnection,
  IscsiDevice,
  IscsiNegotiated,
  IscsiSession,
  IscsiSessionDetails,
} from './types.js';

export type RawSession = IscsiValue<'GetIScsiSessionListW'>[number];
export type RawNegotiated = IscsiValue<'GetIScsiSessionListEx'>[number];
export type RawDevice = IscsiValue<'GetDevicesForIScsiSessionW'>[number];

/** Where there is no number. */
const NONE = 0xffffffff;
const AUTH: readonly IscsiAuth[] = ['none', 'chap', 'mutualChap'];
const TYPES = ['discovery', 'informational', 'data', 'boot'] as const;

export const authWord = (auth: number | undefined): IscsiAuth => AUTH[auth ?? -1] ?? 'unknown';
const number = (value: number): number | undefined => (value === NONE ? undefined : value);
export const given = (value: string): string | undefined => (value === '' ? undefined : value);

/** Either name may be missing; where both are there they may differ. */
export const targetOf = ({ targetName, targetNodeName }: Pick<RawSession, 'targetName' | 'targetNodeName'>) =>
  targetName ?? targetNodeName;

export function sessionFrom(raw: RawSession, takenAt: Date): IscsiSession {
  const connections = Object.freeze(
    raw.connections.map(
      ({ id, cid, initiatorAddress, initiatorPort, targetAddress, targetPort }): IscsiConnection =>
        Object.freeze({
          id: id as IscsiConnectionId,
          cid,
          initiatorAddress,
          initiatorPort,
          targetAddress,
          targetPort,
        }),
    ),
  );
  const { targetNodeName, targetName, initiatorName, isid, tsid } = raw;
  return {
    id: raw.id as IscsiSessionId,
    target: targetOf(raw),
    targetNodeName,
    targetName,
    initiatorNodeName: initiatorName,
    isid,
    tsid,
    connections,
    connected: connections.length > 0,
    takenAt,
  };
}

export function typeFrom({ type }: RawNegotiated): IscsiSessionDetails['type'] {
  return TYPES[type] ?? 'unknown';
}

export function negotiatedFrom(raw: RawNegotiated): IscsiNegotiated {
  const leading = raw.connections[0];
  return Object.freeze({
    initialR2T: raw.initialR2T,
    immediateData: raw.immediateData,
    maxOutstandingR2T: raw.maxOutstandingR2T,
    firstBurstBytes: raw.firstBurst,
    maxBurstBytes: raw.maxBurst,
    maxConnections: raw.maxConnections,
    errorRecoveryLevel: raw.errorRecoveryLevel,
    headerDigest: leading?.headerDigest === 1,
    dataDigest: leading?.dataDigest === 1,
    auth: authWord(leading?.auth),
  });
}

export function deviceFrom(raw: RawDevice): IscsiDevice {
  return Object.freeze({
    initiatorInstance: raw.initiatorName,
    target: raw.targetName,
    scsi: Object.freeze({ port: raw.scsiPort, path: raw.scsiPath, target: raw.scsiTarget, lun: raw.lun }),
    interfaceClass: raw.interfaceType as Guid,
    interfaceName: given(raw.interfaceName),
    path: given(raw.legacyName),
    deviceType: raw.deviceType,
    disk: number(raw.deviceNumber),
    partition: number(raw.partition),
    deviceInstance: raw.deviceInstance,
  });
}
