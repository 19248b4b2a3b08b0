import { describe, expect, it } from 'vitest';
import { createWorld } from 'winstation/mock';
import { rich } from '../rich.js';
import { withWorld } from '../suite.js';

const WHOLE = { redact: false };

describe('capture()', () => {
  const driver = withWorld(rich);

  it('writes a scenario that makes the same world', async () => {
    const captured = await driver.winstation.localHost().capture(WHOLE);
    const again = await createWorld(captured).module.localHost().capture(WHOLE);
    expect(again).toEqual(captured);
    expect(createWorld(captured).toScenario()).toEqual(createWorld(again).toScenario());
  });

  it('contains what the host shows', async () => {
    const captured = await driver.winstation.localHost().capture(WHOLE);
    const host = createWorld(captured, { as: 'system' }).module.localHost();
    const strip = (rows: readonly object[]) => rows.map(row => ({ ...row, host: '', takenAt: 0 }));
    expect(strip(await host.sessions({ details: true }))).toEqual(
      strip(await driver.winstation.localHost().sessions({ details: true })),
    );
    expect(strip(await host.processes({ details: true, accounts: true }))).toEqual(
      strip(await driver.winstation.localHost().processes({ details: true, accounts: true })),
    );
    for (const name of [
      'WTSConfigInfo',
      'WTSClientInfo',
      'WTSSessionInfoEx',
      'WTSSessionAddressV4',
      'WTSCapabilityCheck',
    ] as const) {
      expect(await host.query(3, name)).toEqual(await driver.winstation.localHost().query(3, name));
    }
  });

  it('is plain JSON', async () => {
    const captured = await driver.winstation.localHost().capture(WHOLE);
    expect(JSON.parse(JSON.stringify(captured))).toEqual(captured);
  });

  it('contains no names unless it is asked for them', async () => {
    const text = JSON.stringify(await driver.winstation.localHost().capture());
    for (const secret of [
      'anna',
      'berta',
      'mega',
      'CORP',
      'LAPTOP',
      'V6CLIENT',
      '10.20.30.40',
      '2001:db8::1:0:0:42',
      '172.16.5.6',
      '1004336348',
      'RICH',
      'farm.example',
      'C:\\\\Users',
      'D:\\\\work',
      'clientuser',
      'CLIENTDOM',
      'cfg-user',
      'device-24',
      '01234567-89ab',
    ]) {
      expect(text).not.toContain(secret);
    }
    const host = createWorld(JSON.parse(text)).module.localHost();
    expect((await host.sessions()).map(({ id, state, kind }) => [id, state, kind])).toEqual(
      (await driver.winstation.localHost().sessions()).map(({ id, state, kind }) => [id, state, kind]),
    );
  });

  it('keeps what Windows means specially by a time', async () => {
    const never = '+030828-09-14T02:48:05.4775807Z';
    const sessions = [{ id: 0 }, { id: 2, user: 'anna', logonTime: '2026-03-04T09:00:00.000Z', lastInputTime: never }];
    await driver.reset({ version: 1, hosts: [{ name: 'HERE', local: true, sessions }] });
    const captured = await driver.winstation.localHost().capture(WHOLE);
    expect(captured.hosts?.[0]?.sessions?.[1]).toMatchObject({ lastInputTime: never });
    const again = createWorld(captured).module.localHost();
    expect(await again.capture(WHOLE)).toEqual(captured);
    expect(await again.session(2)).toMatchObject({ user: 'anna', lastInputTime: undefined });
  });

  it('leaves no SID that is of somebody', async () => {
    const sids = [
      'S-1-12-1-3212498521-1242145786-3654322334-2212457878',
      'S-1-5-82-3006700770-424185619-1745488364-794895919-4004696415',
      'S-1-5-83-1-1547184232-1180894838-2254573733-2416531220',
      'S-1-5-80-3880718306-3832830129-1677859214-2598158968-1052248003',
      'S-1-15-2-1861897761-1695161497-2927542615-642690995-327840285',
      'S-1-5-5-0-1234567',
      'S-1-5-21-1004336348-1177238915-682003330-512',
    ];
    const kept = ['S-1-5-18', 'S-1-5-90-0-2', 'S-1-5-32-544'];
    const processes = [...sids, ...kept].map((sid, i) => ({ pid: 1_000 + i * 4, name: 'x.exe', sid }));
    const accounts = sids.map((sid, i) => ({ sid, name: `somebody${i}`, domain: 'SOMEWHERE' }));
    await driver.reset({ version: 1, hosts: [{ name: 'HERE', local: true, processes, accounts }] });
    const whole = await driver.winstation.localHost().capture(WHOLE);
    for (const sid of sids) expect(whole.hosts?.[0]?.accounts).toContainEqual(expect.objectContaining({ sid }));
    const text = JSON.stringify(await driver.winstation.localHost().capture());
    for (const sid of [...sids, 'somebody', 'SOMEWHERE']) expect(text).not.toContain(sid);
    for (const sid of kept) expect(text).toContain(sid);
    const again = await createWorld(JSON.parse(text)).module.localHost().processes({ accounts: true });
    expect(again.map(it => it.account)).toEqual([
      ...sids.map((_, i) => `DOMAIN1\\user${i + 1}`),
      ...kept.map(() => expect.any(String)),
    ]);
  });

  it('captures a remote host', async () => {
    await using remote = await driver.winstation.openHost('RDS01');
    const captured = await remote.capture(WHOLE);
    expect(captured.hosts).toMatchObject([
      { name: 'RDS01', sessions: [{ id: 0 }, { id: 2, user: 'remo' }, { id: 5, user: 'carla' }, { id: 65536 }] },
    ]);
  });
});
