import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { rawCalls, rejection, withWorld } from '../suite.js';

const PER_HOST = 4;

describe('a host that never answers', () => {
  const driver = withWorld(rich);
  const made = async (syscall: string) => (await rawCalls(driver)).filter(([name]) => name === syscall).length;
  const opens = () => made('WTSOpenServerExW');
  const listings = () => made('WTSEnumerateSessionsExW');
  const open = (signal?: AbortSignal) => driver.winstation.openHost('RDS01', { signal });

  /** So many opens, stopped when the host keeps all of them. Windows makes a handle for any name: what hangs is the list behind it. */
  async function giveUp(count: number): Promise<void> {
    const before = await listings();
    const stop = new AbortController();
    const given = Array.from({ length: count }, () => rejection(open(stop.signal)));
    await expect.poll(listings).toBe(before + count);
    stop.abort();
    for (const it of given) expect(await it).toMatchObject({ name: 'AbortError' });
  }

  it('keeps four calls that open it, and no more, however often it is tried', async () => {
    const hang = await driver.on('RDS01').fault('hang');
    for (let i = 0; i < PER_HOST; i++) await giveUp(1);
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
        const host = await open().catch(() => undefined);
        await host?.close();
        return host?.name;
      })
      .toBe('RDS01');
  });

  it('keeps no call of an open that is stopped before it asks for the list', async () => {
    const hang = await driver.on('RDS01').fault('hang');
    const making = await driver.on('RDS01').fault('hold', 'WTSOpenServerExW', { times: 1 });
    const stop = new AbortController();
    const given = rejection(open(stop.signal));
    await expect.poll(opens).toBe(1);
    stop.abort();
    expect(await given).toMatchObject({ name: 'AbortError' });
    await making.end();
    await expect.poll(() => made('WTSCloseServer')).toBe(1);
    expect(await listings()).toBe(0);
    // Its place is free again.
    await giveUp(PER_HOST);
    expect(await rejection(open())).toMatchObject({ reason: 'busy' });
    await hang.end();
  });

  it('keeps no more when all tries are made at the same time', async () => {
    const hang = await driver.on('RDS01').fault('hang');
    const tries = Array.from({ length: 200 }, () => {
      const stop = new AbortController();
      return { stop: () => stop.abort(), given: rejection(open(stop.signal)) };
    });
    const inside = tries.slice(0, PER_HOST);
    const [waiting, stopped] = [tries.slice(PER_HOST, 100), tries.slice(100)];
    await expect.poll(listings).toBe(PER_HOST);
    for (const it of stopped) it.stop();
    for (const it of stopped) expect(await it.given).toMatchObject({ name: 'AbortError' });
    for (const it of inside) {
      it.stop();
      expect(await it.given).toMatchObject({ name: 'AbortError' });
    }
    // Nobody is left who might make room.
    for (const it of waiting) expect(await it.given).toMatchObject({ name: 'WindowsError', reason: 'busy' });
    expect(await opens()).toBe(PER_HOST);
    await hang.end();
  });

  it('keeps no more when it answers the calls that open it, then hangs, and is closed', async () => {
    const holds: { end(): Promise<void> }[] = [];
    for (let i = 0; i < PER_HOST; i++) {
      const host = await open();
      const before = await listings();
      holds.push(await driver.on('RDS01').fault('hold', 'WTSEnumerateSessionsExW', { times: 1 }));
      const stuck = rejection(host.sessions());
      await expect.poll(listings).toBe(before + 1);
      await host.close();
      expect(await stuck).toMatchObject({ name: 'HostClosedError' });
    }
    expect(await rejection(open())).toMatchObject({ reason: 'busy' });
    for (const hold of holds) await hold.end();
  });

  it('makes opens wait for each other while it answers', async () => {
    const hold = await driver.on('RDS01').fault('hold', 'WTSEnumerateSessionsExW');
    const all = Array.from({ length: 10 }, () => open());
    await expect.poll(listings).toBe(PER_HOST);
    expect(await opens()).toBe(PER_HOST);
    await hold.end();
    const hosts = await Promise.all(all);
    expect(await opens()).toBe(10);
    await Promise.all(hosts.map(host => host.close()));
  });
});
