import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { rawCalls, rejection, withWorld } from '../suite.js';

const PER_HOST = 4;

describe('a host that never answers', () => {
  const driver = withWorld(rich);
  const opens = async () => (await rawCalls(driver)).filter(([name]) => name === 'WTSOpenServerExW').length;
  const listings = async () => (await rawCalls(driver)).filter(([name]) => name === 'WTSEnumerateSessionsExW').length;

  it('keeps four calls that open it, and no more, however often it is tried', async () => {
    const hang = await driver.on('RDS01').fault('hang');
    for (let i = 1; i <= PER_HOST; i++) {
      const stop = new AbortController();
      const given = rejection(driver.winstation.openHost('RDS01', { signal: stop.signal }));
      // One that is stopped before it has asked Windows keeps no call.
      await expect.poll(opens).toBe(i);
      stop.abort();
      expect(await given).toMatchObject({ name: 'AbortError' });
    }
    for (let i = 0; i < 200; i++) {
      const refused = await rejection(driver.winstation.openHost('rds01'));
      expect(refused).toMatchObject({ name: 'WindowsError', reason: 'busy', host: 'rds01' });
    }
    expect(await opens()).toBe(PER_HOST);
    // Another machine is not affected.
    expect(await driver.winstation.localHost().sessions()).toHaveLength(7);
    await hang.end();
    await expect
      .poll(async () => {
        const host = await driver.winstation.openHost('RDS01').catch(() => undefined);
        await host?.close();
        return host?.name;
      })
      .toBe('RDS01');
  });

  it('keeps no more when all tries are made at the same time', async () => {
    const hang = await driver.on('RDS01').fault('hang');
    const all = Array.from({ length: 200 }, () => rejection(driver.winstation.openHost('RDS01', { timeout: 200 })));
    await expect.poll(opens).toBe(PER_HOST);
    await driver.pass(200);
    const names = (await Promise.all(all)).map(error => (error as Error & { reason?: string }).reason ?? 'stopped');
    expect(names.filter(it => it !== 'busy' && it !== 'stopped')).toEqual([]);
    expect(names.slice(0, PER_HOST)).toEqual(Array(PER_HOST).fill('stopped'));
    expect(await opens()).toBe(PER_HOST);
    await hang.end();
  });

  it('keeps no more when it answers the calls that open it, then hangs, and is closed', async () => {
    const holds: { end(): Promise<void> }[] = [];
    for (let i = 0; i < PER_HOST; i++) {
      const host = await driver.winstation.openHost('RDS01');
      const before = await listings();
      holds.push(await driver.on('RDS01').fault('hold', 'WTSEnumerateSessionsExW', { times: 1 }));
      const stuck = rejection(host.sessions());
      await expect.poll(listings).toBe(before + 1);
      await host.close();
      expect(await stuck).toMatchObject({ name: 'HostClosedError' });
    }
    expect(await rejection(driver.winstation.openHost('RDS01'))).toMatchObject({ reason: 'busy' });
    for (const hold of holds) await hold.end();
  });

  it('makes opens wait for each other while it answers', async () => {
    const hold = await driver.on('RDS01').fault('hold', 'WTSEnumerateSessionsExW');
    const all = Array.from({ length: 10 }, () => driver.winstation.openHost('RDS01'));
    await expect.poll(listings).toBe(PER_HOST);
    expect(await opens()).toBe(PER_HOST);
    await hold.end();
    const hosts = await Promise.all(all);
    expect(await opens()).toBe(10);
    await Promise.all(hosts.map(host => host.close()));
  });
});
