import { describe, expect, it } from 'vitest';
import { rejection, withWorld } from '../suite.js';
import { DB, LOGS, RICH, SLOW } from './rich.js';

describe('targets, portals and saved logins', () => {
  const driver = withWorld(RICH);
  const iscsi = () => driver.modules['winstation/iscsi'].iscsi();

  it('are what the portals have named', async () => {
    expect(await iscsi().targets()).toEqual([DB, LOGS, SLOW]);
    expect(await iscsi().targetPortals(DB)).toEqual([
      { address: '10.0.0.5', port: 3260, symbolicName: '' },
      { address: 'fe80::1:2', port: 65_535, symbolicName: 'Zweite Tür' },
    ]);
    expect(await rejection(iscsi().targetPortals('iqn.2024-01.example:unknown'))).toMatchObject({
      code: 'ISDSC_TARGET_NOT_FOUND',
      reason: 'not-found',
    });
    await driver.iscsi.act('untarget', LOGS);
    expect(await iscsi().targets()).toContain(LOGS);
    expect(await iscsi().targets({ refresh: true })).not.toContain(LOGS);
  });

  it('have adapters and ports', async () => {
    expect(await iscsi().portals()).toEqual([
      { address: '10.0.0.5', port: 3260, symbolicName: '', initiatorInstance: undefined, initiatorPort: undefined },
      { address: '10.0.0.6', port: 860, symbolicName: 'logs', initiatorInstance: 'PCI\\VEN_1077_0', initiatorPort: 2 },
      { address: '10.0.0.7', port: 3260, symbolicName: '', initiatorInstance: undefined, initiatorPort: undefined },
    ]);
    expect(await iscsi().savedLogins()).toEqual([
      {
        target: DB,
        initiatorInstance: undefined,
        initiatorPort: undefined,
        portal: { address: '10.0.0.5', port: 3261, symbolicName: '' },
        informational: false,
        auth: 'mutualChap',
        user: 'Jürgen',
        hasSecret: true,
      },
      {
        target: LOGS,
        initiatorInstance: 'PCI\\VEN_1077_0',
        initiatorPort: 7,
        portal: undefined,
        informational: true,
        auth: 'none',
        user: undefined,
        hasSecret: false,
      },
    ]);
    expect(await iscsi().savedLogins({ where: { target: LOGS.toUpperCase() } })).toHaveLength(1);
  });

  it('are mapped to devices', async () => {
    expect(await iscsi().mappings()).toEqual([
      {
        session: 'fffffa800d008430-4000013700000001',
        initiatorInstance: 'ROOT\\ISCSIPRT\\0000_0',
        target: DB,
        osDevice: '\\\\.\\Scsi3:',
        bus: 0,
        targetNumber: 1,
        luns: [
          { osLun: 0, targetLun: 0n },
          { osLun: 7, targetLun: 7n << 48n },
          { osLun: 255, targetLun: 255n << 48n },
        ],
      },
    ]);
  });

  it('are empty on a machine without', async () => {
    await driver.reset();
    const all = [iscsi().targets(), iscsi().portals(), iscsi().savedLogins(), iscsi().mappings()];
    expect(await Promise.all(all)).toEqual([[], [], [], []]);
  });

  it('take lists that grow', async () => {
    for (const name of [
      'ReportIScsiTargetsW',
      'ReportIScsiTargetPortalsW',
      'ReportIScsiSendTargetPortalsExW',
      'ReportIScsiPersistentLoginsW',
      'ReportActiveIScsiTargetMappingsW',
      'ReportIScsiInitiatorListW',
      'GetIScsiSessionListEx',
    ]) {
      await driver.fault('spoil', name, 'grows');
    }
    expect(await iscsi().targets()).toHaveLength(3);
    expect(await iscsi().targetPortals(DB)).toHaveLength(2);
    expect(await iscsi().portals()).toHaveLength(3);
    expect(await iscsi().savedLogins()).toHaveLength(2);
    expect(await iscsi().mappings()).toHaveLength(1);
    expect((await iscsi().info()).instances).toHaveLength(1);
    expect((await iscsi().sessions({ details: true }))[1]?.withheld).toEqual([]);
  });

  it('go through a capture', async () => {
    const { iscsi: captured } = await driver.winstation.localHost().capture({ redact: false });
    await driver.reset({ ...RICH, iscsi: captured });
    const strip = (it: object) => JSON.stringify(it, (key, value) => (key === 'takenAt' ? undefined : value));
    const seen = async () => [
      strip(await iscsi().sessions({ details: true })),
      strip(await iscsi().savedLogins()),
      strip(await iscsi().portals()),
      strip(await iscsi().targets()),
    ];
    const again = await seen();
    await driver.reset(RICH);
    expect(again).toEqual(await seen());
    const redacted = JSON.stringify(await driver.winstation.localHost().capture());
    for (const secret of ['example', '10.0.0', 'fe80', 'Jürgen', 'Zweite', 'fffffa800d008430', 'ws01']) {
      expect(redacted).not.toContain(secret);
    }
  });
});
