import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { rawCalls, rejection, withWorld } from '../suite.js';

describe('a remote host', () => {
  const driver = withWorld(rich);
  const open = (name = 'RDS01') => driver.winstation.openHost(name);

  it('is asked before the caller gets it', async () => {
    const host = await open();
    expect(host).toMatchObject({ name: 'RDS01', isLocal: false });
    await host.close();
    await expect
      .poll(() => rawCalls(driver))
      .toEqual([['WTSOpenServerExW', 'RDS01'], ['WTSEnumerateSessionsExW', 1], ['WTSCloseServer']]);
    expect((await driver.calls()).map(({ host }) => host)).toEqual(['RDS01', 'RDS01', 'RDS01']);
  });

  it('lists its sessions; the name says which one is on the console', async () => {
    await using host = await open();
    expect(
      (await host.sessions()).map(({ host, id, user, isConsole, isCurrent }) => ({
        host,
        id,
        user,
        isConsole,
        isCurrent,
      })),
    ).toEqual([
      { host: 'RDS01', id: 0, user: undefined, isConsole: false, isCurrent: false },
      { host: 'RDS01', id: 2, user: 'remo', isConsole: true, isCurrent: false },
      { host: 'RDS01', id: 5, user: 'carla', isConsole: false, isCurrent: false },
      { host: 'RDS01', id: 65536, user: undefined, isConsole: false, isCurrent: false },
    ]);
    expect(await host.session('console')).toMatchObject({ id: 2, user: 'remo' });
    expect(await host.sessions({ where: { id: 'console' } })).toMatchObject([{ id: 2 }]);
  });

  it('has details; the protocol says whether a session is remote', async () => {
    await using host = await open();
    expect(await host.session(5)).toMatchObject({ isRemote: true, client: { name: 'THIN5', address: '10.1.1.5' } });
    expect(await host.session(2)).toMatchObject({ isRemote: false, client: undefined });
    const classes = (await driver.calls()).flatMap(({ name, args }) =>
      name === 'WTSQuerySessionInformationW' ? [args[1]] : [],
    );
    expect(classes).not.toContain(29);
  });

  it('has no current session and no synchronous list', async () => {
    await using host = await open();
    expect(await rejection(host.session('current'))).toMatchObject({
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_VALUE',
    });
    expect(await rejection(host.sessions({ where: { id: 'current' } }))).toMatchObject({
      code: 'ERR_INVALID_ARG_VALUE',
    });
    expect(() => host.sessionsSync()).toThrowError(expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE' }));
  });

  it('can be acted on', async () => {
    await using host = await open();
    const [carla] = await host.sessions({ where: { user: 'carla' } });
    expect(await host.message(carla ?? 0, 'x')).toBe('sent');
    await host.logoff(carla ?? 0);
    expect(await host.findSession({ user: 'carla' })).toBeUndefined();
    expect((await driver.winstation.localHost().sessions()).length).toBe(7);
  });

  it('looks up accounts on that host', async () => {
    await using host = await open();
    await host.sessions({ details: true, where: { user: 'carla' } });
    const lookUps = (await driver.calls()).filter(({ name }) => name === 'LookupAccountNameW');
    expect(lookUps).toMatchObject([{ host: 'RDS01', args: ['CORP\\carla'] }]);
  });

  it.each([
    ['RPC_S_SERVER_UNAVAILABLE', 'unreachable'],
    ['RPC_S_INVALID_BINDING', 'unreachable'],
    ['ERROR_ACCESS_DENIED', 'access-denied'],
    ['RPC_S_SERVER_TOO_BUSY', 'busy'],
  ])('fails clearly: %s', async (code, reason) => {
    await driver.on('RDS01').fault('fail', 'WTSEnumerateSessionsExW', { code });
    expect(await rejection(open())).toMatchObject({
      name: 'WindowsError',
      code,
      reason,
      host: 'RDS01',
      syscall: 'WTSEnumerateSessionsExW',
      hint: expect.stringContaining(reason === 'busy' ? 'again' : reason === 'access-denied' ? 'RDS01' : ''),
    });
  });

  it('fails clearly when no call reaches it', async () => {
    await driver.on('RDS01').fault('unreachable');
    const error = await rejection(open());
    expect(error).toMatchObject({ code: 'RPC_S_SERVER_UNAVAILABLE', reason: 'unreachable', host: 'RDS01' });
  });

  it('fails when Windows gives no handle', async () => {
    await driver.on('RDS01').fault('fail', 'WTSOpenServerExW', { code: 'ERROR_INVALID_COMPUTERNAME' });
    expect(await rejection(open())).toMatchObject({ syscall: 'WTSOpenServerExW', reason: 'unreachable' });
  });

  it('is opened with the older call where the newer is missing', async () => {
    await driver.on('RDS01').fault('fail', 'WTSOpenServerExW', { code: 'ERROR_PROC_NOT_FOUND' });
    const host = await open();
    expect((await rawCalls(driver)).slice(0, 3)).toEqual([
      ['WTSOpenServerExW', 'RDS01'],
      ['WTSOpenServerW', 'RDS01'],
      ['WTSEnumerateSessionsExW', 1],
    ]);
    await host.close();
  });

  it('gives up after the timeout', async () => {
    const hang = await driver.on('RDS01').fault('hang');
    const opening = rejection(driver.winstation.openHost('RDS01', { timeout: 300 }));
    await driver.pass(300);
    expect(await opening).toMatchObject({ name: 'TimeoutError', code: 'ETIMEDOUT' });
    await hang.end();
  });

  it('delays no other host', async () => {
    const hang = await driver.on('RDS01').fault('hang');
    const opening = rejection(driver.winstation.openHost('RDS01', { timeout: 500 }));
    expect(await driver.winstation.localHost().sessions()).toHaveLength(7);
    await driver.pass(500);
    await opening;
    await hang.end();
  });

  it('answers nothing once it is closed', async () => {
    const host = await open();
    await host.close();
    await host.close();
    expect(await rejection(host.sessions())).toMatchObject({
      name: 'HostClosedError',
      code: 'ERR_WINSTATION_HOST_CLOSED',
    });
  });

  it('rejects calls under way when it is closed', async () => {
    const host = await open();
    const hang = await driver.on('RDS01').fault('hang');
    const running = rejection(host.sessions());
    const queued = rejection(host.sessions());
    await host.close();
    expect(await running).toMatchObject({ code: 'ERR_WINSTATION_HOST_CLOSED' });
    expect(await queued).toMatchObject({ code: 'ERR_WINSTATION_HOST_CLOSED' });
    await hang.end();
  });

  it('refuses a session of another host', async () => {
    await using host = await open();
    const [local] = await driver.winstation.localHost().sessions();
    expect(await rejection(host.logoff(local ?? 0))).toMatchObject({
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_VALUE',
    });
  });
});
