import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { rawCalls, rejection, withWorld } from '../suite.js';

const ANY = 0xfffffffe;

describe('processes()', () => {
  const driver = withWorld(rich);

  it('lists the processes of the host', async () => {
    const host = driver.winstation.localHost();
    const rows = await host.processes();
    const base = { host: host.name, account: undefined, takenAt: rows[0]?.takenAt };
    expect(rows).toEqual([
      { ...base, pid: 0, name: '', sessionId: 0, sid: undefined },
      { ...base, pid: 4, name: 'System', sessionId: 0, sid: 'S-1-5-18' },
      { ...base, pid: 4321, name: 'node.exe', sessionId: 3, sid: 'S-1-5-21-1004336348-1177238915-682003330-5123' },
      { ...base, pid: 4400, name: 'Exploré漢.exe', sessionId: 9, sid: 'S-1-5-21-1004336348-1177238915-682003330-5129' },
    ]);
    expect(await rawCalls(driver)).toEqual([['WTSEnumerateProcessesExW', 0, ANY]]);
  });

  it.each([false, true])('has one time for all rows of a list (details: %s)', async details => {
    const rows = await driver.winstation.localHost().processes({ details });
    expect(rows[0]?.takenAt).toBeInstanceOf(Date);
    expect(new Set(rows.map(it => it.takenAt)).size).toBe(1);
  });

  it('has their counters', async () => {
    const [node] = await driver.winstation.localHost().processes({ details: true, name: 'NODE.EXE' });
    expect(node).toMatchObject({
      pid: 4321,
      threads: 11,
      handles: 222,
      pagefileBytes32: 3333,
      peakPagefileBytes32: 44444,
      workingSetBytes32: 555555,
      peakWorkingSetBytes32: 6666666,
      userTimeMs: 1234.5678,
      kernelTimeMs: 9876.5432,
    });
    expect(Object.isFrozen(node)).toBe(true);
  });

  it('has names that say that values wrap at 4 GiB', async () => {
    const [big] = await driver.winstation.localHost().processes({ details: true, name: 'exploré漢.EXE' });
    expect(big).toMatchObject({
      workingSetBytes32: 5,
      peakWorkingSetBytes32: 6,
      userTimeMs: 0,
      kernelTimeMs: 86_400_000,
    });
  });

  it('lists those of one session', async () => {
    const host = driver.winstation.localHost();
    expect((await host.processes({ session: 9 })).map(({ pid }) => pid)).toEqual([4400]);
    expect((await host.processes({ session: 'current' })).map(({ pid }) => pid)).toEqual([4321]);
    expect((await host.processes({ session: 1 })).map(({ pid }) => pid)).toEqual([]);
    expect((await rawCalls(driver))[0]).toEqual(['WTSEnumerateProcessesExW', 0, 9]);
  });

  it('fails for a session that is not there, and asks about it only when it has no process', async () => {
    const host = driver.winstation.localHost();
    const error = await rejection(host.processes({ session: 7777 }));
    expect(error).toMatchObject({ name: 'WindowsError', reason: 'not-found', sessionId: 7777 });
    expect(await rawCalls(driver)).toEqual([
      ['WTSEnumerateProcessesExW', 0, 7777],
      ['WTSQuerySessionInformationW', 7777, 8],
    ]);
    await driver.clearCalls();
    // It is there: what cannot be asked about it changes nothing.
    await driver.fault('fail', 'WTSQuerySessionInformationW', { code: 'ERROR_ACCESS_DENIED' });
    expect(await host.processes({ session: 1 })).toEqual([]);
    expect(await host.processes({ session: 9 })).toHaveLength(1);
    expect(await rawCalls(driver)).toHaveLength(3);
  });

  it('looks accounts up once for each SID', async () => {
    const host = driver.winstation.localHost();
    const accounts = (await host.processes({ accounts: true })).map(({ account }) => account);
    expect(accounts).toEqual([
      undefined,
      'NT AUTHORITY\\SYSTEM',
      'CORPORATE-NETWORK-EU\\anna.with-a-name-longer-than-twenty',
      'CORP\\berta',
    ]);
    await driver.clearCalls();
    expect((await host.processes({ accounts: true })).map(({ account }) => account)).toEqual(accounts);
    expect((await rawCalls(driver)).map(([name]) => name)).toEqual(['WTSEnumerateProcessesExW']);
  });

  it('uses level 0, then the older call, where the newer are missing', async () => {
    const host = driver.winstation.localHost();
    await driver.fault('fail', 'WTSEnumerateProcessesExW', { code: 'ERROR_CALL_NOT_IMPLEMENTED' });
    const rows = await host.processes({ details: true, session: 9 });
    expect(rows).toMatchObject([{ pid: 4400, sessionId: 9, threads: undefined, userTimeMs: undefined }]);
    expect(await rawCalls(driver)).toEqual([
      ['WTSEnumerateProcessesExW', 1, 9],
      ['WTSEnumerateProcessesExW', 0, 9],
      ['WTSEnumerateProcessesW'],
    ]);
  });

  it('reports any other failure', async () => {
    await driver.fault('fail', 'WTSEnumerateProcessesExW', { code: 'ERROR_ACCESS_DENIED' });
    expect(await rejection(driver.winstation.localHost().processes())).toMatchObject({
      syscall: 'WTSEnumerateProcessesExW',
      reason: 'access-denied',
    });
  });

  it('reports a missing buffer', async () => {
    await driver.fault('spoil', 'WTSEnumerateProcessesExW', 'null');
    expect(await rejection(driver.winstation.localHost().processes())).toMatchObject({ code: 'ERROR_INVALID_DATA' });
  });

  it('lists fifty thousand', async () => {
    const processes = Array.from({ length: 50_000 }, (_, i) => ({
      pid: 4 * (i + 1),
      name: `worker-${i % 997}.exe`,
      sessionId: i % 50,
      sid: `S-1-5-21-1004336348-1177238915-682003330-${1000 + (i % 50)}`,
      threads: i % 64,
    }));
    await driver.reset({ version: 1, hosts: [{ local: true, processes }] });
    const rows = await driver.winstation.localHost().processes({ details: true });
    expect(rows).toHaveLength(50_000);
    expect(rows.map(({ pid, name, sessionId, sid, threads }) => ({ pid, name, sessionId, sid, threads }))).toEqual(
      processes,
    );
  });
});
