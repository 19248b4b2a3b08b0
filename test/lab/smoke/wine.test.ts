import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as winstation from 'winstation';
import { guid } from 'winstation/identity';
import { createWriter, initializeSecurity, openBackup } from 'winstation/vss';
import { thisHost } from '../this-host.js';

// Nothing stands in for anything here: this is what the addon makes of a Windows that can do little. Wine 8 fails
// WTSEnumerateSessionsExW without a code and lists no session in the older call, so the fallback's empty list is right.
// Wine 10 fails the newer call as well, lists its console in the older one, and knows a few classes more.
describe("on Wine's own DLLs", () => {
  const { localHost } = winstation;
  const { program, words } = thisHost();
  const lists = process.env.LAB_WINE !== '8';

  it('lists the sessions of Wine: none, or its console', async () => {
    const console = { id: 1, name: 'Console', state: 'active', isConsole: true, isCurrent: true };
    const sessions = lists ? [expect.objectContaining(console)] : [];
    expect(await localHost().sessions()).toEqual(sessions);
    expect(await localHost().sessions({ details: true })).toEqual(sessions);
    // What the older call does not tell would have to be asked for each session, which is not done while blocking.
    const unreported = expect.objectContaining({ syscall: 'WTSEnumerateSessionsExW', code: 'ERROR_UNREPORTED' });
    if (lists) expect(() => localHost().sessionsSync()).toThrow(unreported);
    else expect(localHost().sessionsSync()).toEqual([]);
  });

  it('knows its own session and the console', () => {
    expect(winstation.currentSessionId()).toBe(1);
    expect(winstation.sessionIdOf(process.pid)).toBe(1);
    expect(winstation.activeConsoleSessionId()).toBe(1);
    expect(winstation.isRemoteSession()).toBe(false);
  });

  it('fails with a typed error for a pid that nobody has', () => {
    const error = caught(() => winstation.sessionIdOf(0x7ffffff0));
    expect(winstation.WindowsError.is(error)).toBe(true);
    expect(error).toMatchObject({ syscall: 'ProcessIdToSessionId', code: 'ERROR_INVALID_PARAMETER', errno: 87 });
  });

  it('finds its own process in the list', async () => {
    const own = (await localHost().processes()).find(it => it.pid === process.pid);
    expect(own).toMatchObject({ name: program, sessionId: 1, sid: expect.stringMatching(/^S-1-5-21-/) });
    const details = (await localHost().processes({ details: true })).find(it => it.pid === process.pid);
    expect(details).toMatchObject({ name: program, threads: undefined });
  });

  it('asks for the name of an account once', async () => {
    const own = (await localHost().processes({ accounts: true })).find(it => it.pid === process.pid);
    expect(own?.account?.split('\\').at(-1)?.toLowerCase()).toBe(os.userInfo().username.toLowerCase());
  });

  it('reads the classes that Wine knows and reports the others', async () => {
    expect(await localHost().query('current', 'WTSUserName')).toBe(os.userInfo().username);
    const failed = await localHost()
      .query('current', 'WTSClientBuildNumber')
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ syscall: 'WTSQuerySessionInformationW', code: 'ERROR_UNREPORTED', errno: 0 });
    if (lists)
      expect(await localHost().query('current', 'WTSSessionInfo')).toMatchObject({ sessionId: 1, state: 'active' });
  });

  it('opens no server, since Wine implements none', async () => {
    const failed = await winstation.openHost('rds01').catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'ERROR_CALL_NOT_IMPLEMENTED', errno: 120, reason: 'not-supported' });
  });

  it('fails to log anyone off', async () => {
    const failed = await localHost()
      .logoff(1)
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ syscall: 'WTSLogoffSession', code: 'ERROR_CALL_NOT_IMPLEMENTED' });
  });

  // Its CreateWriterEx ends the process that calls it.
  it('has no VSS, and says so without asking', async () => {
    const is32 = process.arch === 'ia32';
    const code = is32 ? 'ERROR_NOT_SUPPORTED' : 'ERROR_CALL_NOT_IMPLEMENTED';
    const refused = (syscall: string) =>
      expect.objectContaining({ syscall: is32 ? 'IsWow64Process' : syscall, code, reason: 'not-supported' });
    expect(initializeSecurity()).toBe('done');
    const definition = {
      id: guid.parse('00112233-4455-6677-8899-aabbccddeeff'),
      name: 'x',
      usage: 'other',
      source: 'other',
    } as const;
    const backup = await openBackup().catch((error: unknown) => error);
    expect(backup).toEqual(refused('CreateVssBackupComponentsInternal'));
    const writer = await createWriter(definition, {}).catch((error: unknown) => error);
    expect(writer).toEqual(refused('CreateWriterEx'));
  });

  it('diagnoses itself', async () => {
    const { checks } = await winstation.diagnose();
    expect(checks.find(it => it.name === 'addon')?.state).toBe('ok');
    expect(checks.map(it => it.name)).toContain('terminalServices');
  });

  it('reports about itself, with the hash of the addon and without names', () => {
    const folder = path.dirname(createRequire(import.meta.url).resolve('winstation/package.json'));
    const argv = [...words, path.join(folder, 'dist/cli/main.js'), 'doctor', '--report'];
    const report = JSON.parse(execFileSync(process.execPath, argv, { encoding: 'utf8', timeout: 25_000 }));
    expect(report).toMatchObject({
      source: 'windows',
      about: { value: { platform: 'win32', addon: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } } },
      process: { currentSessionId: { value: 1 }, sessionIdOfNobody: { error: { errno: 87 } } },
      hosts: [{ name: 'HOST1', isLocal: true, opened: { value: true } }],
    });
    // Wine lists no logon, and has no VSS: that is an answer, too.
    const { acts, logons, desktops, iscsi, vss, monikers } = report.machine;
    expect(acts.token.value.withheld).toBeInstanceOf(Array);
    expect(logons.list.value).toEqual({ count: 0, logons: [] });
    expect(logons.ofNobody.value.luid).toBe('0x0:0x1');
    expect(desktops.stations.value.map((it: { name: string }) => it.name)).toContain('WinSta0');
    expect(iscsi.sessions.value).toEqual([]);
    expect(vss.hasIdWhenOpened.error).toMatchObject({ name: 'WindowsError', reason: 'not-supported' });
    expect(monikers.nobody.value).toEqual({ ok: false, runAs: null, reason: 'no-class' });
    const { list, processes, classes, calls } = report.hosts[0].answers;
    expect(list).toMatchObject({ value: { ids: lists ? [1] : [] } });
    expect(processes.value.count).toBeGreaterThan(0);
    const own = classes.find((it: { sessionId: number }) => it.sessionId === 1);
    expect(own.answers.WTSUserName).toEqual({ bytes: 2 * (os.userInfo().username.length + 1), endsInNul: true });
    expect(calls).toContainEqual(expect.objectContaining({ syscall: 'WTSEnumerateSessionsExW', answered: 0 }));
  });
});

function caught(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
