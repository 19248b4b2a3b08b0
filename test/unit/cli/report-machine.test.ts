import { expect, it } from 'vitest';
import { createWorld, type ScenarioInput } from '../../../lib/mock/index.js';
import { scenarioFile } from './harness.js';
import { reported } from './reported.js';

const ms = expect.any(Number);
const value = <T>(given: T) => ({ ms, value: given });
const refused = (errno: number, syscall?: string) => ({
  ms,
  error: expect.objectContaining({ name: 'WindowsError', errno, ...(syscall && { syscall }) }),
});

const officeWith = (parts: Partial<ScenarioInput>) =>
  createWorld({ ...(JSON.parse(scenarioFile('office')) as ScenarioInput), ...parts });
const machineOf = async (parts: Partial<ScenarioInput>, ...argv: readonly string[]) =>
  (await reported(officeWith(parts), ...argv)).report.machine;

it('has what can be read of that which acts change', async () => {
  const { acts } = await machineOf({});
  expect(acts).toMatchObject({
    hasActiveSession: value(true),
    interactiveUsers: value(4),
    logonMode: value('open'),
    shadowPolicy: value(null),
    childSessions: value({ enabled: false, id: null }),
    token: value(expect.objectContaining({ elevated: true, integrity: 'system', luid: '0x0:0x3e7', withheld: [] })),
    configOfNobody: refused(2221, 'WTSQueryUserConfigW'),
    configElsewhere: refused(1722, 'WTSQueryUserConfigW'),
  });
});

it('has which settings an own account has, and not what they say', async () => {
  const { acts } = await machineOf({ caller: { role: 'administrator', sessionId: 1 } });
  expect(acts.ownConfig).toEqual(
    value({ given: expect.arrayContaining(['allowLogon', 'homeDirectory']), withheld: [] }),
  );
});

it('has the listeners, with whose security it is left out', async () => {
  const security = 'D:(A;;GA;;;SY)(A;;0x20;;;S-1-5-21-1-2-3-1142)(A;;0x20;;;S-1-5-32-555)';
  const { hosts: [host] = [] } = JSON.parse(scenarioFile('office')) as ScenarioInput;
  const { listeners } = await machineOf({ hosts: [{ ...host, listeners: [{ name: 'RDP-Tcp', security }] }] });
  expect(listeners).toMatchObject({
    count: value(1),
    settings: value({ given: expect.arrayContaining(['enabled', 'port']), inherits: expect.any(Array) }),
    ofNobody: refused(2, 'WTSQueryListenerConfigW'),
  });
  expect(JSON.stringify(listeners)).toContain('S-1-5-21)');
  expect(JSON.stringify(listeners)).not.toContain('S-1-5-21-1');
});

it('has the logons, and whether those of the network show a session', async () => {
  const network = { type: 'network', user: 'ingrid', sid: 'S-1-5-21-1-2-3-4' } as const;
  const { logons } = await machineOf({ logons: [network, { ...network, user: 'ole', sessionId: 3 }] });
  expect(logons.network).toEqual(value({ count: 2, inSessions: 1 }));
  expect(logons.ofNobody).toEqual(value(null));
  const { list } = logons;
  expect(list).toMatchObject(value({ count: 9 }));
  expect('value' in list && list.value.logons[0]).toMatchObject({ luid: '0x0:0x3e7', type: 'system', sid: 'S-1-5-18' });
});

it('has what an account without rights is refused', async () => {
  const { acts, listeners, logons, iscsi, vss } = await machineOf({ caller: { role: 'user', sessionId: 2 } });
  expect(acts.token).toMatchObject({ value: { elevated: false } });
  expect(listeners.security).toEqual(refused(5, 'WTSGetListenerSecurityW'));
  const withheld = 'value' in logons.list ? logons.list.value.logons.flatMap(it => it.withheld) : [];
  expect(withheld).toContainEqual(expect.objectContaining({ what: 'data', code: 'ERROR_ACCESS_DENIED' }));
  expect(iscsi.sessions).toEqual(refused(5));
  expect(vss.hasIdWhenOpened).toEqual(refused(5, 'CreateVssBackupComponentsInternal'));
});

it('has the window stations, and the desktop that receives input', async () => {
  const { desktops } = await machineOf({});
  expect(desktops.input).toEqual(value({ name: 'Default', reason: null }));
  expect(desktops.stations).toMatchObject(value([{ name: 'WinSta0', interactive: true, sid: 'S-1-5-21' }]));
});

it('has iSCSI without names, addresses and ids', async () => {
  const { iscsi } = await machineOf({});
  expect(iscsi).toMatchObject({
    info: value({ version: '10.0.26100', instances: 1 }),
    sessions: value([
      { connected: true, connections: 2, type: 'data', persistent: true, withheld: [] },
      { connected: false, connections: 0, devices: [{ deviceType: 7, hasPath: true, hasNumber: true }] },
    ]),
    mappings: value(2),
    targets: value(3),
    portals: value(2),
    savedLogins: value(1),
  });
  const stopped = await machineOf({ iscsi: { service: 'stopped' } });
  expect(stopped.iscsi.sessions).toMatchObject({ error: { code: 'ISDSC_SERVICE_NOT_RUNNING' } });
});

it.each([
  ['at once', true],
  ['late', false],
  ['none', false],
] as const)('has whether a session of VSS has an id when it is opened: %s', async (sessionIds, has) => {
  const world = officeWith({ vss: { sessionIds } });
  const { vss } = (await reported(world)).report.machine;
  expect(vss.hasIdWhenOpened).toEqual(value(has));
  const times = (name: string) => world.calls.filter(it => it.name === name).length;
  expect(times('IVssBackupComponents.InitializeForBackup')).toBe(1);
  expect(times('IVssBackupComponents.Release')).toBe(times('CreateVssBackupComponentsInternal'));
});

it('has how classes are registered, and not as whom they run', async () => {
  const comClasses = [
    { clsid: '9ba05972-f6a8-11cf-a442-00a0c90a8f39', runAs: 'INTERACTIVE User' },
    { clsid: '49b2791a-b1ae-4c90-9b8e-e860ba07f889', runAs: 'CORP\\ingrid' },
  ];
  const { monikers } = await machineOf({ comClasses });
  expect(monikers).toEqual({
    shellWindows: value({ ok: true, runAs: 'INTERACTIVE User', reason: null }),
    shellBrowserWindow: value({ ok: false, runAs: null, reason: 'no-class' }),
    managementConsole: value({ ok: false, runAs: 'account', reason: 'not-interactive-user' }),
    nobody: value({ ok: false, runAs: null, reason: 'no-class' }),
  });
});

it.each([[], ['--no-redact']])('names nobody with %j', async (...argv) => {
  const machine = await machineOf(
    {
      logons: [
        { type: 'network', user: 'ingrid', upn: 'ingrid@corp.example', server: 'DC01', dnsDomain: 'corp.example' },
      ],
      comClasses: [{ clsid: '9ba05972-f6a8-11cf-a442-00a0c90a8f39', runAs: 'CORP\\ingrid' }],
    },
    ...argv,
  );
  const names =
    /anna|jürgen|佐藤|reception|ingrid|corp|office|laptop7|dc01|192\.0\.2|iqn|example|fffffa80|S-1-5-21-\d/i;
  expect(JSON.stringify(machine, (key, it) => (key === 'message' ? undefined : it))).not.toMatch(names);
});

it('counts its calls with those of this machine', async () => {
  const { report } = await reported(officeWith({}));
  expect(report.hosts[0]!.answers!.calls).toContainEqual({
    syscall: 'WTSActiveSessionExists',
    answered: 1,
    failed: {},
  });
});

it('has an error for each question without an addon', async () => {
  const { machine } = (await reported(undefined)).report;
  const answers = Object.values(machine).flatMap(it => Object.values(it));
  expect(answers.length).toBeGreaterThan(20);
  for (const it of answers) expect(it).toEqual({ ms, error: expect.objectContaining({ name: 'NoAddonError' }) });
});

it('has an error for each question that fails, and goes on', async () => {
  const world = officeWith({});
  await reported(world);
  const failing = officeWith({});
  for (const name of new Set(world.calls.map(it => it.name))) failing.fail(name, { code: 'ERROR_GEN_FAILURE' });
  const { code, report } = await reported(failing);
  expect(code).toBe(0);
  const answers: readonly object[] = Object.values(report.machine).flatMap(it => Object.values(it));
  expect(answers.filter(it => 'value' in it)).toEqual([value({ name: null, reason: 'other' })]);
});

it('ends where the sessions do not answer', { timeout: 60_000 }, async () => {
  const world = createWorld(JSON.parse(scenarioFile('office')), { clock: 'date' });
  const fault = world.hang();
  const { acts, listeners, logons, monikers } = (await reported(world, '--timeout', '10ms')).report.machine;
  const late = { ms, error: expect.objectContaining({ code: expect.stringMatching(/^(ETIMEDOUT|ERROR_BUSY)$/) }) };
  for (const it of [acts.hasActiveSession, acts.interactiveUsers, acts.ownConfig, listeners.count, logons.network]) {
    expect(it).toEqual(late);
  }
  // No session is asked for these.
  expect(logons.list).toMatchObject(value({ count: 7 }));
  expect(monikers.nobody).toMatchObject(value({ reason: 'no-class' }));
  fault.end();
});
