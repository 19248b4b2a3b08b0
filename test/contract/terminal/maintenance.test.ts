import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { rejection, withWorld } from '../suite.js';

describe('maintenance of another machine', () => {
  const driver = withWorld(rich);

  it('disconnects who is there, sets limits, and restarts', async () => {
    const { openHost, WindowsError } = driver.winstation as typeof import('winstation');
    const far = driver.on('RDS01');
    await far.act('account', 'anna', {});

    async function drain(name: string): Promise<void> {
      await using host = await openHost(name, { timeout: 10_000 });
      for (const s of await host.sessions({ details: true, where: { kind: 'user' } })) {
        await host.disconnect(s).catch(e => {
          if (!WindowsError.is(e, 'not-found')) throw e;
        });
      }
      await host.setUserConfig('anna', { maxIdle: 30 * 60_000, maxConnection: 'none' });
      await host.shutdown('restart');
    }
    await drain('RDS01');

    expect(await rejection(openHost('RDS01'))).toMatchObject({ reason: 'unreachable' });
    await far.act('boot');
    await using host = await openHost('RDS01');
    expect(await host.userConfig('anna')).toMatchObject({ maxIdle: 1_800_000, maxConnection: 'none' });
    expect(await host.interactiveUsers()).toEqual([]);
  });
});
