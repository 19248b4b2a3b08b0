import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { withWorld } from '../suite.js';

const NOW = Date.parse('2026-03-04T15:16:17.123Z');
const HOUR = 3_600_000;

describe('the clock of a host that is set', () => {
  const driver = withWorld(rich);

  it('is the time that the host reports, and its sessions keep their times', async () => {
    const host = driver.winstation.localHost();
    const before = await host.session(9);
    await driver.act('setClock', NOW - HOUR);
    const after = await host.session(9);
    expect(after.currentTime).toEqual(new Date(NOW - HOUR));
    expect([after.key, after.logonTime, after.connectTime]).toEqual([before.key, before.logonTime, before.connectTime]);
    const id = await driver.act('logon', { user: 'ida', client: { name: 'PC' } });
    expect(await host.session(id)).toMatchObject({ logonTime: new Date(NOW - HOUR) });
  });

  it('is independent of other hosts', async () => {
    const rds = driver.on('RDS01');
    await rds.act('setClock', new Date(NOW + HOUR));
    await using host = await driver.winstation.openHost('RDS01');
    const id = await rds.act('logon', { user: 'ida', client: { name: 'PC' } });
    await driver.advance(60_000);
    expect(await host.session(id)).toMatchObject({
      logonTime: new Date(NOW + HOUR),
      currentTime: new Date(NOW + HOUR + 60_000),
      idleMs: 60_000,
    });
    expect(await driver.winstation.localHost().session(9)).toMatchObject({ currentTime: new Date(NOW + 60_000) });
  });
});
