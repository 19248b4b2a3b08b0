import { describe, expect, it } from 'vitest';
import type { Guid } from 'winstation/identity';
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
  const activate = (ref: Parameters<typeof on>[0], clsid: Guid, options?: object) => on(ref, clsid, options);
  const on = (ref: number | 'console' | 'current' | object, clsid: Guid, options?: object) =>
    driver.modules['winstation/moniker'].activateInSession(ref as number, clsid, options);
  const servers = () => driver.com.get('servers');
  const dispose = async (it: AsyncDisposable) => {
    await it[Symbol.asyncDispose]();
    // The thread that holds it gives it back.
    for (let i = 0; i < 100 && (await servers()).length > 0; i++) await driver.pass(5);
  };

  it('starts the server as the user of the session, and holds it until it is disposed', async () => {
    const server = await activate(4, TRAY);
    expect(await servers()).toEqual([{ clsid: TRAY, sessionId: 4, user: 'anna' }]);
    expect(await rawCalls(driver)).toContainEqual(['CoGetObject', `Session:4!new:{${TRAY}}`]);
    await dispose(server);
    expect(await servers()).toEqual([]);
    await server[Symbol.asyncDispose]();
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

  it('gives back what comes when nobody waits any more', async () => {
    const held = await driver.fault('hold', 'CoGetObject');
    const stop = new AbortController();
    const stopped = rejection(activate(4, TRAY, { signal: stop.signal }));
    await driver.pass(50);
    stop.abort();
    expect(await stopped).toMatchObject({ name: 'AbortError', outcome: 'unknown' });
    await held.end();
    await driver.pass(50);
    expect(await servers()).toEqual([]);
  });

  it('holds so many and no more', async () => {
    const all = [];
    for (let i = 0; i < 64; i++) all.push(await activate(4, TRAY));
    expect(await rejection(activate(4, TRAY))).toMatchObject({ code: 'ERROR_BUSY', reason: 'busy' });
    for (const it of all) await it[Symbol.asyncDispose]();
    await dispose(await activate(4, TRAY));
    expect(await servers()).toEqual([]);
  });

  it('has the words of COM for what fails', async () => {
    const table = [
      [0x80070005, 'ERROR_ACCESS_DENIED', 'access-denied'],
      [0x80080005, 'CO_E_SERVER_EXEC_FAILURE', 'other'],
      [0x800401ea, 'MK_E_CANTOPENFILE', 'not-supported'],
      [0x8000401a, 'CO_E_RUNAS_LOGON_FAILURE', 'not-found'],
    ] as const;
    for (const [code, name, reason] of table) {
      await driver.fault('fail', 'CoGetObject', { code, times: 1 });
      expect(await rejection(activate(4, TRAY))).toMatchObject({ code: name, reason, hint: expect.any(String) });
    }
  });
});
