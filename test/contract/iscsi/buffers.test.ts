import { describe, expect, it } from 'vitest';
import { rejection, withWorld } from '../suite.js';
import { DB, RICH } from './rich.js';

const SIZED = [
  'GetIScsiSessionListW',
  'GetIScsiSessionListEx',
  'GetDevicesForIScsiSessionW',
  'ReportActiveIScsiTargetMappingsW',
  'ReportIScsiTargetsW',
  'ReportIScsiTargetPortalsW',
  'ReportIScsiSendTargetPortalsExW',
  'ReportIScsiPersistentLoginsW',
  'ReportIScsiInitiatorListW',
] as const;

describe('buffers that callers bring', () => {
  const driver = withWorld(RICH);
  const iscsi = () => driver.modules['winstation/iscsi'].iscsi();
  const everything = async () => {
    const [sessions, mappings, targets, portals, asked, saved, { instances }] = [
      await iscsi().sessions({ details: true }),
      await iscsi().mappings(),
      await iscsi().targets(),
      await iscsi().targetPortals(DB),
      await iscsi().portals(),
      await iscsi().savedLogins(),
      await iscsi().info(),
    ];
    const shown = sessions.map(({ takenAt, ...row }) => row);
    return { sessions: shown, mappings, targets, portals, asked, saved, instances };
  };

  it('need less at the second call than was announced at the first', async () => {
    const whole = await everything();
    for (const name of SIZED) await driver.fault('spoil', name, 'shrinks');
    expect(await everything()).toEqual(whole);
  });

  it('grow until the answer fits, by whichever code Windows says that they are too small', async () => {
    const whole = await everything();
    for (const code of [122, 0x8007007a, 0xefff0054]) {
      for (const name of SIZED) await driver.fault('fail', name, { code, times: 3 });
      expect(await everything(), String(code)).toEqual(whole);
    }
  });

  it('do not grow without end', async () => {
    const calls = async () => (await driver.calls()).filter(({ name }) => name === 'ReportIScsiTargetsW').length;
    await driver.fault('fail', 'ReportIScsiTargetsW', { code: 'ISDSC_BUFFER_TOO_SMALL' });
    expect(await rejection(iscsi().targets())).toMatchObject({ code: 'ISDSC_BUFFER_TOO_SMALL', reason: 'other' });
    expect(await calls()).toBe(8);
  });

  it('hold arrays that are full, without a NUL', async () => {
    const adapter = 'A'.repeat(256);
    const target = `iqn.2024-01.example:${'t'.repeat(204)}`;
    const portal = { address: 'a'.repeat(256), symbolicName: 'Ü'.repeat(256), port: 65_535 };
    await driver.reset({
      ...RICH,
      iscsi: {
        nodeName: 'n'.repeat(224),
        instances: [adapter],
        targets: [{ name: target, portals: [portal] }],
        portals: [{ ...portal, initiatorInstance: adapter, initiatorPort: 1 }],
        savedLogins: [{ target, portal, initiatorInstance: adapter, initiatorPort: 2, user: 'u'.repeat(256) }],
      },
    });
    await driver.iscsi.act('login', target);
    expect(target).toHaveLength(224);
    const { nodeName, instances } = await iscsi().info();
    expect({ nodeName, instances }).toEqual({ nodeName: 'n'.repeat(224), instances: [adapter] });
    const [session] = await iscsi().sessions({ details: true });
    expect(session).toMatchObject({ target, connections: [{ targetAddress: portal.address }], persistent: true });
    expect(session?.devices).toMatchObject([{ initiatorInstance: adapter, target }]);
    expect(await iscsi().mappings()).toMatchObject([{ initiatorInstance: adapter, target }]);
    expect(await iscsi().targets()).toEqual([target]);
    expect(await iscsi().portals()).toEqual([{ ...portal, initiatorInstance: adapter, initiatorPort: 1 }]);
    expect(await iscsi().savedLogins()).toMatchObject([
      { target, portal, initiatorInstance: adapter, user: 'u'.repeat(256) },
    ]);
  });
});
