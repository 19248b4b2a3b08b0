import { describe, expect, it } from 'vitest';
import { iscsiSessionId } from 'winstation/identity';
import { rejection, withWorld } from '../suite.js';

const DB = 'iqn.2024-01.example:db';
const LOGS = 'iqn.2024-01.example:logs';
const [NEAR, FAR] = [{ address: '10.0.0.5' }, { address: '10.0.0.6' }] as const;

describe('the network and the initiator', () => {
  const driver = withWorld({
    version: 1,
    hosts: [{ name: 'WS01' }],
    iscsi: {
      targets: [
        { name: DB, portals: [NEAR, FAR], luns: [{ lun: 0 }, { lun: 1 }] },
        { name: LOGS, portals: [{ address: '10.0.0.7' }] },
      ],
    },
  });
  const iscsi = () => driver.modules['winstation/iscsi'].iscsi();
  const paths = async () =>
    (await iscsi().sessions()).map(({ connections }) => connections.map(({ targetAddress }) => targetAddress));
  const disks = async () =>
    (await iscsi().sessions({ details: true })).map(({ target, devices }) => [target, devices?.map(it => it.disk)]);

  it('share disks between the paths to them, and a disk in use holds only the last path', async () => {
    const first = await driver.iscsi.act('login', DB, { multipath: true });
    const second = await driver.iscsi.act('login', DB, { multipath: true, portal: FAR });
    const alone = await driver.iscsi.act('login', DB);
    expect(second.disks).toEqual(first.disks);
    expect(alone.disks).toEqual([3, 4]);
    const used = await driver.iscsi.fault('use', second.disks[1]!);
    await iscsi().logout(alone.session);
    await iscsi().logout(first.session);
    expect(await rejection(iscsi().logout(second.session))).toMatchObject({ code: 'ISDSC_DEVICE_BUSY_ON_SESSION' });
    await used.end();
    await iscsi().logout(second.session);
    expect(await iscsi().sessions()).toEqual([]);
  });

  it('lose one path of several by a cut cable, and have it again with another id', async () => {
    const { session } = await driver.iscsi.act('login', DB, { connections: 2 });
    await driver.iscsi.act('login', DB, { multipath: true, portal: FAR });
    const before = await iscsi().session(session);
    const cut = await driver.iscsi.fault('cut', { portal: FAR });
    expect(await paths()).toEqual([[NEAR.address], []]);
    expect((await iscsi().sessions()).map(it => it.connected)).toEqual([true, false]);
    // The disks stay, as the initiator goes on trying; what goes by that way fails.
    expect(await disks()).toEqual([
      [DB, [1, 2]],
      [DB, [3, 4]],
    ]);
    expect(await rejection(iscsi().addConnection(session, { portal: FAR }))).toMatchObject({ reason: 'unreachable' });
    await cut.end();
    const after = await iscsi().session(session);
    expect(after.connections.map(it => it.cid)).toEqual([1, 2]);
    expect(after.connections[0]?.id).toBe(before.connections[0]?.id);
    expect(after.connections[1]?.id).not.toBe(before.connections[1]?.id);
  });

  it('lose a single session, a target, and a connection for good', async () => {
    const { session } = await driver.iscsi.act('login', DB, { connections: 2 });
    await driver.iscsi.act('login', LOGS);
    const cut = await driver.iscsi.fault('cut', { session });
    expect(await paths()).toEqual([[], ['10.0.0.7']]);
    await cut.end();
    await driver.iscsi.act('untarget', LOGS);
    const [{ connections } = { connections: [] }] = await iscsi().sessions();
    await driver.iscsi.act('dropConnection', session, connections[1]!.id);
    expect(await paths()).toEqual([[NEAR.address], []]);
  });

  it('begin again with other ids, other disks, and the saved logins that can be made', async () => {
    await driver.iscsi.act('login', DB, { saved: true });
    await driver.iscsi.act('login', LOGS, { saved: true });
    await driver.iscsi.act('login', LOGS, { multipath: true });
    const before = (await iscsi().sessions()).map(it => iscsiSessionId.toParts(it.id));
    expect(await disks()).toEqual([
      [DB, [1, 2]],
      [LOGS, [3]],
      [LOGS, [4]],
    ]);
    await driver.restart();
    const after = (await iscsi().sessions()).map(it => iscsiSessionId.toParts(it.id));
    expect(await disks()).toEqual([
      [LOGS, [1]],
      [DB, [2, 3]],
    ]);
    // The counters begin again: only the half of the adapter is another one.
    expect(after.map(it => it.adapterSpecific)).toEqual(before.slice(0, 2).map(it => it.adapterSpecific));
    expect(after.map(it => it.adapterUnique)).not.toContain(before[0]?.adapterUnique);
    await driver.iscsi.fault('cut', { target: LOGS });
    await driver.restart();
    expect(await disks()).toEqual([[DB, [1, 2]]]);
    expect(await iscsi().savedLogins()).toHaveLength(2);
  });
});
