import { execFileSync, spawnSync } from 'node:child_process';
import os from 'node:os';
import { expect, it } from 'vitest';
import * as winstation from 'winstation';
import { inputDesktop, setRenderHint, windowStations } from 'winstation/desktop';
import { logonSession, logonSessions } from 'winstation/logon';
import { createWorld } from 'winstation/mock';

// Windows itself, whatever is on this machine: only what holds on every one is asked for. A second user, a lock, a remote
// client and a remote host cannot be arranged by a test; those stand in the contract suite, on a world and in the lab.
const { localHost, WindowsError } = winstation;

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    value => expect.fail(`it answered ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );

/** A service that is not installed does not run either. The words of `sc` are the same in every language. */
function isRunning(service: string): boolean {
  const { stdout } = spawnSync('sc.exe', ['query', service], { encoding: 'utf8' });
  return /:\s*4\s+RUNNING\b/.test(stdout);
}

it('finds the addon, and no fault', async () => {
  const { ok, checks } = await winstation.diagnose();
  expect(checks.find(check => check.name === 'addon')).toMatchObject({ state: 'ok' });
  expect(ok, JSON.stringify(checks)).toBe(true);
});

// It takes connections from other machines. On a client without remote desktop it is normally stopped, and all else works:
// the other tests here are the same for both states.
it('takes a stopped TermService for no fault', async () => {
  const { checks } = await winstation.diagnose();
  const state = isRunning('TermService') ? 'ok' : 'note';
  expect(checks.find(check => check.name === 'terminalServices')).toMatchObject({ state });
});

it('lists the services, and the session of this process', async () => {
  const sessions = await localHost().sessions();
  expect(sessions.find(it => it.id === 0)).toMatchObject({ kind: 'services' });
  expect(sessions.filter(it => it.isCurrent).map(it => it.id)).toEqual([winstation.currentSessionId()]);
  expect(sessions.every(Object.isFrozen)).toBe(true);
  expect(
    localHost()
      .sessionsSync()
      .map(it => it.id),
  ).toEqual(sessions.map(it => it.id));
});

it('watches, whether TermService runs or not', async () => {
  const watch = localHost().watch();
  await watch.ready;
  await expect.poll(() => watch.sessions.has(winstation.currentSessionId()), { timeout: 10_000 }).toBe(true);
  await watch.close();
});

it('knows the console that Windows knows', async () => {
  const id = winstation.activeConsoleSessionId();
  const found = (await localHost().sessions()).filter(it => it.isConsole).map(it => it.id);
  expect(found).toEqual(id === undefined ? [] : [id]);
});

it('has the details of its own session', async () => {
  const own = await localHost().session('current');
  expect(own.id).toBe(winstation.sessionIdOf(process.pid));
  expect(own.takenAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
  if (own.kind !== 'user') return;
  expect(own.user?.toLowerCase()).toBe(os.userInfo().username.toLowerCase());
  expect(own.sid).toMatch(/^S-1-5-21-|^S-1-12-1-/);
  expect(own.logonTime?.getTime()).toBeLessThanOrEqual(Date.now());
});

it('has the same keys as a world', async () => {
  const [real] = await localHost().sessions({ details: true, where: { id: 0 } });
  const [simulated] = await createWorld()
    .module.localHost()
    .sessions({ details: true, where: { id: 0 } });
  expect(Object.keys(real ?? {})).toEqual(Object.keys(simulated ?? {}));
});

it('lists its own process', async () => {
  const own = (await localHost().processes({ details: true, accounts: true })).find(it => it.pid === process.pid);
  const whoami = execFileSync('whoami', { encoding: 'utf8' }).trim();
  expect(own).toMatchObject({ name: 'node.exe', sessionId: winstation.currentSessionId() });
  expect(own?.account?.toLowerCase()).toBe(whoami.toLowerCase());
  expect(own?.threads).toBeGreaterThan(0);
});

it('says what is not there', async () => {
  const error = await rejection(localHost().session(54_321));
  expect(WindowsError.is(error, 'not-found')).toBe(true);
  expect(() => winstation.sessionIdOf(0xfffffff0)).toThrow(WindowsError);
  expect(WindowsError.is(await rejection(winstation.openHost('no-such-host.invalid')))).toBe(true);
});

it('captures itself, and a world is made of it', async () => {
  const scenario = await localHost().capture({ redact: true });
  const copy = await createWorld(scenario).module.localHost().sessions();
  const real = await localHost().sessions();
  expect(copy.map(it => [it.id, it.state])).toEqual(real.map(it => [it.id, it.state]));
});

it('has the logon of its own token, and shows it with its session', async () => {
  const { luid: own } = await localHost().token({ process: process.pid });
  const all = await logonSessions();
  expect(all.map(it => it.luid)).toContain(own);
  expect(all.map(it => it.luid)).toContain('0x0:0x3e7');
  const logon = await logonSession(own!);
  expect(logon).toMatchObject({ luid: own, withheld: [] });
  // That of a service in a container may say none.
  if (logon?.type === 'interactive') expect(logon.sessionId).toBe(winstation.currentSessionId());
});

it('has a window station, with the desktop of its windows', async () => {
  const stations = await windowStations();
  expect(stations.length).toBeGreaterThan(0);
  const interactive = stations.find(it => it.name === 'WinSta0');
  if (interactive?.desktops) expect(interactive.desktops.map(it => it.role)).toContain('default');
  for (const it of stations) expect(it.luid !== undefined).toBe(it.name.startsWith('Service-'));
  const { name, reason } = await inputDesktop();
  expect((name === undefined) !== (reason === undefined)).toBe(true);
});

it('refuses a hint for a window that is not there', () => {
  const set = () => setRenderHint(0x7fff_fffen, { type: 'video', x: 0, y: 0, width: 8, height: 8 });
  expect(set).toThrow(WindowsError);
});
