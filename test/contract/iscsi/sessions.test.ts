import { describe, expect, it } from 'vitest';
import type { IscsiSessionId } from 'winstation/identity';
import { rawCalls, rejection, withWorld } from '../suite.js';
import { DB, LOGS, RICH, SLOW } from './rich.js';

const FIRST = 'fffffa800d008430-4000013700000001' as IscsiSessionId;

describe('sessions()', () => {
  const driver = withWorld(RICH);
  const iscsi = () => driver.modules['winstation/iscsi'].iscsi();

  it('has every value at its place', async () => {
    const [db, logs, ...others] = await iscsi().sessions();
    expect(others).toEqual([]);
    expect(db).toEqual({
      id: FIRST,
      target: DB,
      targetNodeName: 'iqn.2024-01.example:node',
      targetName: DB,
      initiatorNodeName: 'iqn.1991-05.com.microsoft:ws01',
      isid: '400001370001',
      tsid: '0100',
      connections: [
        {
          id: 'fffffa800d008430-2',
          cid: 1,
          initiatorAddress: '10.0.0.1',
          initiatorPort: 49_731,
          targetAddress: '10.0.0.5',
          targetPort: 3260,
        },
        {
          id: 'ffffffffffffffff-fffffffffffffffe',
          cid: 2,
          initiatorAddress: 'fe80::1',
          initiatorPort: 65_534,
          targetAddress: 'fe80::1:2',
          targetPort: 65_535,
        },
      ],
      connected: true,
      takenAt: expect.any(Date),
    });
    expect(logs).toMatchObject({ id: '1-10', target: LOGS, targetNodeName: undefined, isid: '400001370002' });
    expect(Object.isFrozen(db) && Object.isFrozen(db?.connections) && Object.isFrozen(db?.connections[0])).toBe(true);
    expect(await rawCalls(driver)).toEqual([['GetIScsiSessionListW']]);
  });

  it('has details by the same calls everywhere', async () => {
    const [db, logs] = await iscsi().sessions({ details: true });
    expect(db).toMatchObject({
      id: FIRST,
      type: 'data',
      persistent: true,
      withheld: [],
      negotiated: {
        initialR2T: false,
        immediateData: true,
        maxOutstandingR2T: 16,
        firstBurstBytes: 65_536,
        maxBurstBytes: 262_144,
        maxConnections: 8,
        errorRecoveryLevel: 2,
        headerDigest: false,
        dataDigest: false,
        auth: 'none',
      },
    });
    expect(db?.devices).toEqual([
      {
        initiatorInstance: 'ROOT\\ISCSIPRT\\0000_0',
        target: DB,
        scsi: { port: 3, path: 0, target: 1, lun: 0 },
        interfaceClass: '53f56307-b6bf-11d0-94f2-00a0c91efb8b',
        interfaceName: expect.stringMatching(/^\\\\\?\\scsi#disk/),
        path: '\\\\.\\PhysicalDrive4',
        deviceType: 7,
        disk: 4,
        partition: 0,
        deviceInstance: 257,
      },
      expect.objectContaining({ path: undefined, disk: undefined, partition: undefined, deviceInstance: 264 }),
      expect.objectContaining({ disk: 4_294_967_294, scsi: { port: 3, path: 0, target: 1, lun: 255 } }),
    ]);
    expect(logs).toMatchObject({ type: 'informational', devices: [], persistent: true });
    expect(await rawCalls(driver)).toEqual([
      ['GetIScsiSessionListW'],
      ['GetIScsiSessionListEx'],
      ['ReportIScsiPersistentLoginsW'],
      ['GetDevicesForIScsiSessionW', FIRST],
      ['GetDevicesForIScsiSessionW', '1-10'],
    ]);
  });

  it('is filtered, whatever the spelling', async () => {
    const padded = '0xFFFFFA800D008430-0x4000013700000001' as IscsiSessionId;
    expect(await iscsi().sessions({ where: { id: padded } })).toHaveLength(1);
    expect(await iscsi().sessions({ where: { target: [DB.toUpperCase(), 'none'] } })).toHaveLength(1);
    expect(await iscsi().sessions({ where: { connected: false } })).toEqual([]);
    expect(await iscsi().sessions({ where: { disk: [3, 4] } })).toHaveLength(1);
    expect(await iscsi().findSession({ disk: 4 })).toMatchObject({ id: FIRST, devices: expect.any(Array) });
    expect(await iscsi().findSession({ disk: 5 })).toBeUndefined();
    expect(await rejection(iscsi().sessions({ where: { disc: 1 } as never }))).toMatchObject({
      code: 'ERR_INVALID_ARG_VALUE',
    });
  });

  it('names what Windows does not say', async () => {
    await driver.fault('fail', 'GetIScsiSessionListEx', { code: 'ERROR_PROC_NOT_FOUND' });
    await driver.fault('fail', 'GetDevicesForIScsiSessionW', { code: 'ISDSC_REQUEST_NOT_SUPPORTED' });
    await driver.fault('fail', 'ReportIScsiPersistentLoginsW', { code: 'ERROR_ACCESS_DENIED' });
    const [db] = await iscsi().sessions({ details: true });
    expect(db).toMatchObject({ type: undefined, negotiated: undefined, devices: undefined, persistent: undefined });
    expect(db?.withheld).toEqual([
      { what: 'negotiated', code: 'ERROR_PROC_NOT_FOUND', reason: 'not-supported' },
      { what: 'devices', code: 'ISDSC_REQUEST_NOT_SUPPORTED', reason: 'not-supported' },
      { what: 'persistent', code: 'ERROR_ACCESS_DENIED', reason: 'access-denied' },
    ]);
  });

  it('leaves out a session that ends between its list and its devices', async () => {
    const held = await driver.fault('hold', 'GetDevicesForIScsiSessionW', { args: ['1-10'] });
    const listed = iscsi().sessions({ details: true });
    await asked('GetDevicesForIScsiSessionW', 2);
    await driver.iscsi.act('logout', '1-10' as IscsiSessionId);
    await held.end();
    expect((await listed).map(it => it.id)).toEqual([FIRST]);
  });

  it('asks both lists once more when one has what the other lacks', async () => {
    const held = await driver.fault('hold', 'GetIScsiSessionListEx', { times: 1 });
    const listed = iscsi().sessions({ details: true });
    await asked('GetIScsiSessionListEx', 1);
    await driver.iscsi.act('logout', FIRST);
    await held.end();
    expect((await listed).map(it => [it.id, it.negotiated !== undefined])).toEqual([['1-10', true]]);
    expect((await rawCalls(driver)).filter(([name]) => name.startsWith('GetIScsiSessionList'))).toHaveLength(4);
  });

  it('takes lists that grow while they are asked for, and gives up at some time', async () => {
    const grows = await driver.fault('spoil', 'GetIScsiSessionListW', 'grows');
    const growsToo = await driver.fault('spoil', 'GetDevicesForIScsiSessionW', 'grows');
    expect((await iscsi().sessions({ details: true }))[0]?.devices).toHaveLength(3);
    await grows.end();
    await growsToo.end();
    await driver.fault('spoil', 'GetIScsiSessionListW', 'stuck');
    expect(await rejection(iscsi().sessions())).toMatchObject({ code: 'ERROR_INSUFFICIENT_BUFFER', errno: 122 });
  });

  it('takes no buffer that is not whole', async () => {
    for (const shape of ['short', 'unterminated'] as const) {
      const spoiled = await driver.fault('spoil', 'GetIScsiSessionListW', shape);
      expect(await rejection(iscsi().sessions()), shape).toMatchObject({ code: 'ERROR_INVALID_DATA' });
      await spoiled.end();
    }
    await driver.fault('spoil', 'GetIScsiSessionListW', 'null');
    expect(await iscsi().sessions()).toEqual([]);
  });

  it('keeps names apart that begin alike', async () => {
    const names = [DB, `${DB}2`, DB.slice(0, -1), undefined, 'x', `${DB}Ü`, `${DB}6`];
    await driver.reset({
      ...RICH,
      iscsi: {
        targets: names.map((nodeName, i) => ({ name: `${DB}${i}`, ...(nodeName && { nodeName }) })),
        sessions: names.map((_, i) => ({ id: `1-${i}`, target: `${DB}${i}` })),
      },
    });
    const sessions = await iscsi().sessions();
    expect(sessions.map(({ targetName, targetNodeName }) => [targetName, targetNodeName])).toEqual(
      names.map((nodeName, i) => [`${DB}${i}`, nodeName]),
    );
    expect(new Set(sessions.map(it => it.initiatorNodeName)).size).toBe(1);
  });

  it('has none, and hundreds', async () => {
    await driver.reset();
    expect(await iscsi().sessions()).toEqual([]);
    const target = `iqn.2024-01.example:${'x'.repeat(203)}`;
    await driver.iscsi.act('target', target, { portals: [{ address: 'a'.repeat(255) }] });
    for (let i = 0; i < 255; i += 1) await driver.iscsi.act('login', target, { connections: 2 });
    const all = await iscsi().sessions({ where: { target } });
    expect(all).toHaveLength(255);
    expect(all[254]).toMatchObject({ target, connections: [{ cid: 1 }, { cid: 2 }] });
    expect(new Set(all.flatMap(it => it.connections.map(({ id }) => id))).size).toBe(510);
  });

  async function asked(name: string, times: number): Promise<void> {
    for (;;) {
      if ((await driver.calls()).filter(it => it.name === name).length >= times) return;
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }
});

describe('a row as a reference', () => {
  const driver = withWorld(RICH);
  const iscsi = () => driver.modules['winstation/iscsi'].iscsi();

  it('is looked up again, and is changed when its id has another target', async () => {
    const row = { ...(await iscsi().sessions())[0]!, target: SLOW };
    const asks: readonly (() => Promise<unknown>)[] = [
      () => iscsi().session(row),
      () => iscsi().devices(row),
      () => iscsi().logout(row),
      () => iscsi().addConnection(row),
      () => iscsi().removeConnection(row, row.connections[1]!.id),
    ];
    for (const ask of asks) {
      expect(await rejection(ask())).toMatchObject({
        reason: 'changed',
        hint: expect.stringContaining('another target'),
      });
    }
    const same = { ...row, target: DB.toUpperCase() };
    // Nothing was done.
    expect((await iscsi().session(same)).connections).toHaveLength(2);
    expect(await iscsi().devices(same)).toHaveLength(3);
  });

  it('is not found after a restart, which brings other ids', async () => {
    const [row] = await iscsi().sessions();
    await driver.restart();
    expect(await rejection(iscsi().session(row!))).toMatchObject({
      code: 'ISDSC_INVALID_SESSION_ID',
      reason: 'not-found',
    });
    const ids = (await iscsi().sessions()).map(it => it.id);
    expect(ids).toEqual(['fffffa800d001020-4000013700000001']);
  });

  it('takes ids in any spelling, and nothing else', async () => {
    expect(await iscsi().devices('0x00000001-0x00000010' as IscsiSessionId)).toEqual([]);
    expect(await rejection(iscsi().devices('2-10' as IscsiSessionId))).toMatchObject({ reason: 'not-found' });
    for (const wrong of ['', '1', '1-2-3', '1-g', 7, null, {}]) {
      expect(await rejection(iscsi().session(wrong as never)), String(wrong)).toBeInstanceOf(TypeError);
    }
  });

  it('asks again while a session is busy', async () => {
    await driver.fault('fail', 'GetDevicesForIScsiSessionW', { code: 'ISDSC_SESSION_BUSY', times: 2 });
    const devices = iscsi().devices(FIRST);
    await driver.pass(100);
    await driver.pass(200);
    expect(await devices).toHaveLength(3);
  });
});
