import { describe, expect, it } from 'vitest';
import { createWorld } from 'winstation/mock';
import { rich } from '../rich.js';
import { withWorld } from '../suite.js';

describe('capture()', () => {
  const driver = withWorld(rich);

  it('writes a scenario that makes the same world', async () => {
    const captured = await driver.winstation.localHost().capture();
    const again = await createWorld(captured).module.localHost().capture();
    expect(again).toEqual(captured);
    expect(createWorld(captured).toScenario()).toEqual(createWorld(again).toScenario());
  });

  it('contains what the host shows', async () => {
    const captured = await driver.winstation.localHost().capture();
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
    const captured = await driver.winstation.localHost().capture();
    expect(JSON.parse(JSON.stringify(captured))).toEqual(captured);
  });

  it('contains no names when it redacts', async () => {
    const text = JSON.stringify(await driver.winstation.localHost().capture({ redact: true }));
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

  it('captures a remote host', async () => {
    await using remote = await driver.winstation.openHost('RDS01');
    const captured = await remote.capture();
    expect(captured.hosts).toMatchObject([
      { name: 'RDS01', sessions: [{ id: 0 }, { id: 2, user: 'remo' }, { id: 5, user: 'carla' }, { id: 65536 }] },
    ]);
  });
});
