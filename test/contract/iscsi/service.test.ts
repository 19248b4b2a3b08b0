import { describe, expect, it } from 'vitest';
import type { DrivenFault } from '../driver.js';
import { rejection, withWorld } from '../suite.js';
import { DB, RICH } from './rich.js';

describe('when the service goes away', () => {
  const driver = withWorld(RICH);
  const iscsi = () => driver.modules['winstation/iscsi'].iscsi();
  const asked = async (name: string) => {
    while (!(await driver.calls()).some(it => it.name === name)) await driver.pass(5);
  };
  const stopDuring = async (name: string, call: () => Promise<unknown>): Promise<[unknown, DrivenFault]> => {
    await driver.fault('hold', name, { times: 1 });
    const failed = rejection(call());
    await asked(name);
    const stopped = await driver.fault('stopService', 'MSiSCSI');
    return [await failed, stopped];
  };

  it('a question under way fails at once, and the next one says what to start', async () => {
    const [error, stopped] = await stopDuring('GetIScsiSessionListW', () => iscsi().sessions());
    expect(error).toMatchObject({ code: 'RPC_S_CALL_FAILED', reason: 'unreachable', outcome: undefined });
    expect(await rejection(iscsi().sessions())).toMatchObject({ code: 'ISDSC_SERVICE_NOT_RUNNING' });
    await stopped.end();
    expect(await iscsi().sessions()).toHaveLength(2);
  });

  it('nobody knows what came of an act under way', async () => {
    const acts: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['LoginIScsiTargetW', () => iscsi().login(DB, { multipath: true })],
      ['LogoutIScsiTarget', () => iscsi().logout('1-10' as never)],
      ['AddIScsiConnectionW', () => iscsi().addConnection('1-10' as never)],
      ['RefreshIScsiSendTargetPortalW', () => iscsi().refreshPortal({ address: '10.0.0.5' })],
      ['SetIScsiInitiatorCHAPSharedSecret', () => iscsi().setMutualSecret('twelve bytes!')],
    ];
    for (const [name, act] of acts) {
      await driver.clearCalls();
      const [error, stopped] = await stopDuring(name, act);
      expect(error, name).toMatchObject({ code: 'RPC_S_CALL_FAILED', outcome: 'unknown' });
      await stopped.end();
    }
    // None of them was carried out here, nor is when the call is let go.
    expect(await iscsi().sessions()).toHaveLength(2);
  });

  it('a call under way when the machine restarts fails, too', async () => {
    await driver.fault('hold', 'ReportIScsiTargetsW', { times: 1 });
    const failed = rejection(iscsi().targets());
    await asked('ReportIScsiTargetsW');
    await driver.restart();
    expect(await failed).toMatchObject({ code: 'RPC_S_CALL_FAILED' });
  });
});

describe('what comes after a login', () => {
  const driver = withWorld(RICH);
  const iscsi = () => driver.modules['winstation/iscsi'].iscsi();
  const login = { multipath: true } as const;

  it('may fail: then the session stands, and nobody is told otherwise', async () => {
    await driver.fault('fail', 'LoginIScsiTargetW', { code: 'ISDSC_COULD_NOT_SAVE_PERSISTENT_LOGIN_DATA', after: 1 });
    expect(await rejection(iscsi().login(DB, { ...login, save: true }))).toMatchObject({
      code: 'ISDSC_COULD_NOT_SAVE_PERSISTENT_LOGIN_DATA',
      outcome: 'unknown',
    });
    expect(await iscsi().sessions({ where: { target: DB } })).toHaveLength(2);
  });

  it('may be stopped', async () => {
    const stopped = rejection(
      iscsi().login('iqn.2024-01.example:slow', { timeout: 300, waitForDisks: { timeout: 60_000 } }),
    );
    await driver.pass(250);
    await driver.pass(250);
    expect(await stopped).toMatchObject({ code: 'ETIMEDOUT', outcome: 'unknown' });
    expect(await iscsi().sessions()).toHaveLength(3);
  });
});
