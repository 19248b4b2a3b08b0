import { describe, expect, it } from 'vitest';
import { rawCalls, rejection, withWorld } from '../suite.js';

const SCENARIO = {
  version: 1,
  hosts: [{ name: 'WS01', windows: '10.0.20348' }],
  iscsi: { nodeName: 'iqn.2024-01.example:wörk', instances: ['ROOT\\ISCSIPRT\\0000_0', 'PCI\\VEN_1077_0', 'Ä'] },
};

describe('info()', () => {
  const driver = withWorld(SCENARIO);
  const iscsi = () => driver.modules['winstation/iscsi'].iscsi();

  it('is the name, the adapters and the version of the initiator', async () => {
    expect(await iscsi().info()).toEqual({
      nodeName: 'iqn.2024-01.example:wörk',
      instances: ['ROOT\\ISCSIPRT\\0000_0', 'PCI\\VEN_1077_0', 'Ä'],
      version: '10.0.20348',
    });
    expect(await rawCalls(driver)).toEqual([
      ['GetIScsiInitiatorNodeNameW'],
      ['ReportIScsiInitiatorListW'],
      ['GetIScsiVersionInformation'],
    ]);
  });

  it('takes names of the greatest length, and none at all', async () => {
    const longest = `iqn.2024-01.example:${'x'.repeat(203)}`;
    await driver.reset({ ...SCENARIO, iscsi: { nodeName: longest, instances: [] } });
    expect(await iscsi().info()).toMatchObject({ nodeName: longest, instances: [] });
  });

  it('says what to start when the service is stopped', async () => {
    const stopped = await driver.fault('stopService', 'MSiSCSI');
    expect(await rejection(iscsi().info())).toMatchObject({
      name: 'WindowsError',
      code: 'ISDSC_SERVICE_NOT_RUNNING',
      errno: 0xefff003e,
      syscall: 'GetIScsiInitiatorNodeNameW',
      host: expect.any(String),
      reason: 'unreachable',
      hint: expect.stringContaining('Start-Service MSiSCSI'),
    });
    await stopped.end();
    expect(await iscsi().info()).toMatchObject({ version: '10.0.20348' });
  });

  it('is not supported on a Windows without iSCSI', async () => {
    await driver.reset({ ...SCENARIO, iscsi: null });
    expect(await rejection(iscsi().info())).toMatchObject({ code: 'ERROR_MOD_NOT_FOUND', reason: 'not-supported' });
  });

  it('is refused to a user without rights', async () => {
    await driver.reset(SCENARIO, { as: 'user' });
    expect(await rejection(iscsi().info())).toMatchObject({
      code: 'ERROR_ACCESS_DENIED',
      reason: 'access-denied',
      hint: expect.stringContaining('Event Log'),
    });
  });

  it('goes on after a warning', async () => {
    await driver.fault('fail', 'ReportIScsiInitiatorListW', { code: 'ISDSC_OPERATION_NOT_ALL_SUCCESS' });
    expect((await iscsi().info()).instances).toHaveLength(3);
  });

  it('names a code that nobody knows', async () => {
    await driver.fault('fail', 'GetIScsiVersionInformation', { code: 0xefff0069 });
    expect(await rejection(iscsi().info())).toMatchObject({ code: '0xEFFF0069', errno: 0xefff0069, reason: 'other' });
  });

  it('ends at its timeout, and the next call goes on', async () => {
    const held = await driver.fault('hold', 'ReportIScsiInitiatorListW');
    const asked = rejection(iscsi().info({ timeout: 50 }));
    await driver.pass(50);
    expect(await asked).toMatchObject({ code: 'ETIMEDOUT', outcome: undefined });
    await held.end();
    expect(await iscsi().info()).toMatchObject({ version: '10.0.20348' });
  });

  it('refuses options that are none', async () => {
    expect(await rejection(iscsi().info({ timeout: -1 }))).toMatchObject({ code: 'ERR_OUT_OF_RANGE' });
    expect(() => driver.modules['winstation/iscsi'].iscsi({ backend: {} as never })).toThrow(/backend/);
    expect(await rawCalls(driver)).toEqual([]);
  });
});

describe('what concerns all domains', () => {
  const driver = withWorld(SCENARIO);

  it('has the initiator in a diagnosis', async () => {
    expect((await driver.winstation.diagnose()).checks.find(it => it.name === 'iscsi')).toEqual({
      name: 'iscsi',
      state: 'ok',
      found: 'The service MSiSCSI runs.',
      advice: undefined,
    });
    await driver.fault('stopService', 'MSiSCSI');
    expect((await driver.winstation.diagnose()).checks.find(it => it.name === 'iscsi')).toMatchObject({
      state: 'note',
      found: 'iSCSI cannot be asked: ISDSC_SERVICE_NOT_RUNNING (unreachable).',
    });
  });

  it('has it in a capture, with a made-up name where that is wanted', async () => {
    const none = { targets: [], portals: [], sessions: [], savedLogins: [] };
    expect((await driver.winstation.localHost().capture({ redact: false })).iscsi).toEqual({
      ...SCENARIO.iscsi,
      ...none,
    });
    const { iscsi } = await driver.winstation.localHost().capture();
    expect(iscsi).toMatchObject({ ...SCENARIO.iscsi, nodeName: 'iqn.2000-01.redacted:host1' });
  });
});
