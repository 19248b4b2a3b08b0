import { describe, expect, it } from 'vitest';
import { rawCalls, withWorld } from '../suite.js';

describe('openHost() with a name of this machine', () => {
  const driver = withWorld();

  it.each(['localhost', 'LocalHost', '.', '127.0.0.1', '::1', 'its own'])('%s is this machine', async given => {
    const own = driver.winstation.localHost();
    const name = given === 'its own' ? own.name.toLowerCase() : given;
    const host = await driver.winstation.openHost(name);
    expect(host.isLocal).toBe(true);
    expect(host.name).toBe(own.name);
    expect(await host.sessions()).toEqual((await own.sessions()).map(it => ({ ...it, takenAt: expect.any(Date) })));
    // What only this machine reports.
    await host.watch({ types: ['lock', 'desktopReady'] }).close();
    expect((await rawCalls(driver)).map(([name]) => name)).not.toContain('WTSOpenServerExW');
    await host.close();
    // It is shared, and stays open.
    expect((await host.sessions()).length).toBeGreaterThan(0);
  });
});
