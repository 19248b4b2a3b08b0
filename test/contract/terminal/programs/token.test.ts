import { describe, expect, it } from 'vitest';
import type { Scenario } from 'winstation';
import { rich } from '../../rich.js';
import { rawCalls, rejection, withWorld } from '../../suite.js';

const ANNA = 3;
const BERTA = 9;
const as = (role: 'system' | 'administrator' | 'user'): Scenario => ({
  ...rich,
  caller: { role, sessionId: role === 'system' ? 0 : ANNA, pid: 4321 },
});

const CLASSES = [1, 12, 20, 18, 19, 25, 10, 17, 2, 3];

describe('token(), asked by the system', () => {
  const driver = withWorld(as('system'));

  it('says who the user of a session is, and asks each class once', async () => {
    const host = driver.winstation.localHost();
    const token = await host.token({ session: BERTA });
    expect(token).toMatchObject({
      sid: 'S-1-5-21-1004336348-1177238915-682003330-5129',
      account: 'CORP\\berta',
      sessionId: BERTA,
      elevated: false,
      elevationType: 'default',
      linked: false,
      integrity: 'medium',
      originLuid: '0x0:0x3e7',
      withheld: [],
    });
    expect(token.luid).toMatch(/^0x0:0x[0-9a-f]+$/);
    expect(Object.isFrozen(token)).toBe(true);
    const calls = (await rawCalls(driver)).filter(([name]) => name !== 'LookupAccountSidW');
    expect(calls).toEqual([
      ['WTSQueryUserToken', BERTA],
      ...CLASSES.map(infoClass => ['GetTokenInformation', infoClass]),
    ]);
  });

  it('has groups and privileges', async () => {
    const { groups, privileges } = await driver.winstation.localHost().token({ session: BERTA });
    expect(groups?.map(({ sid }) => sid).slice(0, 2)).toEqual(['S-1-1-0', 'S-1-5-32-545']);
    expect(groups?.filter(it => it.isLogon).map(it => it.sid)).toEqual([expect.stringMatching(/^S-1-5-5-0-\d+$/)]);
    expect(groups?.every(it => it.enabled && !it.denyOnly)).toBe(true);
    expect(privileges).toEqual([
      { name: 'SeShutdownPrivilege', enabled: false },
      { name: 'SeChangeNotifyPrivilege', enabled: true },
      { name: 'SeUndockPrivilege', enabled: false },
      { name: 'SeIncreaseWorkingSetPrivilege', enabled: false },
      { name: 'SeTimeZonePrivilege', enabled: false },
    ]);
  });

  it.each([
    [true, true, { elevated: false, elevationType: 'limited', linked: true, integrity: 'medium' }, true],
    [true, false, { elevated: true, elevationType: 'default', linked: false, integrity: 'high' }, false],
    [false, true, { elevated: false, elevationType: 'default', linked: false, integrity: 'medium' }, undefined],
    [false, false, { elevated: false, elevationType: 'default', linked: false, integrity: 'medium' }, undefined],
  ])('of an administrator (%s) with UAC (%s)', async (administrator, split, expected, denied) => {
    const id = await driver.act('logon', { user: 'carla', administrator, split, client: { name: 'PC' } });
    const token = await driver.winstation.localHost().token({ session: id });
    expect(token).toMatchObject(expected);
    expect(token.groups?.find(it => it.sid === 'S-1-5-32-544')?.denyOnly).toBe(denied);
  });

  it('of a process', async () => {
    const host = driver.winstation.localHost();
    expect(await host.token({ process: 4400 })).toMatchObject({ account: 'CORP\\berta', sessionId: BERTA });
    const row = (await host.processes({ session: BERTA })).find(it => it.pid === 4400)!;
    await driver.clearCalls();
    expect(await host.token({ process: row })).toMatchObject({ sid: row.sid });
    const calls = await rawCalls(driver);
    expect(calls.slice(0, 3)).toEqual([['OpenProcess', 4400], ['OpenProcessToken'], ['GetTokenInformation', 1]]);
    // A number hits whoever has it; of a row it is looked at when the process began.
    expect(calls.filter(([name]) => name === 'GetProcessTimes')).toEqual([['GetProcessTimes', 4400]]);
    expect(await host.token({ process: JSON.parse(JSON.stringify(row)) })).toMatchObject({ sid: row.sid });
  });

  it('of the services of Windows', async () => {
    expect(await driver.winstation.localHost().token({ process: 4 })).toMatchObject({
      sid: 'S-1-5-18',
      account: 'NT AUTHORITY\\SYSTEM',
      elevated: true,
      integrity: 'system',
      luid: '0x0:0x3e7',
      originLuid: '0x0:0x0',
    });
  });

  it('fails for a session without a user, one that is not there, and a process that is not there', async () => {
    const host = driver.winstation.localHost();
    expect(await rejection(host.token({ session: 1 }))).toMatchObject({
      syscall: 'WTSQueryUserToken',
      reason: 'no-user',
      subject: 'session',
      sessionId: 1,
    });
    expect(await rejection(host.token({ session: 77 }))).toMatchObject({
      errno: 2,
      reason: 'not-found',
      subject: 'session',
    });
    expect(await rejection(host.token({ process: 99 }))).toMatchObject({
      errno: 87,
      reason: 'not-found',
      subject: 'process',
    });
  });

  it('is of nobody but the logon or the process that was listed', async () => {
    const host = driver.winstation.localHost();
    const session = await host.session(BERTA);
    await driver.act('logoff', BERTA);
    expect(await rejection(host.token({ session }))).toMatchObject({ name: 'WindowsError' });
  });

  it.each([
    ['another user and session', { name: 'other.exe', session: 0 }],
    ['another program', { name: 'other.exe', session: BERTA }],
    ['another begin alone', { name: 'edit.exe', session: BERTA }],
  ])('is of no process that has taken over the id of a row: %s', async (_, next) => {
    const host = driver.winstation.localHost();
    const pid = await driver.act('startProcess', { name: 'edit.exe', session: BERTA });
    await driver.advance(60_000);
    const [process] = await host.processes({ name: 'edit.exe' });
    expect(await host.token({ process: process! })).toMatchObject({ sessionId: BERTA });
    await driver.act('endProcess', pid);
    expect(await rejection(host.token({ process: process! }))).toMatchObject({ reason: 'not-found' });
    await driver.act('startProcess', { ...next, pid });
    expect(await rejection(host.token({ process: process! }))).toMatchObject({
      reason: 'changed',
      subject: 'process',
      hint: expect.stringContaining('another process'),
    });
  });

  it('goes on where a class is refused, and says so', async () => {
    const fault = await driver.fault('fail', 'GetTokenInformation', { code: 'ERROR_ACCESS_DENIED', args: [25] });
    const { integrity, withheld } = await driver.winstation.localHost().token({ session: BERTA });
    expect(integrity).toBeUndefined();
    expect(withheld).toEqual([{ what: 'TokenIntegrityLevel', code: 'ERROR_ACCESS_DENIED', reason: 'access-denied' }]);
    await fault.end();
  });

  it.each([
    [undefined, 'ERR_INVALID_ARG_TYPE'],
    [{}, 'ERR_INVALID_ARG_VALUE'],
    [{ session: 3, process: 4 }, 'ERR_INVALID_ARG_VALUE'],
    [{ session: 'all' }, 'ERR_INVALID_ARG_TYPE'],
    [{ process: -1 }, 'ERR_OUT_OF_RANGE'],
    [{ process: { pid: 4 } }, 'ERR_INVALID_ARG_TYPE'],
    [{ process: { host: 'OTHER', pid: 4 } }, 'ERR_INVALID_ARG_VALUE'],
    [{ user: 'anna' }, 'ERR_INVALID_ARG_VALUE'],
  ])('refuses %j before any raw call', async (of, code) => {
    expect(await rejection(driver.winstation.localHost().token(of as never))).toMatchObject({ code });
    expect(await rawCalls(driver)).toEqual([]);
  });
});

describe('token(), asked by others', () => {
  const driver = withWorld(as('administrator'));

  it('is refused for sessions to administrators, with the privilege in the hint', async () => {
    expect(await rejection(driver.winstation.localHost().token({ session: BERTA }))).toMatchObject({
      code: 'ERROR_PRIVILEGE_NOT_HELD',
      reason: 'access-denied',
      hint: expect.stringContaining('LocalSystem'),
    });
    expect(await driver.winstation.localHost().token({ process: 4400 })).toMatchObject({ account: 'CORP\\berta' });
  });

  it('is refused for processes of others to users', async () => {
    await driver.reset(as('user'));
    const host = driver.winstation.localHost();
    expect(await rejection(host.token({ process: 4400 }))).toMatchObject({ errno: 5, reason: 'access-denied' });
    expect(await host.token({ process: process.pid })).toMatchObject({ sessionId: ANNA, elevated: false });
  });
});
