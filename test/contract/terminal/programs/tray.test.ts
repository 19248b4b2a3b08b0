import { describe, expect, it } from 'vitest';
import type { LocalHost } from 'winstation';
import { rich } from '../../rich.js';
import { withWorld } from '../../suite.js';

const TRAY = 'C:\\Tools\\tray.exe';
const WHOAMI = 'C:\\Windows\\System32\\whoami.exe';

describe('a service', () => {
  const driver = withWorld({ ...rich, caller: { role: 'system', sessionId: 0, pid: 4321 } });

  it('gives a tray program to everybody who is there, and captures what another program writes', async () => {
    await driver.program(TRAY, [{ stdout: 'lost' }, 'hang']);
    await driver.program(WHOAMI, [{ stdout: 'USER INFORMATION\r\n' }]);
    await driver.act('logon', { user: 'zoe', client: 'console' });

    async function tray(host: LocalHost, file: string, signal: AbortSignal) {
      for (const user of await host.interactiveUsers()) await host.spawn(user, file, [], { window: 'hidden', signal });
      return await host.run('console', WHOAMI, ['/all'], { timeout: 30_000, signal });
    }
    const stop = new AbortController();
    const host = driver.winstation.localHost();
    const { exitCode, stdout } = await tray(host, TRAY, stop.signal);
    expect([exitCode, stdout.truncated, stdout.text]).toEqual([0, false, 'USER INFORMATION\r\n']);

    const trays = async () => (await driver.get('programs')).filter(it => it.name === 'tray.exe');
    const users = await host.interactiveUsers();
    expect(users.length).toBeGreaterThan(1);
    expect((await trays()).map(it => [it.sessionId, it.running])).toEqual(users.map(it => [it.id, true]));
    stop.abort();
    await expect.poll(async () => (await trays()).some(it => it.running), { timeout: 20_000 }).toBe(false);
  });
});
