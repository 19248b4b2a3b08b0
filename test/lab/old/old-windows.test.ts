import { beforeEach, describe, expect, it } from 'vitest';
import { theDriver } from '../../contract/driver.js';

const driver = theDriver();

const names = async (): Promise<string[]> => (await driver.calls()).map(call => call.name);

// The stand-in of this suite lacks WTSEnumerateSessionsExW, WTSEnumerateProcessesExW, WTSOpenServerExW and
// WTSFreeMemoryExW: the addon must find that out by itself, and what is not there is not called.
describe('on a Windows without the Ex calls', () => {
  beforeEach(async () => {
    await driver.reset({ version: 1, hosts: [{ name: 'ws01', local: true }, { name: 'rds01' }] });
    await driver.clearCalls();
  });

  it('lists sessions by the older call', async () => {
    const sessions = await driver.winstation.localHost().sessions();
    expect(sessions.length).toBeGreaterThan(0);
    expect(await names()).toContain('WTSEnumerateSessionsW');
    expect(await names()).not.toContain('WTSEnumerateSessionsExW');
  });

  it('refuses to block for what the older call cannot tell', () => {
    expect(() => driver.winstation.localHost().sessionsSync()).toThrow(
      expect.objectContaining({
        syscall: 'WTSEnumerateSessionsExW',
        code: 'ERROR_PROC_NOT_FOUND',
        reason: 'not-supported',
      }),
    );
  });

  it('lists processes by the older call, with what it holds', async () => {
    const [first] = await driver.winstation.localHost().processes({ details: true });
    expect(first).toMatchObject({ pid: expect.any(Number), threads: undefined, userTimeMs: undefined });
    expect(await names()).toContain('WTSEnumerateProcessesW');
  });

  it('opens a server by the older call', async () => {
    const host = await driver.winstation.openHost('rds01');
    expect((await host.sessions()).length).toBeGreaterThan(0);
    await host.close();
    expect(await names()).toContain('WTSOpenServerW');
  });

  it('names the missing export when the older call fails as well', async () => {
    await driver.fault('fail', 'WTSEnumerateSessionsW', { code: 'ERROR_ACCESS_DENIED' });
    const failed = await driver.winstation
      .localHost()
      .sessions()
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ syscall: 'WTSEnumerateSessionsW', code: 'ERROR_ACCESS_DENIED' });
  });

  it('says which export is missing when a watch needs it, and leaves nothing', async () => {
    const watch = driver.winstation.localHost().watch();
    watch.on('error', () => {});
    const failed = await watch.ready.catch((error: unknown) => error);
    expect(failed).toMatchObject({
      syscall: 'WTSRegisterSessionNotificationEx',
      code: 'ERROR_PROC_NOT_FOUND',
      reason: 'not-supported',
    });
    expect(await driver.outstanding()).toMatchObject({ windows: 0, registrations: 0, misuses: [] });
  });
});
