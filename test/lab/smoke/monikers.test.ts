import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { localHost } from 'winstation';
import { type Guid, guid } from 'winstation/identity';
import { activateInSession, canActivateInSession } from 'winstation/moniker';
import { counts } from './counts.js';

// The registry, COM, its threads and its proxies are Wine's own. What it lacks is a class for the word "Session": the lab's
// own is such a class here, and starts servers without looking at the session.
const CLASSES = 'HKLM\\SOFTWARE\\Classes';
/** The class of server.exe. */
const SERVER = guid.parse('5e551011-0000-4000-8000-000000000002');
const MONIKERS = guid.parse('5e551011-0000-4000-8000-000000000001');
const INTERACTIVE = 'Interactive User';
const FOLDER = path.dirname(String(process.env.LAB_HOOK));
const EXE = 'server.exe';

type View = 32 | 64;

const braced = (id: Guid): string => `{${id.toUpperCase()}}`;
const reg = (...words: readonly string[]): void => {
  execFileSync('reg.exe', words, { stdio: 'ignore', timeout: 60_000 });
};

function remove(key: string, view: View): void {
  try {
    reg('delete', `${CLASSES}\\${key}`, '/f', `/reg:${view}`);
  } catch {
    // It was not there.
  }
}

/** `name`: of a value; '' is that of the key itself. */
function write(key: string, name: string, data: string, { type = 'REG_SZ', view = 64 as View } = {}): void {
  const value = name === '' ? ['/ve'] : ['/v', name];
  reg('add', `${CLASSES}\\${key}`, ...value, '/t', type, '/d', data, '/f', `/reg:${view}`);
}

function removeAll(): void {
  for (const view of [32, 64] as const) {
    for (const id of [SERVER, MONIKERS]) {
      remove(`CLSID\\${braced(id)}`, view);
      remove(`AppID\\${braced(id)}`, view);
    }
    remove('Session', view);
  }
}

function register(runAs: string, view: View = 64): void {
  write(`CLSID\\${braced(SERVER)}`, 'AppID', braced(SERVER), { view });
  write(`AppID\\${braced(SERVER)}`, 'RunAs', runAs, { view });
}

const servers = async (): Promise<number> => (await localHost().processes()).filter(it => it.name === EXE).length;

beforeAll(removeAll, 60_000);
afterAll(removeAll, 60_000);

describe("classes in Wine's own registry", () => {
  afterEach(removeAll, 60_000);

  it('are not there', async () => {
    expect(await canActivateInSession(SERVER)).toEqual({ ok: false, runAs: undefined, reason: 'no-class' });
  });

  it.each([64, 32] as const)('are found in the view of %i bits', async view => {
    register(INTERACTIVE, view);
    expect(await canActivateInSession(SERVER)).toEqual({ ok: true, runAs: INTERACTIVE, reason: undefined });
  });

  it('say as whom they run, in any writing', async () => {
    register('Zoë Ünïcode\\日本');
    expect(await canActivateInSession(SERVER)).toMatchObject({ ok: false, runAs: 'Zoë Ünïcode\\日本' });
    const longest = 'x'.repeat(1_023);
    register(longest);
    expect(await canActivateInSession(SERVER)).toMatchObject({ runAs: longest, reason: 'not-interactive-user' });
    register('');
    expect(await canActivateInSession(SERVER)).toMatchObject({ runAs: undefined, reason: 'not-interactive-user' });
  });

  it('are refused where a value is no text, or too long', async () => {
    register('x'.repeat(1_025));
    const tooLong = { syscall: 'RegQueryValueExW', code: 'ERROR_MORE_DATA' };
    await expect(canActivateInSession(SERVER)).rejects.toMatchObject(tooLong);
    write(`AppID\\${braced(SERVER)}`, 'RunAs', '7', { type: 'REG_DWORD' });
    const noText = { syscall: 'RegQueryValueExW', code: 'ERROR_INVALID_DATA' };
    await expect(canActivateInSession(SERVER)).rejects.toMatchObject(noText);
  });
});

describe("servers of Wine's own COM", () => {
  beforeAll(() => {
    register(INTERACTIVE);
    // Of both views: COM asks the one of its own process.
    for (const view of [32, 64] as const) {
      write(`CLSID\\${braced(SERVER)}\\LocalServer32`, '', path.join(FOLDER, EXE), { view });
    }
  }, 60_000);

  it('are started in no session, since Wine knows no session monikers', async () => {
    await expect(activateInSession(1, SERVER)).rejects.toMatchObject({
      syscall: 'CoGetObject',
      code: 'MK_E_CANTOPENFILE',
      reason: 'not-supported',
    });
    expect(await servers()).toBe(0);
    await expect.poll(() => counts().handles).toBe(0);
  });

  it('run as long as their object is held', async () => {
    for (const view of [32, 64] as const) {
      const inside = `CLSID\\${braced(MONIKERS)}\\InprocServer32`;
      write('Session\\CLSID', '', braced(MONIKERS), { view });
      write(inside, '', path.join(FOLDER, 'moniker.dll'), { view });
      write(inside, 'ThreadingModel', 'Both', { view });
    }
    const first = await activateInSession(1, SERVER);
    const second = await activateInSession(1, SERVER);
    expect(await servers()).toBe(1);
    await first[Symbol.asyncDispose]();
    expect(await servers()).toBe(1);
    await second[Symbol.asyncDispose]();
    await expect.poll(servers, { timeout: 10_000 }).toBe(0);
    await expect.poll(() => counts().handles).toBe(0);
    // It is started anew.
    const third = await activateInSession(1, SERVER);
    await third[Symbol.asyncDispose]();
    await expect.poll(servers, { timeout: 10_000 }).toBe(0);
  });
});
