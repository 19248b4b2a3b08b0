import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { rejection, withWorld } from '../suite.js';

describe('an error', () => {
  const driver = withWorld(rich);

  it('of a stop says which call it was, about which session, on which host', async () => {
    const host = driver.winstation.localHost();
    const fault = await driver.fault('hang');
    const error = rejection(host.query(9, 'WTSUserName', { timeout: 200 }));
    await driver.pass(300);
    expect(await error).toMatchObject({
      code: 'ETIMEDOUT',
      host: host.name,
      sessionId: 9,
      syscall: 'WTSQuerySessionInformationW',
      message: `The call took longer than 200 ms (WTSQuerySessionInformationW for session 9 on ${host.name})`,
    });
    await fault.end();
    await driver.pass(1_500);
  });

  it('shows the frames of the function that awaits it', async () => {
    async function theCaller(): Promise<unknown> {
      return await driver.winstation.localHost().logoff(77);
    }
    const error = (await rejection(theCaller())) as Error;
    expect(error.stack?.split('\n')[0]).toContain('WTSLogoffSession failed for session 77');
    expect(error.stack).toContain('theCaller');
  });
});
