import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { nextOwnerOf, rawCalls, rejection, withWorld } from '../suite.js';

const TERMINATE = 'WTSTerminateProcess';
const LIST = 'WTSEnumerateProcessesExW';
const ANY = 0xfffffffe;
const PASSWORD = 'pässwörd 漢';

describe('terminate()', () => {
  const driver = withWorld(rich);
  const local = () => driver.winstation.localHost();
  const made = async (name: string) => (await rawCalls(driver)).filter(call => call[0] === name);
  /** A program that has been running for a while. */
  const program = async (session = 9, name = 'edit.exe') => {
    const pid = await driver.act('startProcess', { name, session });
    await driver.advance(60_000);
    return pid;
  };

  it('ends a process, by its id', async () => {
    const pid = await program();
    await driver.clearCalls();
    await local().terminate(pid, { exitCode: 0xffffffff });
    expect(await rawCalls(driver)).toEqual([
      [LIST, 0, ANY],
      [TERMINATE, pid, 0xffffffff],
      [LIST, 0, ANY],
    ]);
    expect(await local().processes({ name: 'edit.exe' })).toEqual([]);
  });

  it('asks nothing more with `wait: false`', async () => {
    const pid = await program();
    await driver.clearCalls();
    await local().terminate(pid, { wait: false });
    expect(await rawCalls(driver)).toEqual([[TERMINATE, pid, 1]]);
  });

  it.each([true, false])('looks at a row again, and when it began (wait: %s)', async wait => {
    const pid = await program();
    const [row] = await local().processes({ name: 'edit.exe' });
    await driver.clearCalls();
    await local().terminate(row ?? 0, { wait, exitCode: 259 });
    expect(await rawCalls(driver)).toEqual([
      [LIST, 0, ANY],
      ['GetProcessTimes', pid],
      [TERMINATE, pid, 259],
      ...(wait ? [[LIST, 0, ANY]] : []),
    ]);
    expect(await local().processes({ name: 'edit.exe' })).toEqual([]);
  });

  it('takes a row that came through JSON', async () => {
    await program();
    const [row] = await local().processes({ name: 'edit.exe' });
    await local().terminate(JSON.parse(JSON.stringify(row)));
    expect(await local().processes({ name: 'edit.exe' })).toEqual([]);
  });

  it.each([
    ['another name', { name: 'other.exe', session: 9 }],
    ['another session', { name: 'edit.exe', session: 3 }],
    ['another user', { name: 'edit.exe', session: 9, sid: 'S-1-5-18' }],
    ['another begin', { name: 'EDIT.exe', session: 9 }],
  ] as const)('never ends the next process of an id: %s', async (_, next) => {
    const pid = await program();
    const [row] = await local().processes({ name: 'edit.exe' });
    await driver.act('endProcess', pid);
    await driver.act('startProcess', { ...next, pid });
    expect(await rejection(local().terminate(row ?? 0))).toMatchObject({
      reason: 'changed',
      syscall: TERMINATE,
      subject: 'process',
      hint: expect.stringContaining('another process'),
    });
    expect(await made(TERMINATE)).toEqual([]);
  });

  it('ends a process of another machine, where its begin is not known', async () => {
    await using host = await driver.winstation.openHost('RDS01');
    await driver.on('RDS01').act('startProcess', { name: 'edit.exe', session: 5 });
    const [row] = await host.processes({ name: 'edit.exe' });
    await driver.clearCalls();
    await host.terminate(row ?? 0);
    expect(
      (await driver.calls()).map(({ name, host }) => [name, host]).filter(([name]) => /Pro/.test(`${name}`)),
    ).toEqual([
      [LIST, 'RDS01'],
      [TERMINATE, 'RDS01'],
      [LIST, 'RDS01'],
    ]);
    expect(await host.processes({ name: 'edit.exe' })).toEqual([]);
  });

  it('is not over before the process is gone', async () => {
    const pid = await program();
    const hold = await driver.fault('hold', LIST, { after: 1, times: 1 });
    let isOver = false;
    const ended = local()
      .terminate(pid)
      .then(() => {
        isOver = true;
      });
    await expect.poll(async () => (await made(TERMINATE)).length).toBe(1);
    expect(await local().hasActiveSession()).toBe(true);
    expect(isOver).toBe(false);
    await hold.end();
    await ended;
  });

  it('may have happened when Windows cannot be asked afterwards', async () => {
    const pid = await program();
    await driver.fault('fail', LIST, { code: 'RPC_S_CALL_FAILED', after: 1 });
    expect(await rejection(local().terminate(pid))).toMatchObject({ code: 'RPC_S_CALL_FAILED', outcome: 'unknown' });
  });

  it('may have happened when the wait for it is aborted', async () => {
    const pid = await program();
    const hold = await driver.fault('hold', TERMINATE);
    const controller = new AbortController();
    const ended = rejection(local().terminate(pid, { signal: controller.signal }));
    await expect.poll(async () => (await made(TERMINATE)).length).toBe(1);
    controller.abort();
    expect(await ended).toMatchObject({ name: 'AbortError', outcome: 'unknown' });
    await hold.end();
  });

  it('does not find what has ended, or never was', async () => {
    const pid = await program();
    const [row] = await local().processes({ name: 'edit.exe' });
    await driver.act('endProcess', pid);
    for (const of of [row ?? 0, pid, 77_777]) {
      for (const wait of [true, false]) {
        expect(await rejection(local().terminate(of, { wait }))).toMatchObject({
          reason: 'not-found',
          subject: 'process',
          code: 'ERROR_INVALID_PARAMETER',
        });
      }
    }
  });

  it('says that Windows protects some', async () => {
    const pid = await program();
    const protection = await driver.fault('protect', pid);
    const refused = await rejection(local().terminate(pid));
    expect(refused).toMatchObject({ reason: 'access-denied', hint: expect.stringContaining('protects') });
    await protection.end();
    await local().terminate(pid);
  });

  it('refuses a row of the calling process, which ends only by its id', async () => {
    const { pid } = process;
    for (const host of [driver, driver.on('RDS01')]) {
      // A world's processes have small numbers, too.
      await host.act('endProcess', pid).catch(() => {});
      await host.act('startProcess', { name: 'me.exe', session: 0, pid });
    }
    await driver.advance(60_000);
    const [own] = await local().processes({ name: 'me.exe' });
    await driver.clearCalls();
    expect(await rejection(local().terminate(own ?? 0))).toMatchObject({
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_VALUE',
      message: expect.stringContaining(`me.exe (${pid})`),
    });
    expect(await rawCalls(driver)).toEqual([]);
    await local().terminate(pid, { wait: false });
    expect(await made(TERMINATE)).toEqual([[TERMINATE, pid, 1]]);

    await using there = await driver.winstation.openHost('RDS01');
    const [namesake] = await there.processes({ name: 'me.exe' });
    await there.terminate(namesake ?? 0);
    expect(await there.processes({ name: 'me.exe' })).toEqual([]);
  });

  it('refuses wrong arguments before any call of Windows', async () => {
    const row = { host: local().name, pid: 4400, sessionId: 9, name: 'x', takenAt: new Date() };
    for (const wrong of [
      null,
      'x',
      {},
      { ...row, host: 'OTHER' },
      { ...row, pid: '4' },
      { ...row, takenAt: undefined },
    ]) {
      await expect(local().terminate(wrong as never)).rejects.toThrow(TypeError);
    }
    for (const wrong of [-1, 1.5, 2 ** 32]) await expect(local().terminate(wrong)).rejects.toThrow(RangeError);
    await expect(local().terminate(4400, { exitCode: -1 })).rejects.toThrow(RangeError);
    await expect(local().terminate(4400, { wait: 1 } as never)).rejects.toThrow(TypeError);
    await expect(local().terminate(4400, { code: 1 } as never)).rejects.toThrow(TypeError);
    expect(await rawCalls(driver)).toEqual([]);
  });
});

describe('shutdown()', () => {
  const driver = withWorld(rich);
  const local = () => driver.winstation.localHost();

  it.each([
    ['logoffOthers', 1],
    ['shutdown', 2],
    ['restart', 4],
    ['powerOff', 8],
  ] as const)('%s', async (how, number) => {
    await local().shutdown(how);
    expect(await rawCalls(driver)).toEqual([
      ['AdjustTokenPrivileges', 'SeShutdownPrivilege', false],
      ['WTSShutdownSystem', number],
    ]);
  });

  it('logs off all but the caller, and nobody comes from another machine until the next start', async () => {
    await local().shutdown('logoffOthers');
    expect((await local().sessions({ where: { kind: 'user' } })).map(({ id }) => id)).toEqual([3]);
    await expect(driver.act('logon', { user: 'late', client: { name: 'PC' } })).rejects.toThrow('refuses');
    await driver.act('logon', { user: 'here' });
    await driver.restart();
    await driver.act('logon', { user: 'late', client: { name: 'PC' } });
  });

  it('makes the machine unreachable until it is booted', async () => {
    await local().shutdown('restart');
    expect(await rejection(local().sessions())).toMatchObject({
      reason: 'unreachable',
      code: 'ERROR_SHUTDOWN_IN_PROGRESS',
    });
    await driver.act('boot');
    expect((await local().sessions({ where: { kind: 'user' } })).length).toBe(0);
    await expect(driver.act('boot')).rejects.toThrow('not shut down');
  });

  it('enables nothing here for another machine', async () => {
    await using host = await driver.winstation.openHost('RDS01');
    await driver.clearCalls();
    await host.shutdown('powerOff');
    const calls = (await driver.calls()).map(({ name, host, args }) => [host, name, ...args]);
    expect(calls.filter(([, name]) => name !== 'WTSOpenServerExW' && name !== 'WTSCloseServer')).toEqual([
      ['RDS01', 'WTSShutdownSystem', 8],
    ]);
    expect(await rejection(host.sessions())).toMatchObject({ reason: 'unreachable' });
  });

  it('takes one word', async () => {
    for (const wrong of ['reboot', 3, undefined, ['restart']]) {
      await expect(local().shutdown(wrong as never)).rejects.toThrow(TypeError);
    }
    await expect(local().shutdown('restart', { force: true } as never)).rejects.toThrow(TypeError);
    expect(await rawCalls(driver)).toEqual([]);
  });
});

describe('connect()', () => {
  const driver = withWorld(rich, { as: 'system' });
  const local = () => driver.winstation.localHost();
  const CONNECT = 'WTSConnectSessionW';
  const made = async () => (await rawCalls(driver)).filter(call => call[0] === CONNECT);

  it('shows a session on the terminal of another one', async () => {
    await local().connect(7, 9);
    expect(await made()).toEqual([[CONNECT, 7, 9, '***', false]]);
    expect(await local().session(7)).toMatchObject({
      state: 'active',
      name: 'RDP-Tcp#18',
      client: { name: 'V6CLIENT' },
    });
    expect(await local().session(9)).toMatchObject({ state: 'disconnected', user: 'berta', kind: 'user', name: '' });
  });

  it('shows a session on the console', async () => {
    await local().connect(9, 'console');
    expect(await local().session('console')).toMatchObject({
      id: 9,
      user: 'berta',
      state: 'active',
      client: undefined,
    });
    expect(await made()).toEqual([[CONNECT, 9, 1, '***', false]]);
  });

  it('disconnects who is at the console', async () => {
    const dora = await driver.act('logon', { user: 'dora', domain: 'CORP' });
    await local().connect(9, 'console');
    expect(await local().session(dora)).toMatchObject({ user: 'dora', state: 'disconnected', isConsole: false });
    expect(driver.winstation.activeConsoleSessionId()).toBe(9);
  });

  it('reports what is lost before what is won', async () => {
    const seen: string[] = [];
    await using watch = local().watch({ types: ['remoteDisconnect', 'remoteConnect'] });
    const read = (async () => {
      for await (const event of watch) if ('sessionId' in event) seen.push(`${event.type} ${event.sessionId}`);
    })();
    await watch.ready;
    await local().connect(7, 9);
    await expect.poll(() => seen.length).toBe(2);
    await watch.close();
    await read;
    expect(seen).toEqual(['remoteDisconnect 9', 'remoteConnect 7']);
  });

  it('never shows the next owner of an id, nor takes the terminal of one', async () => {
    const [berta] = await local().sessions({ details: true, where: { user: 'berta' } });
    await driver.act('logoff', 9);
    await driver.advance(5_000);
    await expect(nextOwnerOf(driver, 9, 'carl')).resolves.toBe(9);
    expect(await rejection(local().connect(berta ?? 0, 3))).toMatchObject({ reason: 'changed', sessionId: 9 });
    expect(await rejection(local().connect(7, berta ?? 0))).toMatchObject({ reason: 'changed', sessionId: 9 });
    expect(await made()).toEqual([]);
  });

  it('refuses listeners, the services, and one session twice', async () => {
    for (const ref of [0, 65_536]) {
      expect(await rejection(local().connect(ref, 9))).toMatchObject({ reason: 'not-supported' });
      expect(await rejection(local().connect(9, ref))).toMatchObject({ reason: 'not-supported' });
    }
    expect(await rejection(local().connect(9, 9))).toMatchObject({ reason: 'not-supported', sessionId: 9 });
    expect(await made()).toEqual([]);
  });

  it('fails where nobody is at the terminal', async () => {
    expect(await rejection(local().connect(9, 7))).toMatchObject({
      code: 'ERROR_NOT_CONNECTED',
      hint: expect.stringContaining('client'),
    });
  });

  it('waits no longer with `wait: false`', async () => {
    await local().connect(7, 9, { wait: false });
    expect(await rawCalls(driver)).toEqual([[CONNECT, 7, 9, '***', false]]);
  });

  it('is for this machine only', async () => {
    await using host = await driver.winstation.openHost('RDS01');
    await driver.clearCalls();
    const anyHost = host as unknown as ReturnType<typeof local>;
    for (const refused of [
      anyHost.connect(5, 2),
      anyHost.shadowPolicy(),
      anyHost.logonMode(),
      anyHost.setLogonMode('drain'),
      anyHost.childSessions(),
      anyHost.setChildSessionsEnabled(true),
    ]) {
      expect(await rejection(refused)).toMatchObject({ name: 'TypeError', code: 'ERR_INVALID_ARG_VALUE' });
    }
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('refuses wrong arguments before any call of Windows, without showing them', async () => {
    for (const wrong of [{ password: 5 }, { password: 'secret\0secret' }, { wait: 1 }, { pasword: 'secret' }]) {
      const refused = (await rejection(local().connect(9, 3, wrong as never))) as Error;
      expect(refused).toBeInstanceOf(TypeError);
      expect(refused.message).not.toContain('secret');
    }
    expect(await rawCalls(driver)).toEqual([]);
  });
});

describe('connect() of an administrator', () => {
  const driver = withWorld(rich);
  const local = () => driver.winstation.localHost();

  it('needs the password of others, and shows it nowhere', async () => {
    await driver.act('account', 'berta', { domain: 'CORP', password: PASSWORD });
    for (const password of [undefined, 'wrong']) {
      const refused = (await rejection(local().connect(9, 3, { password }))) as { hint?: string };
      expect(refused).toMatchObject({ code: 'ERROR_LOGON_FAILURE', reason: 'access-denied' });
      expect(refused.hint).toContain('lock');
    }
    await local().connect(9, 3, { password: PASSWORD });
    expect(await local().session(9)).toMatchObject({ state: 'active', name: 'RDP-Tcp#17' });
    expect(JSON.stringify(await driver.calls())).not.toContain(PASSWORD);
  });
});

describe('the logon mode', () => {
  const driver = withWorld(rich);
  const local = () => driver.winstation.localHost();

  it('is open unless it was set', async () => {
    expect(await local().logonMode()).toBe('open');
    expect(await rawCalls(driver)).toEqual([
      ['RegGetValueW', 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon', 'WinStationsDisabled'],
      ['RegGetValueW', 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server', 'TSServerDrainMode'],
    ]);
  });

  it('goes from each to each', async () => {
    const modes = ['open', 'drain', 'drainUntilRestart', 'closed'] as const;
    for (const from of modes) {
      for (const to of modes) {
        await driver.act('policy', { logonMode: from });
        expect(await local().logonMode()).toBe(from);
        await local().setLogonMode(to);
        expect(await local().logonMode()).toBe(to);
      }
    }
  });

  it('writes what differs, and what opens last', async () => {
    await driver.act('policy', { logonMode: 'closed' });
    await driver.clearCalls();
    await local().setLogonMode('drain');
    expect((await rawCalls(driver)).filter(([name]) => name === 'RegSetValueExW')).toEqual([
      ['RegSetValueExW', 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server', 'TSServerDrainMode', 4, 2, ''],
      ['RegSetValueExW', 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon', 'WinStationsDisabled', 1, 0, '0'],
    ]);
  });

  it.each([0, 1])('is what it was when write %s fails', async after => {
    await driver.act('policy', { logonMode: 'closed' });
    await driver.fault('fail', 'RegSetValueExW', { code: 'ERROR_ACCESS_DENIED', after });
    expect(await rejection(local().setLogonMode('drain'))).toMatchObject({ reason: 'access-denied' });
    expect(await local().logonMode()).toBe('closed');
  });

  it('refuses new users while it drains, and everybody while it is closed', async () => {
    const client = { name: 'PC' };
    await local().setLogonMode('drain');
    await expect(driver.act('logon', { user: 'new', client })).rejects.toThrow('drain');
    await driver.act('reconnect', 7, client);
    await driver.act('disconnect', 7);
    await local().setLogonMode('closed');
    await expect(driver.act('reconnect', 7, client)).rejects.toThrow('closed');
    await local().setLogonMode('drainUntilRestart');
    await driver.restart();
    expect(await local().logonMode()).toBe('open');
    await driver.act('logon', { user: 'new', client });
  });

  it('takes one word', async () => {
    for (const wrong of ['shut', 1, undefined]) {
      await expect(local().setLogonMode(wrong as never)).rejects.toThrow(TypeError);
    }
    expect(await rawCalls(driver)).toEqual([]);
  });
});

describe('shadowing', () => {
  const driver = withWorld(rich);
  const local = () => driver.winstation.localHost();

  it('views and asks, unless told otherwise', async () => {
    expect(await local().shadowCommand(9)).toEqual({ file: 'C:\\Windows\\System32\\mstsc.exe', args: ['/shadow:9'] });
    expect(
      await local().shadowCommand(9, { control: true, consent: false, prompt: true, multimon: true }),
    ).toMatchObject({ args: ['/shadow:9', '/control', '/noConsentPrompt', '/prompt', '/multimon'] });
  });

  it('names another machine', async () => {
    await using host = await driver.winstation.openHost('RDS01');
    expect(await host.shadowCommand('console')).toMatchObject({ args: ['/shadow:2', '/v:RDS01'] });
  });

  it.each(['RDS 01', 'rds01"', 'rds01 /control', '/v:x', 'rds01&calc', '-x'])('refuses the name %s', async name => {
    await driver.on(name).act('logon', { user: 'emil' });
    await using host = await driver.winstation.openHost(name);
    await driver.clearCalls();
    await expect(host.shadowCommand(1)).rejects.toThrow(TypeError);
    expect(await rawCalls(driver)).toEqual([]);
  });

  it.each(['10.1.1.5', '\\\\rds02', 'rds-03.example.org', '[2001:db8::1]', '2001:db8::1'])(
    'takes the name %s',
    async name => {
      const id = await driver.on(name.replace(/^\\+/, '')).act('logon', { user: 'emil' });
      await using host = await driver.winstation.openHost(name);
      const { args } = await host.shadowCommand(id);
      expect(args[1]).toBe(`/v:${name.replace(/^\\+/, '')}`);
    },
  );

  it('is for sessions that somebody is looking at', async () => {
    expect(await rejection(local().shadowCommand(7))).toMatchObject({ code: 'ERROR_CTX_SHADOW_INVALID', sessionId: 7 });
    expect(await rejection(local().shadowCommand(1))).toMatchObject({ reason: 'no-user', sessionId: 1 });
    expect(await rejection(local().shadowCommand(0))).toMatchObject({ reason: 'not-supported' });
    expect(await rejection(local().shadowCommand(65_536))).toMatchObject({ reason: 'not-supported' });
    expect(await rejection(local().shadowCommand(55))).toMatchObject({ reason: 'not-found' });
  });

  it('is limited by a policy', async () => {
    expect(await local().shadowPolicy()).toBeUndefined();
    const words = ['off', 'controlWithConsent', 'control', 'viewWithConsent', 'view', undefined];
    for (const [shadow, word] of words.entries()) {
      await driver.act('policy', { shadow });
      expect(await local().shadowPolicy()).toBe(word);
    }
  });
});

describe('who is there', () => {
  const driver = withWorld(rich);
  const local = () => driver.winstation.localHost();

  it('are the users of sessions, as rows to act on', async () => {
    const users = await local().interactiveUsers();
    expect(users.map(({ id, user }) => [id, user])).toEqual([
      [3, 'anna.with-a-name-longer-than-twenty'],
      [7, 'Ωmega漢字'],
      [9, 'berta'],
    ]);
    await local().logoff(users[2] ?? 0);
    expect(await local().interactiveUsers()).toHaveLength(2);
  });

  it('is asked without a list, where Windows can', async () => {
    expect(await local().hasActiveSession()).toBe(true);
    expect(await rawCalls(driver)).toEqual([['WTSActiveSessionExists']]);
  });

  it.each([true, false])('is the same by the list (active: %s)', async isActive => {
    if (!isActive) for (const id of [3, 9]) await driver.act('disconnect', id);
    expect(await local().hasActiveSession()).toBe(isActive);
    const removed = await driver.remove('WTSActiveSessionExists');
    await driver.clearCalls();
    expect(await local().hasActiveSession()).toBe(isActive);
    expect(await rawCalls(driver)).toContainEqual(['WTSEnumerateSessionsExW', 1]);
    await removed.end();
  });

  it('is asked by the list of another machine', async () => {
    await using host = await driver.winstation.openHost('RDS01');
    await driver.clearCalls();
    expect(await host.hasActiveSession()).toBe(true);
    expect(await rawCalls(driver)).toEqual([['WTSEnumerateSessionsExW', 1]]);
  });
});

describe('child sessions', () => {
  const driver = withWorld(rich);
  const local = () => driver.winstation.localHost();

  it('are allowed and forbidden', async () => {
    expect(await local().childSessions()).toEqual({ enabled: false, id: undefined });
    await local().setChildSessionsEnabled(true);
    expect(await local().childSessions()).toEqual({ enabled: true, id: undefined });
    await local().setChildSessionsEnabled(false);
    expect(await local().childSessions()).toEqual({ enabled: false, id: undefined });
  });

  it('end with their parent, and before it', async () => {
    await local().setChildSessionsEnabled(true);
    const child = await driver.act('childOf', 3);
    expect(await local().childSessions()).toEqual({ enabled: true, id: child });
    await local().logoff(3);
    const ids = (await local().sessions()).map(({ id }) => id);
    expect(ids).not.toContain(child);
    expect(ids).not.toContain(3);
  });

  it('may also be none by a code', async () => {
    await driver.fault('fail', 'WTSGetChildSessionId', { code: 'ERROR_NOT_FOUND' });
    expect(await local().childSessions()).toEqual({ enabled: false, id: undefined });
    await driver.fault('fail', 'WTSIsChildSessionsEnabled', { code: 'ERROR_ACCESS_DENIED' });
    expect(await rejection(local().childSessions())).toMatchObject({ reason: 'access-denied' });
  });

  it.each(['WTSIsChildSessionsEnabled', 'WTSGetChildSessionId'])('are not there without %s', async name => {
    const removed = await driver.remove(name);
    expect(await rejection(local().childSessions())).toMatchObject({ reason: 'not-supported', syscall: name });
    await removed.end();
  });

  it('need a word', async () => {
    for (const wrong of [undefined, 1, 'true']) {
      await expect(local().setChildSessionsEnabled(wrong as never)).rejects.toThrow(TypeError);
    }
    expect(await rawCalls(driver)).toEqual([]);
  });
});
