import { channel } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import type { Scenario, UserConfig } from 'winstation';
import { rawCalls, rejection, withWorld } from '../suite.js';

const QUERY = 'WTSQueryUserConfigW';
const SET = 'WTSSetUserConfigW';
const WHOLE = 19;
const SINGLE = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 17, 16, 18];

const sid = (rid: number) => `S-1-5-21-1004336348-1177238915-682003330-${rid}`;
const PATH = 'C:\\p'.padEnd(260, 'q');

const world: Scenario = {
  version: 1,
  hosts: [
    {
      name: 'HERE',
      local: true,
      accounts: [
        {
          sid: sid(1001),
          name: 'anna',
          config: {
            source: 7,
            inheritInitialProgram: 0,
            allowLogonTerminalServer: 2,
            timeoutSettingsConnections: 60_000,
            timeoutSettingsDisconnections: 120_000,
            timeoutSettingsIdle: 180_000,
            deviceClientDrives: 0,
            deviceClientPrinters: 1,
            clientDefaultPrinter: 0,
            brokenTimeoutSettings: 1,
            reconnectSettings: 0,
            shadowingSettings: 4,
            initialProgram: 'C:\\Programs\\anna.exe',
            workDirectory: 'D:\\anna',
            terminalServerProfilePath: '\\\\files\\profiles\\anna',
            terminalServerHomeDir: '\\\\files\\home\\anna',
            terminalServerHomeDirDrive: 'H:',
          },
        },
        { sid: sid(1002), name: 'fresh' },
        {
          sid: sid(1003),
          name: 'Ωmega漢字',
          config: {
            inheritInitialProgram: 1,
            deviceClientDrives: 1,
            deviceClientPrinters: 0,
            clientDefaultPrinter: 1,
            brokenTimeoutSettings: 9,
            reconnectSettings: 1,
            shadowingSettings: 5,
            timeoutSettingsIdle: 4_294_967_295,
            initialProgram: PATH,
            workDirectory: 'x',
            terminalServerHomeDirDrive: 'abc',
          },
        },
        { sid: sid(1004), name: 'group', use: 2 },
        { sid: sid(1005), name: 'stranger', domain: 'CORP' },
      ],
    },
    { name: 'DC1', accounts: [{ sid: sid(2001), name: 'anna', domain: 'CORP', config: { shadowingSettings: 2 } }] },
    { name: 'RDS02', accounts: [{ sid: sid(3001), name: 'anna', config: { shadowingSettings: 3 } }] },
  ],
};

const ANNA = {
  user: 'anna',
  server: undefined,
  initialProgram: 'C:\\Programs\\anna.exe',
  workingDirectory: 'D:\\anna',
  clientChoosesProgram: false,
  allowLogon: true,
  maxConnection: 60_000,
  maxDisconnected: 120_000,
  maxIdle: 180_000,
  onBroken: 'end',
  reconnectFrom: 'anyClient',
  shadow: 'view',
  clientDrives: false,
  clientPrinters: true,
  defaultClientPrinter: false,
  profilePath: '\\\\files\\profiles\\anna',
  homeDirectory: '\\\\files\\home\\anna',
  homeDrive: 'H:',
  homeIsRemote: true,
  withheld: [],
} as const satisfies UserConfig;

describe('userConfig()', () => {
  const driver = withWorld(world);
  const local = () => driver.winstation.localHost();

  it('has every setting in words, by one call', async () => {
    expect(await local().userConfig('anna')).toEqual(ANNA);
    expect(await rawCalls(driver)).toEqual([[QUERY, 'anna', WHOLE]]);
  });

  it('has the same when each setting is asked for by itself', async () => {
    await driver.fault('fail', QUERY, { code: 'ERROR_INVALID_LEVEL', args: ['anna', WHOLE] });
    expect(await local().userConfig('anna')).toEqual(ANNA);
    expect(await rawCalls(driver)).toEqual([WHOLE, ...SINGLE].map(it => [QUERY, 'anna', it]));
  });

  it('says what an account has that nobody has configured', async () => {
    expect(await local().userConfig('FRESH')).toEqual({
      user: 'FRESH',
      server: undefined,
      initialProgram: '',
      workingDirectory: '',
      clientChoosesProgram: true,
      allowLogon: true,
      maxConnection: 'none',
      maxDisconnected: 'none',
      maxIdle: 'none',
      onBroken: 'disconnect',
      reconnectFrom: 'anyClient',
      shadow: 'controlWithConsent',
      clientDrives: true,
      clientPrinters: true,
      defaultClientPrinter: true,
      profilePath: '',
      homeDirectory: '',
      homeDrive: '',
      homeIsRemote: false,
      withheld: [],
    });
  });

  it.each([true, false])(
    'has no word for numbers that it does not know, and the longest values whole: at once %s',
    async whole => {
      if (!whole) await driver.fault('fail', QUERY, { code: 'ERROR_NOT_SUPPORTED', args: ['Ωmega漢字', WHOLE] });
      expect(await local().userConfig('Ωmega漢字')).toMatchObject({
        initialProgram: PATH,
        workingDirectory: 'x',
        homeDrive: 'abc',
        onBroken: undefined,
        shadow: undefined,
        reconnectFrom: 'sameClient',
        clientPrinters: false,
        defaultClientPrinter: true,
        maxIdle: 4_294_967_295,
        withheld: [],
      });
    },
  );

  it('asks the machine that keeps the account', async () => {
    expect(await local().userConfig('anna', { server: 'DC1' })).toMatchObject({ server: 'DC1', shadow: 'control' });
    await using host = await driver.winstation.openHost('RDS02');
    expect(await host.userConfig('anna')).toMatchObject({ server: undefined, shadow: 'viewWithConsent' });
    expect(await host.userConfig('anna', { server: 'dc1' })).toMatchObject({ server: 'dc1', shadow: 'control' });
    const asked = (await driver.calls()).filter(({ name }) => name === QUERY);
    expect(asked.map(({ host: at }) => at)).toEqual(['DC1', 'RDS02', 'DC1']);
  });

  it('fails for an account that is not kept there', async () => {
    for (const user of ['nobody', 'group', 'stranger']) {
      const error = await rejection(local().userConfig(user));
      expect(error).toMatchObject({
        code: 'NERR_UserNotFound',
        errno: 2221,
        reason: 'not-found',
        subject: 'user',
        syscall: QUERY,
        host: local().name,
      });
      expect((error as { hint: string }).hint).toMatch(/account/);
    }
  });

  it('names the server that does not answer', async () => {
    const error = await rejection(local().userConfig('anna', { server: 'DC9' }));
    expect(error).toMatchObject({ reason: 'unreachable', subject: 'host', host: 'DC9', errno: 1722 });
    expect((error as { hint: string }).hint).toMatch(/DC9/);
  });

  it('names what Windows does not give', async () => {
    await driver.fault('fail', QUERY, { code: 'ERROR_INVALID_PARAMETER', args: ['anna', WHOLE] });
    await driver.fault('fail', QUERY, { code: 'ERROR_NOT_SUPPORTED', args: ['anna', 7] });
    await driver.fault('fail', QUERY, { code: 'ERROR_UNREPORTED', args: ['anna', 18] });
    expect(await local().userConfig('anna')).toEqual({
      ...ANNA,
      clientDrives: undefined,
      homeIsRemote: undefined,
      withheld: [
        { what: 'clientDrives', code: 'ERROR_NOT_SUPPORTED', reason: 'not-supported' },
        { what: 'homeIsRemote', code: 'ERROR_UNREPORTED', reason: 'other' },
      ],
    });
  });

  it('fails when Windows gives nothing at all', async () => {
    await driver.fault('fail', QUERY, { code: 'ERROR_CALL_NOT_IMPLEMENTED' });
    expect(await rejection(local().userConfig('anna'))).toMatchObject({ syscall: QUERY, reason: 'not-supported' });
    expect(await rawCalls(driver)).toHaveLength(1 + SINGLE.length);
  });

  it('asks once where the export is missing', async () => {
    await driver.remove(QUERY);
    expect(await rejection(local().userConfig('anna'))).toMatchObject({ code: 'ERROR_PROC_NOT_FOUND' });
    expect(await rawCalls(driver)).toEqual([]);
  });

  it.each(['null', 'short'] as const)('does not use a buffer that is %s', async shape => {
    await driver.fault('spoil', QUERY, shape);
    const failure = { syscall: QUERY, code: 'ERROR_INVALID_DATA' };
    expect(await rejection(local().userConfig('anna'))).toMatchObject(failure);
    await driver.fault('fail', QUERY, { code: 'ERROR_NOT_SUPPORTED', args: ['anna', WHOLE] });
    expect(await rejection(local().userConfig('anna'))).toMatchObject(failure);
  });

  it('reads a text that has no NUL', async () => {
    await driver.fault('fail', QUERY, { code: 'ERROR_NOT_SUPPORTED', args: ['anna', WHOLE] });
    await driver.fault('spoil', QUERY, 'unterminated');
    expect(await local().userConfig('anna')).toEqual(ANNA);
  });

  it('refuses what is no name of an account or a machine, and other options', async () => {
    for (const user of ['', ' ', 'CORP\\anna', 'anna@corp.example', 'a\0b', 7, undefined]) {
      expect(await rejection(local().userConfig(user as string)), String(user)).toBeInstanceOf(TypeError);
    }
    for (const options of [{ server: '' }, { server: 7 }, { host: 'DC1' }, { timeout: -1 }]) {
      expect(await rejection(local().userConfig('anna', options as object))).toMatchObject({ code: /^ERR_/ });
    }
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('holds up no other call while the server does not answer', async () => {
    const held = await driver.on('DC1').fault('hold', QUERY);
    const waiting = local().userConfig('anna', { server: 'DC1' });
    expect(await local().sessions()).not.toEqual([]);
    await held.end();
    expect(await waiting).toMatchObject({ shadow: 'control' });
  });
});

describe('setUserConfig()', () => {
  const driver = withWorld(world);
  const local = () => driver.winstation.localHost();
  const sets = async () => (await rawCalls(driver)).filter(([name]) => name === SET);

  it('sets what differs, in the order that Windows wants, and reads each text back', async () => {
    await local().setUserConfig('anna', {
      homeDirectory: '\\\\other\\home',
      homeDrive: 'Z:',
      workingDirectory: 'E:\\',
      initialProgram: '',
      maxIdle: 'none',
      maxConnection: 86_400_000,
      maxDisconnected: 120_000,
      shadow: 'off',
      defaultClientPrinter: true,
      allowLogon: undefined,
    });
    expect(await rawCalls(driver)).toEqual([
      [QUERY, 'anna', WHOLE],
      [SET, 'anna', 0, '', 2],
      [QUERY, 'anna', 0],
      [SET, 'anna', 1, 'E:\\', 8],
      [QUERY, 'anna', 1],
      [SET, 'anna', 4, 86_400_000, 4],
      [SET, 'anna', 6, 0, 4],
      [SET, 'anna', 9, 1, 4],
      [SET, 'anna', 14, 0, 4],
      [SET, 'anna', 17, 'Z:', 6],
      [QUERY, 'anna', 17],
      [SET, 'anna', 16, '\\\\other\\home', 26],
      [QUERY, 'anna', 16],
    ]);
    expect(await local().userConfig('anna')).toEqual({
      ...ANNA,
      homeDirectory: '\\\\other\\home',
      homeDrive: 'Z:',
      workingDirectory: 'E:\\',
      initialProgram: '',
      maxIdle: 'none',
      maxConnection: 86_400_000,
      shadow: 'off',
      defaultClientPrinter: true,
    });
  });

  it('sets every setting: an account becomes as another one', async () => {
    const { user: _, ...anna } = await local().userConfig('anna');
    await local().setUserConfig('fresh', await local().userConfig('anna'));
    expect(await local().userConfig('fresh')).toEqual({ user: 'fresh', ...anna });
    expect(await sets()).toHaveLength(13);
  });

  it('makes no call that changes anything when nothing differs, and none at all when nothing is wanted', async () => {
    await local().setUserConfig('anna', ANNA);
    expect(await rawCalls(driver)).toEqual([[QUERY, 'anna', WHOLE]]);
    await driver.clearCalls();
    await local().setUserConfig('anna', {});
    await local().setUserConfig('anna', { shadow: undefined });
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('takes the longest and the emptiest texts', async () => {
    await local().setUserConfig('anna', { profilePath: PATH, homeDirectory: '', homeDrive: '' });
    expect(await local().userConfig('anna')).toMatchObject({
      profilePath: PATH,
      homeDirectory: '',
      homeIsRemote: false,
    });
  });

  it('works on another machine, and on the one that keeps the account', async () => {
    await using host = await driver.winstation.openHost('RDS02');
    await host.setUserConfig('anna', { clientDrives: false });
    await host.setUserConfig('anna', { clientDrives: false }, { server: 'DC1' });
    expect((await driver.calls()).filter(({ name }) => name === SET).map(it => it.host)).toEqual(['RDS02', 'DC1']);
  });

  it('reads only what is to change where Windows cannot give all at once', async () => {
    await driver.fault('fail', QUERY, { code: 'ERROR_NOT_SUPPORTED', args: ['anna', WHOLE] });
    await local().setUserConfig('anna', { shadow: 'control', clientPrinters: true });
    expect(await rawCalls(driver)).toEqual([
      [QUERY, 'anna', WHOLE],
      [QUERY, 'anna', 8],
      [QUERY, 'anna', 14],
      [SET, 'anna', 14, 2, 4],
    ]);
  });

  const CHANGES = { initialProgram: 'b.exe', clientDrives: true, shadow: 'control', homeDrive: 'I:' } as const;
  const CLASSES = [0, 7, 14, 17];

  it.each(CLASSES)('puts back what it has changed when class %i fails', async failing => {
    await driver.fault('fail', SET, { code: 'ERROR_ACCESS_DENIED', args: ['anna', failing], times: 1 });
    const error = await rejection(local().setUserConfig('anna', CHANGES));
    expect(error).toMatchObject({ code: 'ERROR_ACCESS_DENIED', syscall: SET, left: undefined, outcome: undefined });
    expect((error as Error).message).toMatch(/failed to set (initialProgram|clientDrives|shadow|homeDrive) on /);
    expect(await local().userConfig('anna')).toEqual(ANNA);
  });

  it.each([
    [7, ['initialProgram']],
    [14, ['initialProgram', 'clientDrives']],
    [17, ['initialProgram', 'clientDrives', 'shadow']],
  ])('names what it could not put back: from class %i on nothing can be set', async (failing, left) => {
    const before = CLASSES.indexOf(failing);
    await driver.fault('fail', SET, { code: 'RPC_S_SERVER_UNAVAILABLE', after: before });
    const error = await rejection(local().setUserConfig('anna', CHANGES));
    expect(error).toMatchObject({ code: 'RPC_S_SERVER_UNAVAILABLE', reason: 'unreachable', left });
    expect(await local().userConfig('anna')).toMatchObject({ initialProgram: 'b.exe' });
  });

  it('names only what could not be put back', async () => {
    await driver.fault('fail', SET, { code: 'ERROR_ACCESS_DENIED', args: ['anna', 17] });
    await driver.fault('fail', SET, { code: 'ERROR_BUSY', args: ['anna', 7], after: 1 });
    const error = await rejection(local().setUserConfig('anna', CHANGES));
    expect(error).toMatchObject({ code: 'ERROR_ACCESS_DENIED', left: ['clientDrives'] });
    expect(await local().userConfig('anna')).toEqual({ ...ANNA, clientDrives: true });
  });

  it('names the setting that failed when it cannot be seen whether it was changed', async () => {
    await driver.fault('fail', SET, { code: 'RPC_S_CALL_FAILED' });
    await driver.fault('fail', QUERY, { code: 'RPC_S_CALL_FAILED', after: 1 });
    const error = await rejection(local().setUserConfig('anna', { shadow: 'off' }));
    expect(error).toMatchObject({ code: 'RPC_S_CALL_FAILED', left: ['shadow'] });
  });

  it('notices a text that Windows has kept as another one', async () => {
    const error = await rejection(local().setUserConfig('anna', { clientDrives: true, profilePath: 'C:\\漢字' }));
    expect(error).toMatchObject({ code: 'ERROR_INVALID_DATA', syscall: SET, left: undefined });
    expect((error as { hint: string }).hint).toMatch(/code page/);
    expect(await local().userConfig('anna')).toEqual(ANNA);
  });

  it('fails when the text cannot be read back, and puts it back', async () => {
    await driver.fault('fail', QUERY, { code: 'ERROR_BUSY', args: ['anna', 0], times: 1 });
    const error = await rejection(local().setUserConfig('anna', { initialProgram: 'b.exe' }));
    expect(error).toMatchObject({ code: 'ERROR_BUSY', syscall: QUERY, left: undefined });
    expect(await local().userConfig('anna')).toEqual(ANNA);
  });

  it('does not put back what it does not know', async () => {
    await driver.fault('fail', QUERY, { code: 'ERROR_NOT_SUPPORTED', args: ['anna', WHOLE] });
    await driver.fault('fail', QUERY, { code: 'ERROR_NOT_SUPPORTED', args: ['anna', 7] });
    await driver.fault('fail', SET, { code: 'ERROR_ACCESS_DENIED', args: ['anna', 14] });
    const error = await rejection(local().setUserConfig('anna', { clientDrives: true, shadow: 'off' }));
    expect(error).toMatchObject({ left: ['clientDrives'] });
  });

  it('refuses wrong changes before Windows is asked', async () => {
    const wrong: readonly (readonly [object | undefined, string])[] = [
      [{ maxIdle: 30_000 }, 'RangeError'],
      [{ maxIdle: 0 }, 'RangeError'],
      [{ maxIdle: -60_000 }, 'RangeError'],
      [{ maxConnection: 4_294_980_000 }, 'RangeError'],
      [{ maxDisconnected: Number.NaN }, 'RangeError'],
      [{ maxDisconnected: Number.POSITIVE_INFINITY }, 'RangeError'],
      [{ maxIdle: '1' }, 'TypeError'],
      [{ maxIdle: null }, 'TypeError'],
      [{ shadow: 'all' }, 'TypeError'],
      [{ shadow: 1 }, 'TypeError'],
      [{ onBroken: 'reset' }, 'TypeError'],
      [{ reconnectFrom: true }, 'TypeError'],
      [{ allowLogon: 1 }, 'TypeError'],
      [{ initialProgram: 'a\0b' }, 'TypeError'],
      [{ profilePath: `${PATH}x` }, 'RangeError'],
      [{ homeDrive: 'H:\\x' }, 'RangeError'],
      [{ shadows: 'off' }, 'TypeError'],
      [undefined, 'TypeError'],
    ];
    for (const [changes, name] of wrong) {
      expect(await rejection(local().setUserConfig('anna', changes as object)), JSON.stringify(changes)).toMatchObject({
        name,
        code: expect.stringMatching(/^ERR_/),
      });
    }
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('says that the outcome is unknown when it is stopped in between', async () => {
    const held = await driver.fault('hold', SET);
    const stop = new AbortController();
    const waiting = rejection(local().setUserConfig('anna', CHANGES, { signal: stop.signal }));
    await expect.poll(sets).toHaveLength(1);
    stop.abort();
    expect(await waiting).toMatchObject({ code: 'ABORT_ERR', outcome: 'unknown' });
    await held.end();
  });

  it('fails for an account that is not kept there', async () => {
    const error = await rejection(local().setUserConfig('nobody', { shadow: 'off' }));
    expect(error).toMatchObject({ code: 'NERR_UserNotFound', subject: 'user' });
    expect(await sets()).toEqual([]);
  });
});

describe('settings of an account, for a standard user', () => {
  const driver = withWorld(world, { as: 'user' });

  it('can be read and not changed', async () => {
    const host = driver.winstation.localHost();
    expect(await host.userConfig('anna')).toEqual(ANNA);
    const error = await rejection(host.setUserConfig('anna', { shadow: 'off' }));
    expect(error).toMatchObject({ code: 'ERROR_ACCESS_DENIED', reason: 'access-denied', left: undefined });
    expect((error as { hint: string }).hint).toMatch(/elevated/);
  });
});

describe('settings of an account, in a world', () => {
  const driver = withWorld(world);

  it('are made and changed by the back door, and are in the scenario', async () => {
    await driver.act('account', 'new', { config: { maxIdle: 60_000, shadow: 'view', homeDirectory: '\\\\a\\b' } });
    await driver.act('account', 'anna', { config: { homeDrive: 'Q:' } });
    const host = driver.winstation.localHost();
    const expected = [await host.userConfig('new'), await host.userConfig('anna')];
    expect(expected).toMatchObject([
      { maxIdle: 60_000, shadow: 'view', homeIsRemote: true, clientPrinters: true },
      { homeDrive: 'Q:', shadow: 'view' },
    ]);
    await driver.reset(await driver.toScenario());
    const again = driver.winstation.localHost();
    expect([await again.userConfig('new'), await again.userConfig('anna')]).toEqual(expected);
    await expect(driver.act('account', 'new', { config: { maxIdle: 1 } })).rejects.toThrow('config.maxIdle');
    await expect(driver.act('account', 'new', { config: { nothing: 1 } as object })).rejects.toThrow('config.nothing');
    await expect(driver.act('account', '', {})).rejects.toThrow('name');
  });

  it('are traced', async () => {
    const seen: unknown[] = [];
    const listen = (it: unknown) => void seen.push(it);
    const calls = channel('winstation:call');
    calls.subscribe(listen);
    try {
      await driver.winstation.localHost().setUserConfig('anna', { shadow: 'off' });
    } finally {
      calls.unsubscribe(listen);
    }
    const host = driver.winstation.localHost().name;
    expect(seen).toMatchObject([
      { syscall: QUERY, host },
      { syscall: SET, host },
    ]);
  });
});
