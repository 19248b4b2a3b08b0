import { describe, expect, it } from 'vitest';
import {
  deviceFrom,
  negotiatedFrom,
  type RawDevice,
  type RawNegotiated,
  type RawSession,
  sessionFrom,
  typeFrom,
} from '../../../lib/iscsi/sessions/rows.js';

const SESSION: RawSession = {
  id: '1-2',
  initiatorName: undefined,
  targetNodeName: undefined,
  targetName: undefined,
  isid: '400001370001',
  tsid: '0100',
  connections: [],
};
const NEGOTIATED: RawNegotiated = {
  id: '1-2',
  initialR2T: true,
  immediateData: false,
  type: 2,
  errorRecoveryLevel: 0,
  maxOutstandingR2T: 1,
  firstBurst: 2,
  maxBurst: 3,
  maxConnections: 4,
  connections: [],
};
const DEVICE: RawDevice = {
  initiatorName: 'a',
  targetName: 't',
  scsiPort: 3,
  scsiPath: 1,
  scsiTarget: 2,
  lun: 7,
  interfaceType: '53f56307-b6bf-11d0-94f2-00a0c91efb8b',
  interfaceName: 'i',
  legacyName: 'l',
  deviceType: 7,
  deviceNumber: 4,
  partition: 5,
  deviceInstance: 0xfffffffe,
};

// What no world makes, and Windows may.
describe('a row of Windows', () => {
  it('has the name of its target, or else that by which the target knows itself', () => {
    const targetOf = (targetName: string | undefined, targetNodeName: string | undefined) =>
      sessionFrom({ ...SESSION, targetName, targetNodeName }, new Date(0)).target;
    expect([
      targetOf('A', 'b'),
      targetOf(undefined, 'b'),
      targetOf('A', undefined),
      targetOf(undefined, undefined),
    ]).toEqual(['A', 'b', 'A', undefined]);
  });

  it('may lack addresses, and have no connection', () => {
    const connection = { id: '1-3', cid: 1, initiatorPort: 0, targetPort: 65_535 };
    const nameless = { ...connection, initiatorAddress: undefined, targetAddress: undefined };
    const session = sessionFrom({ ...SESSION, connections: [nameless] }, new Date(0));
    expect(session).toMatchObject({ connected: true, connections: [nameless], initiatorNodeName: undefined });
    expect(sessionFrom(SESSION, new Date(0))).toMatchObject({ connected: false, connections: [] });
  });

  it('has a type and a kind of authentication, known or not', () => {
    const types = [0, 1, 2, 3, 4, 255].map(type => typeFrom({ ...NEGOTIATED, type }));
    expect(types).toEqual(['discovery', 'informational', 'data', 'boot', 'unknown', 'unknown']);
    const one = { id: '1-3', headerDigest: 0, dataDigest: 1, maxReceive: 1, throughput: 1n };
    const auths = [0, 1, 2, 3].map(auth => negotiatedFrom({ ...NEGOTIATED, connections: [{ ...one, auth }] }).auth);
    expect(auths).toEqual(['none', 'chap', 'mutualChap', 'unknown']);
    expect(negotiatedFrom(NEGOTIATED)).toEqual({
      initialR2T: true,
      immediateData: false,
      maxOutstandingR2T: 1,
      firstBurstBytes: 2,
      maxBurstBytes: 3,
      maxConnections: 4,
      errorRecoveryLevel: 0,
      headerDigest: false,
      dataDigest: false,
      auth: 'unknown',
    });
  });

  it('has numbers of disks and partitions, or none', () => {
    expect(deviceFrom(DEVICE)).toMatchObject({
      scsi: { port: 3, path: 1, target: 2, lun: 7 },
      disk: 4,
      partition: 5,
      deviceInstance: 0xfffffffe,
    });
    const starting = deviceFrom({ ...DEVICE, legacyName: '', deviceNumber: 0xffffffff, partition: 0xffffffff });
    expect([starting.path, starting.disk, starting.partition]).toEqual([undefined, undefined, undefined]);
  });
});
