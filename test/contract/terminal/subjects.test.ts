import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { rejection, withWorld } from '../suite.js';

describe('what an error is about', () => {
  const driver = withWorld(rich);
  const failed = (call: () => unknown) => rejection(Promise.resolve().then(call));

  it('is the session for acts and questions about one', async () => {
    const host = driver.winstation.localHost();
    for (const call of [
      () => host.logoff(77),
      () => host.disconnect(77),
      () => host.message(77, 'x'),
      () => host.session(77),
    ])
      expect(await failed(call)).toMatchObject({ reason: 'not-found', subject: 'session', left: undefined });
  });

  it('is the session whose id belongs to another logon', async () => {
    const host = driver.winstation.localHost();
    const anna = await host.session(9);
    expect(await failed(() => host.logoff({ ...anna, key: '9-1' } as never))).toMatchObject({
      reason: 'changed',
      subject: 'session',
      hint: expect.stringContaining('another logon'),
    });
  });

  it('is the class that Windows does not know', async () => {
    const host = driver.winstation.localHost();
    expect(await failed(() => host.queryRaw(9, 9_999))).toMatchObject({ subject: 'class' });
    await driver.fault('fail', 'WTSQuerySessionInformationW', { code: 'ERROR_NOT_SUPPORTED', times: 1 });
    expect(await failed(() => host.query(9, 'WTSUserName'))).toMatchObject({
      reason: 'not-supported',
      subject: 'class',
    });
  });

  it('is the process that does not run', async () => {
    expect(await failed(() => driver.winstation.sessionIdOf(4_000_000_000))).toMatchObject({
      reason: 'not-found',
      subject: 'process',
      hint: 'No process with the id 4000000000 runs.',
    });
  });

  it('is the host that is not there', async () => {
    expect(await failed(() => driver.winstation.openHost('NOWHERE'))).toMatchObject({
      reason: 'unreachable',
      subject: 'host',
    });
  });

  it('is the console that no session is on, and not a session that has ended', async () => {
    await driver.reset({ version: 1, hosts: [{ local: true, consoleSessionId: null }] });
    expect(await failed(() => driver.winstation.localHost().session('console'))).toMatchObject({
      reason: 'not-found',
      subject: 'session',
      hint: expect.stringContaining('No session is on the console now'),
    });
  });
});
