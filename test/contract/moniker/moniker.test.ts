import { describe, expect, it } from 'vitest';
import type { SessionRef } from 'winstation';
import type { Guid } from 'winstation/identity';
import type { MonikerOptions } from 'winstation/moniker';
import { nextOwnerOf, rawCalls, rejection, withWorld } from '../suite.js';

const TRAY = 'c191bfbc-b602-4675-8bd1-67d642f529d5' as Guid;
const PLAIN = '11111111-1111-4111-8111-111111111111' as Guid;
const BARE = '22222222-2222-4222-8222-222222222222' as Guid;
const SERVICE = '33333333-3333-4333-8333-333333333333' as Guid;
const SYSTEM = '44444444-4444-4444-8444-444444444444' as Guid;
const OLD = '55555555-5555-4555-8555-555555555555' as Guid;
const APP = '{66666666-6666-4666-8666-66666666666A}';
const NOBODY = '77777777-7777-4777-8777-777777777777' as Guid;

const SCENARIO = {
  version: 1,
  hosts: [
    {
      name: 'WS01',
      consoleSessionId: 1,
      sessions: [
        { id: 0 },
        { id: 1 },
        { id: 4, user: 'anna', domain: 'CORP', logonTime: '2026-01-05T07:00:00Z', client: { name: 'LAPTOP7' } },
      ],
    },
  ],
  comClasses: [
    { clsid: `{${TRAY.toUpperCase()}}`, appId: APP, runAs: 'interactive USER' },
    { clsid: PLAIN },
    { clsid: BARE, appId: null },
    { clsid: SERVICE, runAs: 'Interactive User', service: 'spooler' },
    { clsid: SYSTEM, runAs: 'NT AUTHORITY\\SYSTEM' },
    { clsid: OLD, runAs: 'Interactive User', view: 32 },
  ],
};

const key = (clsid: string) => `SOFTWARE\\Classes\\CLSID\\{${clsid.toUpperCase()}}`;

describe('canActivateInSession()', () => {
  const driver = withWorld(SCENARIO);
  const can = (clsid: Guid) => driver.modules['winstation/moniker'].canActivateInSession(clsid);

  it('is true for what runs as the interactive user, however that is written', async () => {
    expect(await can(TRAY)).toEqual({ ok: true, runAs: 'interactive USER', reason: undefined });
    expect(Object.isFrozen(await can(TRAY))).toBe(true);
  });

  it('says why not', async () => {
    expect(await can(PLAIN)).toEqual({ ok: false, runAs: undefined, reason: 'not-interactive-user' });
    expect(await can(BARE)).toEqual({ ok: false, runAs: undefined, reason: 'no-app-id' });
    expect(await can(SERVICE)).toEqual({ ok: false, runAs: 'Interactive User', reason: 'runs-as-service' });
    expect(await can(SYSTEM)).toEqual({ ok: false, runAs: 'NT AUTHORITY\\SYSTEM', reason: 'not-interactive-user' });
    expect(await can(NOBODY)).toEqual({ ok: false, runAs: undefined, reason: 'no-class' });
  });

  it('looks at both views, that of 64 bits first', async () => {
    expect(await can(OLD)).toMatchObject({ ok: true });
    const calls = (await rawCalls(driver)).filter(([name]) => name === 'RegOpenKeyExW');
    expect(calls).toEqual([
      ['RegOpenKeyExW', key(OLD), 64],
      ['RegOpenKeyExW', key(OLD), 32],
      ['RegOpenKeyExW', `SOFTWARE\\Classes\\AppID\\{${OLD.toUpperCase()}}`, 32],
    ]);
    await driver.com.act('register', { clsid: OLD, runAs: 'NT AUTHORITY\\LocalService' });
    expect(await can(OLD)).toMatchObject({ ok: false, runAs: 'NT AUTHORITY\\LocalService' });
  });

  it('takes a GUID in any spelling, and nothing else', async () => {
    expect(await can(`{${TRAY.toUpperCase()}}` as Guid)).toMatchObject({ ok: true });
    await driver.clearCalls();
    for (const text of [`${TRAY}!clsid:${PLAIN}`, `"${TRAY}"`, '', 'Session:1!new:x', `${TRAY}:`]) {
      expect(await rejection(can(text as Guid))).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
    }
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('takes an AppID that is none for none', async () => {
    await driver.com.act('register', { clsid: NOBODY, appId: '{no guid}', runAs: 'Interactive User' });
    expect(await can(NOBODY)).toMatchObject({ ok: false, reason: 'no-app-id' });
  });

  it('reads a value up to its NUL, and one that has room', async () => {
    await driver.com.act('register', { clsid: NOBODY, runAs: 'Interactive User\0of another' });
    expect(await can(NOBODY)).toMatchObject({ ok: true, runAs: 'Interactive User' });
    const longest = `${'ü'.repeat(1_022)}日本`;
    await driver.com.act('register', { clsid: NOBODY, runAs: longest });
    expect(await can(NOBODY)).toMatchObject({ reason: 'not-interactive-user', runAs: longest });
    await driver.com.act('register', { clsid: NOBODY, runAs: `${longest}x` });
    expect(await rejection(can(NOBODY))).toMatchObject({ syscall: 'RegQueryValueExW', code: 'ERROR_MORE_DATA' });
    await driver.com.act('register', { clsid: NOBODY, runAs: '' });
    expect(await can(NOBODY)).toMatchObject({ reason: 'not-interactive-user', runAs: undefined });
  });

  it('fails where the registry cannot be read', async () => {
    const closed = await driver.fault('fail', 'RegOpenKeyExW', { code: 'ERROR_ACCESS_DENIED' });
    expect(await rejection(can(TRAY))).toMatchObject({ syscall: 'RegOpenKeyExW', reason: 'access-denied' });
    await closed.end();
    await driver.fault('fail', 'RegQueryValueExW', { code: 'ERROR_ACCESS_DENIED' });
    expect(await rejection(can(TRAY))).toMatchObject({ syscall: 'RegQueryValueExW', reason: 'access-denied' });
  });
});

describe('activateInSession()', () => {
  const driver = withWorld(SCENARIO, { as: 'system' });
  const activate = (ref: SessionRef, clsid: Guid, options?: MonikerOptions) =>
    driver.modules['winstation/moniker'].activateInSession(ref, clsid, options);
  const servers = () => driver.com.get('servers');
  const dispose = (it: AsyncDisposable) => it[Symbol.asyncDispose]();
  const called = (name: string) => eventually(async () => (await rawCalls(driver)).some(([it]) => it === name));
  const gone = () => eventually(async () => (await servers()).length === 0);
  /** In the lab a thread does it on its own time. */
  const eventually = async (holds: () => Promise<boolean>): Promise<void> => {
    for (let i = 0; i < 200; i++) {
      if (await holds()) return;
      await driver.pass(5);
    }
    throw new Error('it did not happen');
  };

  it('starts the server as the user of the session, and holds it until it is disposed', async () => {
    const server = await activate(4, TRAY);
    expect(await servers()).toEqual([{ clsid: TRAY, sessionId: 4, user: 'anna' }]);
    expect(await rawCalls(driver)).toContainEqual(['CoGetObject', `Session:4!new:{${TRAY}}`]);
    await dispose(server);
    expect(await servers()).toEqual([]);
    await dispose(server);
    expect((await rawCalls(driver)).filter(([name]) => name === 'Release')).toHaveLength(1);
  });

  it('refuses what Windows would start elsewhere without a word', async () => {
    for (const clsid of [PLAIN, BARE, SERVICE, SYSTEM]) {
      expect(await rejection(activate(4, clsid))).toMatchObject({
        name: 'WindowsError',
        reason: 'not-supported',
        syscall: 'CoGetObject',
        hint: expect.stringContaining('as it always does'),
      });
    }
    expect(await rejection(activate(4, NOBODY))).toMatchObject({ code: 'REGDB_E_CLASSNOTREG', reason: 'not-found' });
    expect((await rawCalls(driver)).map(([name]) => name)).not.toContain('CoGetObject');
  });

  it('fails without such a session, and where nobody is logged on', async () => {
    for (const ref of [77, 'console'] as const) {
      expect(await rejection(activate(ref, TRAY))).toMatchObject({
        code: 'ERROR_CTX_WINSTATION_NOT_FOUND',
        reason: 'not-found',
        hint: expect.stringContaining('nobody'),
      });
    }
    expect(await servers()).toEqual([]);
  });

  it('makes a number of the names, since a moniker knows none but the console', async () => {
    const clara = await driver.act('logon', { user: 'clara' });
    const server = await activate('console', TRAY);
    expect(await servers()).toMatchObject([{ sessionId: clara, user: 'clara' }]);
    expect((await rawCalls(driver)).find(([name]) => name === 'CoGetObject')?.[1]).toMatch(`Session:${clara}!new:`);
    await dispose(server);
  });

  it('never starts it for the next owner of an id', async () => {
    const row = await driver.winstation.localHost().session(4);
    await dispose(await activate(row, TRAY));
    await driver.act('logoff', 4);
    await driver.advance(5_000);
    for (const id of [2, 3, 4]) await nextOwnerOf(driver, id, `u${id}`);
    expect(await rejection(activate(row, TRAY))).toMatchObject({ reason: 'changed', sessionId: 4 });
    expect(await servers()).toEqual([]);
  });

  it('looks at the row and begins in one job, with the thread ready before', async () => {
    const row = await driver.winstation.localHost().session(4);
    await driver.clearCalls();
    const server = await activate(row, TRAY);
    const names = (await rawCalls(driver)).map(([name]) => name).filter(name => !name.startsWith('Reg'));
    expect([names[0], names.at(-1)]).toEqual(['CoInitializeEx', 'CoGetObject']);
    const looks = names.slice(1, -1);
    expect(looks.length).toBeGreaterThan(0);
    expect(looks.every(name => name.startsWith('WTS'))).toBe(true);
    await dispose(server);
  });

  it('holds up no other call while a server starts', async () => {
    const held = await driver.fault('hold', 'CoGetObject');
    const starting = activate(4, TRAY);
    await called('CoGetObject');
    expect(await driver.winstation.localHost().session(4)).toMatchObject({ user: 'anna' });
    expect(await driver.modules['winstation/moniker'].canActivateInSession(TRAY)).toMatchObject({ ok: true });
    await held.end();
    await dispose(await starting);
  });

  it('ends with the logon that it is of', async () => {
    const server = await activate(4, TRAY);
    await driver.act('logoff', 4);
    expect(await servers()).toEqual([]);
    for (const id of [2, 3, 4]) await nextOwnerOf(driver, id, `u${id}`);
    // The next user of that id does not have it.
    expect(await servers()).toEqual([]);
    await dispose(server);
  });

  it('fails where a thread cannot enter COM, and asks for no object', async () => {
    for (const [code, name] of [
      [0x80010106, 'RPC_E_CHANGED_MODE'],
      [0x8007000e, 'ERROR_OUTOFMEMORY'],
    ] as const) {
      await driver.fault('fail', 'CoInitializeEx', { code, times: 1 });
      expect(await rejection(activate(4, TRAY))).toMatchObject({
        code: name,
        syscall: 'CoInitializeEx',
        reason: 'other',
      });
    }
    expect((await rawCalls(driver)).map(([name]) => name)).not.toContain('CoGetObject');
    await dispose(await activate(4, TRAY));
  });

  it('gives back what comes when nobody waits any more', async () => {
    const stop = new AbortController();
    for (const [options, stopped] of [
      [{ signal: stop.signal }, { name: 'AbortError', outcome: 'unknown' }],
      [{ timeout: 3_000 }, { name: 'TimeoutError', outcome: 'unknown' }],
    ] as const) {
      await driver.clearCalls();
      const held = await driver.fault('hold', 'CoGetObject');
      const starting = rejection(activate(4, TRAY, options));
      await called('CoGetObject');
      stop.abort();
      await driver.pass(3_100);
      expect(await starting).toMatchObject(stopped);
      await held.end();
      await called('Release');
      expect(await servers()).toEqual([]);
    }
    expect((await rawCalls(driver)).filter(([name]) => name === 'Release')).toHaveLength(1);
  });

  it('makes no call that was stopped before', async () => {
    const stopped = rejection(activate(4, TRAY, { signal: AbortSignal.abort() }));
    expect(await stopped).toMatchObject({ name: 'AbortError' });
    expect(await stopped).not.toHaveProperty('outcome', 'unknown');
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('is asked for nothing that is wrong', async () => {
    const wrong = 'ERR_INVALID_ARG_VALUE';
    expect(await rejection(activate(4, 'no guid' as Guid))).toMatchObject({ code: wrong });
    expect(await rejection(activate('elsewhere' as 'console', TRAY))).toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
    expect(await rejection(activate(0xffffffff, TRAY))).toMatchObject({ code: 'ERR_OUT_OF_RANGE' });
    expect(await rejection(activate(4, TRAY, { timeout: -1 }))).toMatchObject({ code: 'ERR_OUT_OF_RANGE' });
    expect(await rejection(activate(4, TRAY, { wait: true } as MonikerOptions))).toBeInstanceOf(TypeError);
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('waits no longer than ten seconds for a server that does not let go', async () => {
    const server = await activate(4, TRAY);
    const held = await driver.fault('hold', 'Release');
    const disposed = dispose(server);
    await called('Release');
    await driver.pass(10_100);
    await disposed;
    expect(await servers()).toHaveLength(1);
    await held.end();
    await gone();
  });

  it('holds so many and no more', async () => {
    const all = [];
    for (let i = 0; i < 64; i++) all.push(await activate(4, TRAY));
    expect(await rejection(activate(4, TRAY))).toMatchObject({ code: 'ERROR_BUSY', reason: 'busy' });
    for (const it of all) await dispose(it);
    await dispose(await activate(4, TRAY));
    expect(await servers()).toEqual([]);
  });

  it('starts no more while four servers do not answer', async () => {
    const held = await driver.fault('hold', 'CoGetObject');
    for (let i = 0; i < 4; i++) {
      await driver.clearCalls();
      const stop = new AbortController();
      const starting = rejection(activate(4, TRAY, { signal: stop.signal }));
      await called('CoGetObject');
      stop.abort();
      expect(await starting).toMatchObject({ name: 'AbortError', outcome: 'unknown' });
    }
    await driver.clearCalls();
    const busy = { code: 'ERROR_BUSY', reason: 'busy', hint: expect.stringContaining('not answered') };
    expect(await rejection(activate(4, TRAY))).toMatchObject(busy);
    expect(await rawCalls(driver)).toEqual([]);
    await held.end();
    await eventually(async () => (await rawCalls(driver)).filter(([name]) => name === 'Release').length === 4);
    // JavaScript hears of it a moment later.
    const isFree = () =>
      activate(4, TRAY)
        .then(dispose)
        .then(
          () => true,
          () => false,
        );
    await eventually(isFree);
    expect(await servers()).toEqual([]);
  });

  it('has the words of COM for what fails', async () => {
    const table = [
      [0x80070005, 'ERROR_ACCESS_DENIED', 'access-denied', 'class'],
      [0x80080005, 'CO_E_SERVER_EXEC_FAILURE', 'other'],
      [0x800401ea, 'MK_E_CANTOPENFILE', 'not-supported'],
      [0x8000401a, 'CO_E_RUNAS_LOGON_FAILURE', 'not-found'],
      [0x80040154, 'REGDB_E_CLASSNOTREG', 'not-found', 'class'],
      [0x8000401b, 'CO_E_LAUNCH_PERMSSION_DENIED', 'access-denied', 'class'],
      [0x80004018, 'CO_E_CREATEPROCESS_FAILURE', 'other', 'program'],
      [0x80004019, 'CO_E_RUNAS_CREATEPROCESS_FAILURE', 'other', 'program'],
      [0x80004015, 'CO_E_WRONG_SERVER_IDENTITY', 'other'],
      [0x800401f5, 'CO_E_APPNOTFOUND', 'not-found', 'program'],
    ] as const;
    for (const [code, name, reason, subject = 'session'] of table) {
      await driver.fault('fail', 'CoGetObject', { code, times: 1 });
      const failed = { code: name, reason, subject, sessionId: 4, hint: expect.any(String) };
      expect(await rejection(activate(4, TRAY))).toMatchObject(failed);
    }
    await driver.fault('fail', 'CoGetObject', { code: 0x80080008, times: 1 });
    expect(await rejection(activate(4, TRAY))).toMatchObject({ code: 'CO_E_SERVER_STOPPING', reason: 'busy' });
  });
});
