import { describe, expect, it } from 'vitest';
import type { SessionHost } from 'winstation';
import { rich } from '../rich.js';
import { rejection, withWorld } from '../suite.js';

/** The known codes of failed session calls. */
const CODES = [
  ['ERROR_ACCESS_DENIED', 'access-denied'],
  ['ERROR_INVALID_HANDLE', 'other'],
  ['ERROR_NOT_ENOUGH_MEMORY', 'other'],
  ['ERROR_INVALID_PARAMETER', 'other'],
  ['ERROR_PRIVILEGE_NOT_HELD', 'access-denied'],
  ['ERROR_NO_TOKEN', 'no-user'],
  ['RPC_S_INVALID_BINDING', 'unreachable'],
  ['RPC_S_SERVER_UNAVAILABLE', 'unreachable'],
  ['RPC_S_INVALID_TAG', 'other'],
  ['RPC_X_BAD_STUB_DATA', 'other'],
  ['ERROR_INVALID_USER_BUFFER', 'other'],
  ['ERROR_CTX_WINSTATION_BUSY', 'busy'],
  ['ERROR_CTX_WINSTATION_ACCESS_DENIED', 'access-denied'],
  ['ERROR_CTX_CLIENT_QUERY_TIMEOUT', 'other'],
  ['WIN32_31337', 'other'],
] as const;

/** For every raw call that can be made to fail, one call that makes it. */
const CALLS: readonly [string, (host: SessionHost) => Promise<unknown>][] = [
  ['WTSEnumerateSessionsExW', host => host.sessions()],
  ['WTSEnumerateProcessesExW', host => host.processes()],
  ['WTSQuerySessionInformationW', host => host.query(9, 'WTSUserName')],
  ['WTSQuerySessionInformationW', host => host.queryRaw(9, 5)],
  ['WTSSendMessageW', host => host.message(9, 'x')],
  ['WTSLogoffSession', host => host.logoff(9)],
];

describe('a raw call that fails', () => {
  const driver = withWorld(rich);

  for (const [syscall, call] of CALLS) {
    it.each(CODES)(`${syscall}: %s`, async (code, reason) => {
      for (const host of [driver.winstation.localHost(), await driver.winstation.openHost('RDS01')]) {
        const door = host.isLocal ? driver : driver.on('RDS01');
        const fault = await door.fault('fail', syscall, { code, times: 1 });
        const error = await rejection(call(host));
        expect(error).toMatchObject({ name: 'WindowsError', code, reason, syscall, host: host.name });
        await fault.end();
        // The next call works.
        expect((await host.sessions()).length).toBeGreaterThan(3);
        await host.close();
      }
    });
  }

  it('is reported at every position of a job', async () => {
    const host = driver.winstation.localHost();
    await host.sessions({ details: true });
    const job = (await driver.calls()).filter(({ name }) => name === 'WTSQuerySessionInformationW').length;
    expect(job).toBe(35);
    for (let after = 0; after < job; after++) {
      const fault = await driver.fault('fail', 'WTSQuerySessionInformationW', {
        code: 'ERROR_ACCESS_DENIED',
        times: 1,
        after,
      });
      const rows = await host.sessions({ details: true });
      expect(rows.length).toBe(7);
      expect(rows.flatMap(({ withheld }) => withheld)).toEqual([
        { what: expect.any(String), code: 'ERROR_ACCESS_DENIED', reason: 'access-denied' },
      ]);
      await fault.end();
    }
  });
});
