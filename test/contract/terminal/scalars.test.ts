import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { rawCalls, withWorld } from '../suite.js';

describe('the free functions', () => {
  const driver = withWorld(rich);

  it('know the session on the console', () => {
    expect(driver.winstation.activeConsoleSessionId()).toBe(1);
  });

  it('know when there is none', async () => {
    await driver.reset({ version: 1, hosts: [{ local: true, consoleSessionId: null }] });
    expect(driver.winstation.activeConsoleSessionId()).toBeUndefined();
  });

  it('know the own session', async () => {
    expect(driver.winstation.currentSessionId()).toBe(3);
    expect(await rawCalls(driver)).toEqual([['ProcessIdToSessionId', 4321]]);
  });

  it('know the session of a process', async () => {
    expect(driver.winstation.sessionIdOf(4400)).toBe(9);
    expect(driver.winstation.sessionIdOf(4)).toBe(0);
    expect(await rawCalls(driver)).toEqual([
      ['ProcessIdToSessionId', 4400],
      ['ProcessIdToSessionId', 4],
    ]);
  });

  it('fail for an id that no process has', () => {
    expect(() => driver.winstation.sessionIdOf(99_999)).toThrowError(
      expect.objectContaining({
        name: 'WindowsError',
        code: 'ERROR_INVALID_PARAMETER',
        syscall: 'ProcessIdToSessionId',
        reason: 'not-found',
      }),
    );
  });

  it('know a remote session, also where only the registry says so', async () => {
    expect(driver.winstation.isRemoteSession()).toBe(true);
    const hosts = (glassSessionId: number, protocol: 'rdp' | 'console', remote: boolean) => ({
      version: 1,
      caller: { sessionId: 2 },
      hosts: [{ local: true, glassSessionId, sessions: [{ id: 2, user: 'a', state: 'active', protocol, remote }] }],
    });
    await driver.reset(hosts(2, 'console', false));
    expect(driver.winstation.isRemoteSession()).toBe(false);
    await driver.reset(hosts(1, 'console', false));
    expect(driver.winstation.isRemoteSession()).toBe(true);
  });

  it('share one local host', () => {
    const { localHost } = driver.winstation;
    expect(localHost()).toBe(localHost());
    expect(localHost().isLocal).toBe(true);
    expect(localHost({ timeout: 5 })).not.toBe(localHost());
  });

  it('diagnose', async () => {
    const diagnosis = await driver.winstation.diagnose();
    expect(diagnosis.checks.map(({ name }) => name)).toEqual([
      'addon',
      'elevated',
      'session0',
      'terminalServices',
      'iscsi',
      'vss',
    ]);
    expect(diagnosis.checks[0]).toMatchObject({ name: 'addon', state: 'ok' });
    expect(diagnosis.checks[2]).toMatchObject({ state: 'ok', found: 'The process runs in session 3.' });
  });

  it('report no failure for a stopped TermService while sessions can be listed', async () => {
    await driver.fault('stopService', 'TermService');
    const diagnosis = await driver.winstation.diagnose();
    expect(diagnosis.ok).toBe(true);
    if (!driver.supports.callerAndServices) return;
    expect(diagnosis.checks[3]).toMatchObject({
      name: 'terminalServices',
      state: 'note',
      found: 'The service TermService is stopped. Sessions are listed without it.',
      advice: expect.stringContaining('sc start TermService'),
    });
  });

  it('report a failure where the sessions cannot be listed', async () => {
    await driver.fault('stopService', 'LSM');
    const diagnosis = await driver.winstation.diagnose();
    expect(diagnosis.ok).toBe(false);
    expect(diagnosis.checks[3]).toMatchObject({
      name: 'terminalServices',
      state: 'failed',
      found: expect.stringContaining('The sessions cannot be listed: RPC_S_INVALID_BINDING (unreachable).'),
    });
  });

  it('diagnose the connection to another host', async () => {
    expect((await driver.winstation.diagnose('RDS01')).checks.at(-1)).toMatchObject({ name: 'rpc', state: 'ok' });
    await driver.on('RDS01').fault('unreachable');
    const diagnosis = await driver.winstation.diagnose('RDS01');
    expect(diagnosis.ok).toBe(false);
    expect(diagnosis.checks.at(-1)).toMatchObject({
      name: 'rpc',
      state: 'failed',
      found: 'RDS01: RPC_S_SERVER_UNAVAILABLE (unreachable).',
      advice: expect.stringContaining('firewall'),
    });
  });
});
