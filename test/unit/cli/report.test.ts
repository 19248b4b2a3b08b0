import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HostAnswers } from '../../../lib/cli/report/types.js';
import { createWorld } from '../../../lib/mock/index.js';
import { INFO_CLASSES } from '../../../lib/terminal/info/raw-info.js';
import type { LocalHost } from '../../../lib/terminal/types.js';
import type { Winstation } from '../../../lib/winstation-types.js';
import { ABOUT, cli, fake, farm, noAddon, noWindows, office, scenarioFile } from './harness.js';
import { REPORT, reported } from './reported.js';

/** What was answered by the only host. */
async function answersOf(winstation: Winstation, ...argv: readonly string[]): Promise<HostAnswers> {
  const { report } = await reported(winstation, ...argv);
  return report.hosts[0]!.answers!;
}

const officeWorld = () => createWorld(JSON.parse(scenarioFile('office')));
/** A host with other answers to some questions. */
function hostOver(host: LocalHost, parts: Partial<LocalHost>): LocalHost {
  return {
    name: host.name,
    isLocal: host.isLocal,
    sessions: host.sessions.bind(host),
    queryRaw: host.queryRaw.bind(host),
    processes: host.processes.bind(host),
    close: host.close.bind(host),
    ...parts,
  } as LocalHost;
}

/** The calls that change nothing. Of privileges only that is enabled which lets the process read who may do what. */
const READING = [
  'AdjustTokenPrivileges',
  'CoInitializeSecurity',
  'CreateVssBackupComponentsInternal',
  'EnumDesktopsW',
  'EnumWindowStationsW',
  'GetDevicesForIScsiSessionW',
  'GetIScsiInitiatorNodeNameW',
  'GetIScsiSessionListEx',
  'GetIScsiSessionListW',
  'GetIScsiVersionInformation',
  'GetProcessWindowStation',
  'GetSystemMetrics',
  'GetTokenInformation',
  'GetUserObjectInformationW',
  'IVssBackupComponents.InitializeForBackup',
  'IVssBackupComponents.Release',
  'IVssBackupComponentsEx3.GetSessionId',
  'LookupAccountNameW',
  'LookupAccountSidW',
  'LsaEnumerateLogonSessions',
  'LsaGetLogonSessionData',
  'NetWkstaGetInfo',
  'OpenDesktopW',
  'OpenInputDesktop',
  'OpenProcess',
  'OpenProcessToken',
  'OpenWindowStationW',
  'ProcessIdToSessionId',
  'QueryServiceStatus',
  'RegGetValueW',
  'RegOpenKeyExW',
  'RegQueryValueExW',
  'ReportActiveIScsiTargetMappingsW',
  'ReportIScsiInitiatorListW',
  'ReportIScsiPersistentLoginsW',
  'ReportIScsiSendTargetPortalsExW',
  'ReportIScsiTargetPortalsW',
  'ReportIScsiTargetsW',
  'WTSActiveSessionExists',
  'WTSCloseServer',
  'WTSEnumerateListenersW',
  'WTSEnumerateProcessesExW',
  'WTSEnumerateSessionsExW',
  'WTSGetActiveConsoleSessionId',
  'WTSGetChildSessionId',
  'WTSGetListenerSecurityW',
  'WTSIsChildSessionsEnabled',
  'WTSOpenServerExW',
  'WTSQueryListenerConfigW',
  'WTSQuerySessionInformationW',
  'WTSQueryUserConfigW',
];

const ms = expect.any(Number);
const failure = (errno: number, code: string, syscall: string, reason: string) => ({
  ms,
  error: { name: 'WindowsError', code, errno, syscall, reason, message: null },
});
const byId = <T extends { readonly sessionId: number }>(all: readonly T[], id: number): T =>
  all.find(it => it.sessionId === id)!;

describe('doctor --report', () => {
  it('says what the program runs on and what it found', async () => {
    const { code, err, report } = await reported(office());
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(report).toMatchObject({
      report: 1,
      takenAt: expect.stringMatching(/^\d{4}-.*Z$/),
      source: 'windows',
      names: false,
      about: { ms, value: { ...ABOUT, electron: null, addon: { ...ABOUT.addon, problem: null } } },
      process: {
        currentSessionId: { ms, value: 2 },
        consoleSessionId: { ms, value: 1 },
        isRemoteSession: { ms, value: true },
        sessionIdOfSystem: { ms, value: 0 },
        sessionIdOfNobody: failure(87, 'ERROR_INVALID_PARAMETER', 'ProcessIdToSessionId', 'not-found'),
      },
    });
    expect(report.diagnosis).toMatchObject({
      value: [
        { name: 'addon', state: 'ok', found: 'A world answers in place of Windows.' },
        { name: 'elevated', state: 'ok' },
        { name: 'session0', state: 'ok' },
        { name: 'terminalServices', state: 'ok', found: 'The service TermService is running.' },
        { name: 'iscsi', state: 'ok', found: 'The service MSiSCSI runs.' },
        { name: 'vss', state: 'ok', found: 'Backups and restores can be opened.' },
      ],
    });
  });

  it('has the order of the lists', async () => {
    const { list, processes, counters, accounts } = await answersOf(office());
    expect(list).toEqual({ ms, value: { count: 6, ids: [0, 1, 2, 3, 5, 65_536], isSortedById: true } });
    const pids = [0, 4, 744, 1288, 3112, 5240, 6004, 4000, 7316, 8120];
    expect(processes).toEqual({
      ms,
      value: { count: 11, pids, isSortedByPid: false, isSortedBySession: true, unnamed: 1, withoutSid: 1 },
    });
    expect(counters).toEqual({ ms, value: { count: 11, counted: 11 } });
    expect(accounts).toEqual({ ms, value: { sids: 6, named: 6 } });
  });

  it('has the codes for ids that nobody has, and for classes that there are not', async () => {
    const { ids, unknownClasses } = await answersOf(office());
    expect(ids.map(({ sessionId, why }) => [sessionId, why])).toEqual([
      [4, 'gap'],
      [1_005, 'beyond'],
      [66_536, 'beyond'],
      [4_294_967_293, 'beyond'],
    ]);
    const gone = { error: { code: 'ERROR_CTX_WINSTATION_NOT_FOUND', errno: 7022 } };
    for (const { answers } of ids) {
      expect(answers).toEqual({ WTSConnectState: gone, WTSSessionInfo: gone, WTSSessionInfoEx: gone });
    }
    const unknown = { error: { code: 'ERROR_INVALID_PARAMETER', errno: 87 } };
    expect(unknownClasses).toEqual({
      sessionId: 2,
      answers: { 32: unknown, 33: unknown, 1000: unknown, 2147483647: unknown },
    });
  });

  it('has the size of every buffer, and what is in those that name nobody', async () => {
    const { classes } = await answersOf(office());
    expect(classes.map(it => it.sessionId)).toEqual([0, 1, 2, 3, 5, 65_536]);
    const { answers } = byId(classes, 2);
    expect(Object.keys(answers)).toEqual(INFO_CLASSES);
    const unsupported = { error: { code: 'ERROR_NOT_SUPPORTED', errno: 50 } };
    expect(answers).toMatchObject({
      WTSInitialProgram: { bytes: 2, endsInNul: true },
      WTSUserName: { bytes: 10, endsInNul: true },
      WTSSessionId: { bytes: 4, hex: '02000000' },
      WTSClientAddress: { bytes: 24 },
      WTSClientProtocolType: { bytes: 2, hex: '0200' },
      WTSIdleTime: unsupported,
      WTSOutgoingFrames: unsupported,
      WTSClientInfo: { bytes: 2304 },
      WTSSessionInfo: { bytes: 216 },
      WTSSessionInfoEx: { bytes: 232 },
      WTSConfigInfo: { bytes: 1668 },
      WTSIsRemoteSession: { bytes: 1, hex: '01' },
      WTSSessionActivityId: { bytes: 16 },
    });
    for (const name of ['WTSUserName', 'WTSClientAddress', 'WTSSessionActivityId'] as const) {
      expect(answers[name]).not.toHaveProperty('hex');
    }
  });

  it('shows where addresses begin, without showing them', async () => {
    const { layouts } = await answersOf(office());
    expect(byId(layouts, 2).clientAddress).toEqual({ family: 2, nonZero: [2, 4, 5], clientAt: 2 });
    expect(byId(layouts, 3).clientAddress).toEqual({ family: 23, nonZero: [2, 3, 4, 5, 7, 16, 17], clientAt: 2 });
    expect(byId(layouts, 3).clientFamily).toBe(23);
    expect(byId(layouts, 1).clientAddress).toEqual({ family: 0, nonZero: [], clientAt: null });
  });

  it('finds an IPv6 address at the other place as well', async () => {
    const winstation = office();
    const host = winstation.localHost();
    const moved = hostOver(host, {
      queryRaw: async (ref, number) => {
        const bytes = await host.queryRaw(ref, number);
        if (number !== INFO_CLASSES.indexOf('WTSClientAddress')) return bytes;
        return Uint8Array.of(...bytes.subarray(0, 4), ...bytes.subarray(6), 0, 0);
      },
    });
    const { layouts } = await answersOf({ ...winstation, localHost: () => moved });
    expect(byId(layouts, 3).clientAddress).toEqual({ family: 23, nonZero: [0, 1, 2, 3, 5, 14, 15], clientAt: 0 });
  });

  it('compares both structures with each other and with the list', async () => {
    const { layouts } = await answersOf(office());
    const times = {
      logon: '2026-03-02T07:31:40.500Z',
      connect: '2026-03-02T07:31:40.500Z',
      disconnect: null,
      lastInput: '2026-03-02T10:14:56.000Z',
      current: '2026-03-02T10:15:00.000Z',
    };
    expect(byId(layouts, 2)).toMatchObject({
      info: { hasId: true, times },
      infoEx: { hasId: true, level: 1, sessionFlags: 1, times },
      sameTimes: true,
      asListed: { state: 'same', name: 'same', user: 'same', domain: 'same' },
      sessionAddress: null,
    });
    // Windows keeps no last input for this console.
    expect(byId(layouts, 1).info?.times.lastInput).toBeNull();
  });

  it('says so when a name is cut or differs in case', async () => {
    const user = 'a.very.long.name.of.a.user';
    const world = createWorld({ version: 1, hosts: [{ sessions: [{ id: 1, user, domain: 'CORP' }] }] });
    expect(byId((await answersOf(world.module)).layouts, 1).asListed).toMatchObject({ user: 'cut', domain: 'same' });

    const host = world.module.localHost();
    const sessions = async (options?: object) =>
      (await host.sessions(options)).map(it => ({ ...it, user: 'Somebody', domain: 'Corp' }));
    const renamed = hostOver(host, { sessions: sessions as unknown as LocalHost['sessions'] });
    const { layouts } = await answersOf({ ...world.module, localHost: () => renamed });
    expect(byId(layouts, 1).asListed).toMatchObject({ state: 'same', user: 'other', domain: 'case' });
  });

  it("looks at the host's clock many times", async () => {
    const { clock } = await answersOf(office());
    const sample = { time: '2026-03-02T10:15:00.000Z', tookMs: ms, aheadMs: [ms, ms] };
    const { value } = clock as Extract<typeof clock, { value: unknown }>;
    expect(value.length).toBeGreaterThan(0);
    for (const it of value) expect(it).toEqual(sample);
  });

  it('counts the calls of Windows that were made', async () => {
    const { calls } = await answersOf(office());
    expect(calls).toContainEqual({ syscall: 'WTSEnumerateSessionsExW', answered: ms, failed: {} });
    const queries = calls.find(it => it.syscall === 'WTSQuerySessionInformationW');
    expect(Object.keys(queries!.failed).sort()).toEqual(['50', '7022', '87']);
    // Three questions about each of four ids.
    expect(queries!.failed['7022']).toBe(12);
  });

  it('shows an export that is missing, though an older call answers', async () => {
    const world = officeWorld();
    world.remove('WTSEnumerateSessionsExW');
    const { list, calls } = await answersOf(world.module);
    expect(list).toMatchObject({ value: { count: 6 } });
    const newer = calls.find(it => it.syscall === 'WTSEnumerateSessionsExW');
    expect(newer).toEqual({ syscall: 'WTSEnumerateSessionsExW', answered: 0, failed: { 127: ms } });
    expect(calls).toContainEqual({ syscall: 'WTSEnumerateSessionsW', answered: ms, failed: {} });
  });

  it('only reads', async () => {
    const world = createWorld(JSON.parse(scenarioFile('farm')));
    const before = world.toScenario();
    await reported(world, '--host', 'rds01');
    expect(world.toScenario()).toEqual(before);
    const made = new Set(world.calls.map(it => it.name));
    for (const name of made) expect(READING).toContain(name);
    for (const name of ['WTSOpenServerExW', 'NetWkstaGetInfo', 'LookupAccountSidW']) expect(made).toContain(name);
  });
});

describe('names in a report', () => {
  const NAMES = /anna|jürgen|佐藤|reception|CORP|OFFICE|LAPTOP7|HEIMB|192\.0\.2|2001:db8:20|4f1c6a70|S-1-5-21-\d/;

  it('are made up, the same one always by the same', async () => {
    const { out, report } = await reported(office());
    expect(out).not.toMatch(NAMES);
    expect(report.hosts[0]!.name).toBe('HOST1');
    const { sessions } = report.hosts[0]!.answers!;
    const { value } = sessions as Extract<typeof sessions, { value: unknown }>;
    expect(value.map(({ id, user, domain, sid }) => [id, user, domain, sid])).toEqual([
      [0, null, null, null],
      [1, 'user1', 'DOMAIN1', 'S-1-5-21'],
      [2, 'user2', 'DOMAIN2', 'S-1-5-21'],
      [3, 'user3', 'DOMAIN2', 'S-1-5-21'],
      [5, 'user4', 'DOMAIN2', 'S-1-5-21'],
      [65_536, null, null, null],
    ]);
    expect(value[2]).toMatchObject({
      client: { name: 'CLIENT1', address: '198.18.0.1', protocol: 'rdp', build: 26_100 },
      counters: { incomingBytes: 1_843_201 },
      hasActivityId: true,
      withheld: [],
    });
    expect(value[3]).toMatchObject({ client: { name: 'CLIENT2', address: '2001:db8::2' } });
  });

  it('hide which account of a directory in the cloud it is', async () => {
    const sid = 'S-1-12-1-1111111111-2222222222-3333333333-4444444444';
    const sessions = [{ id: 1, user: 'ingrid', domain: 'AzureAD', sid }];
    const world = createWorld({ version: 1, hosts: [{ sessions }] });
    const { out } = await reported(world.module);
    expect(out).toContain('"sid": "S-1-12-1"');
    expect(out).not.toMatch(/1111111111|ingrid|AzureAD/);
  });

  it('are real when asked for', async () => {
    const { out, report } = await reported(office(), '--no-redact');
    expect(report).toMatchObject({ names: true, hosts: [{ name: 'OFFICE' }] });
    for (const name of ['anna', 'CORP', 'LAPTOP7', '192.0.2.17', '2001:db8:20::5a1', 'S-1-5-21-1004336348']) {
      expect(out).toContain(name);
    }
    expect(report.process.sessionIdOfNobody).toMatchObject({
      error: { message: expect.stringContaining('failed on OFFICE') },
    });
  });

  it('are not in the text of a failed addon, which has the path of the program', async () => {
    const found = 'was loaded by C:\\Users\\anna\\node.exe';
    const checks = [{ name: 'addon', state: 'failed', found, advice: undefined }] as const;
    const winstation = { ...noWindows(), diagnose: async () => ({ ok: false, checks }) };
    const { out, report } = await reported(fake(winstation));
    expect(out).not.toContain('anna');
    expect(report.diagnosis).toEqual({ ms, value: [{ name: 'addon', state: 'failed', found: null }] });
    expect((await reported(fake(winstation), '--no-redact')).out).toContain('anna');
  });
});

describe('a report about other hosts', () => {
  it('has each of them after this machine, and those that could not be asked', async () => {
    const { code, out, err, report } = await reported(farm(), '--host', 'rds01', '--host', 'rds02');
    expect(code).toBe(1);
    expect(err).toBe('winstation: rds02 could not be asked: RPC_S_SERVER_UNAVAILABLE\n');
    expect(out).not.toMatch(/bob|carol|dave|operator|CORP|THIN|198\.51\.100|2001:db8:7|rds0|ADMIN/);
    const [own, first, second] = report.hosts;
    expect(own).toMatchObject({ name: 'HOST1', isLocal: true, opened: { value: true } });
    expect(first).toMatchObject({ name: 'HOST2', isLocal: false, opened: { value: true } });
    expect(second).toEqual({
      name: 'HOST3',
      isLocal: false,
      opened: failure(1722, 'RPC_S_SERVER_UNAVAILABLE', 'WTSEnumerateSessionsExW', 'unreachable'),
      answers: null,
    });
  });

  it('has what a remote host says of the classes that are for the local one', async () => {
    const { report } = await reported(farm(), '--host', 'rds01');
    const { classes, layouts, calls } = report.hosts[1]!.answers!;
    expect(byId(classes, 2).answers.WTSIsRemoteSession).toEqual({
      error: { code: 'ERROR_NOT_SUPPORTED', errno: 50 },
    });
    expect(byId(layouts, 4).clientAddress).toMatchObject({ family: 23, clientAt: 2 });
    expect(calls).toContainEqual({ syscall: 'NetWkstaGetInfo', answered: 1, failed: {} });
  });

  it('closes them', async () => {
    const closed: string[] = [];
    const real = farm();
    const winstation: Winstation = {
      ...real,
      openHost: async (...args) => {
        const host = await real.openHost(...args);
        const close = host.close.bind(host);
        return Object.assign(host, {
          close: async () => {
            closed.push(host.name);
            await close();
          },
        });
      },
    };
    await reported(winstation, '--host', 'rds01', '--host', 'ADMIN');
    expect(closed.sort()).toEqual(['ADMIN', 'rds01']);
  });
});

describe('a report about a Windows where nothing works', () => {
  const CALLS = [
    'WTSEnumerateSessionsExW',
    'WTSQuerySessionInformationW',
    'WTSEnumerateProcessesExW',
    'ProcessIdToSessionId',
    'QueryServiceStatus',
    'GetTokenInformation',
  ];

  it('has an error for each question', async () => {
    const world = officeWorld();
    for (const call of CALLS) world.fail(call, { code: 'ERROR_ACCESS_DENIED' });
    const { code, err, report } = await reported(world.module);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const denied = (syscall: string) => failure(5, 'ERROR_ACCESS_DENIED', syscall, 'access-denied');
    expect(report.process.currentSessionId).toEqual(denied('ProcessIdToSessionId'));
    const answers = report.hosts[0]!.answers!;
    expect(answers.list).toEqual(denied('WTSEnumerateSessionsExW'));
    expect(answers.sessions).toEqual(denied('WTSEnumerateSessionsExW'));
    expect(answers.processes).toEqual(denied('WTSEnumerateProcessesExW'));
    expect(answers.counters).toEqual(denied('WTSEnumerateProcessesExW'));
    expect(answers.accounts).toEqual(denied('WTSEnumerateProcessesExW'));
    expect(answers.clock).toEqual(denied('WTSQuerySessionInformationW'));
    // Nothing is known of the sessions, so those are asked about that Windows mostly has.
    expect(answers.classes.map(it => it.sessionId)).toEqual([0, 1, 65_536]);
    for (const { answers: all } of answers.classes) {
      expect(Object.keys(all)).toEqual(INFO_CLASSES);
      for (const it of Object.values(all)) expect(it).toEqual({ error: { code: 'ERROR_ACCESS_DENIED', errno: 5 } });
    }
    expect(answers.layouts[0]).toEqual({
      sessionId: 0,
      info: null,
      infoEx: null,
      sameTimes: null,
      asListed: null,
      clientAddress: null,
      sessionAddress: null,
      clientFamily: null,
    });
    expect(answers.ids.map(it => it.sessionId)).toEqual([1_000, 66_536, 4_294_967_293]);
  });

  it('goes on when the details fail and the list does not', async () => {
    const world = officeWorld();
    world.fail('WTSQuerySessionInformationW', { code: 'RPC_S_CALL_FAILED' });
    const answers = await answersOf(world.module);
    expect(answers.list).toMatchObject({ value: { count: 6 } });
    expect(answers.classes.map(it => it.sessionId)).toEqual([0, 1, 2, 3, 5, 65_536]);
  });

  it('looks also at sessions that have no details', async () => {
    const winstation = office();
    const host = winstation.localHost();
    const sessions = async (options?: object) =>
      (await host.sessions(options)).filter(it => options === undefined || !('details' in options) || it.id === 2);
    const partial = hostOver(host, { sessions: sessions as unknown as LocalHost['sessions'] });
    const { classes } = await answersOf({ ...winstation, localHost: () => partial });
    expect(classes.map(it => it.sessionId)).toEqual([0, 1, 2, 3, 5, 65_536]);
  });

  it.each(['null', 'short', 'unterminated'] as const)('reads no structure out of a buffer that is %s', async shape => {
    const world = officeWorld();
    world.spoil('WTSQuerySessionInformationW', shape);
    const { classes, layouts } = await answersOf(world.module);
    const { WTSUserName: name, WTSSessionInfo: info } = byId(classes, 2).answers;
    if (shape === 'unterminated') {
      expect(name).toEqual({ bytes: 8, endsInNul: false });
      expect(info).toEqual({ bytes: 216 });
      return;
    }
    expect(info).toEqual(shape === 'short' ? { bytes: 215 } : { error: { code: 'ERROR_INVALID_DATA', errno: 13 } });
    expect(byId(layouts, 2)).toMatchObject({ info: null, infoEx: null, clientAddress: null, clientFamily: null });
  });

  it('ends where Windows does not answer', { timeout: 60_000 }, async () => {
    const world = createWorld(JSON.parse(scenarioFile('office')), { clock: 'date' });
    const fault = world.hang();
    const { code, report } = await reported(world.module, '--timeout', '10ms');
    expect(code).toBe(0);
    const answers = report.hosts[0]!.answers!;
    const late = { ms, error: expect.objectContaining({ code: expect.stringMatching(/^(ETIMEDOUT|ERROR_BUSY)$/) }) };
    for (const name of ['list', 'sessions', 'clock', 'processes', 'counters', 'accounts'] as const) {
      expect(answers[name]).toEqual(late);
    }
    for (const { answers: all } of answers.classes) {
      for (const it of Object.values(all)) expect(it).toMatchObject({ error: late.error });
    }
    fault.end();
  });

  it('has an error for a host that does not answer', { timeout: 60_000 }, async () => {
    const world = createWorld(JSON.parse(scenarioFile('farm')), { clock: 'date' });
    const fault = world.host('rds01').hang();
    const { code, err, report } = await reported(world.module, '--host', 'rds01', '--timeout', '200ms');
    expect(code).toBe(1);
    expect(err).toBe('winstation: rds01 could not be asked: ETIMEDOUT\n');
    expect(report.hosts[1]).toMatchObject({ opened: { error: { name: 'TimeoutError' } }, answers: null });
    fault.end();
  });

  it('is written without an addon as well', async () => {
    const { code, err, report } = await reported(undefined);
    expect(code).toBe(1);
    expect(err).toBe('winstation: this machine could not be asked: ERR_WINSTATION_NO_ADDON\n');
    expect(report.about).toMatchObject({ value: { node: '24.1.0' } });
    expect(report.hosts).toEqual([
      {
        name: '',
        isLocal: true,
        opened: { ms, error: expect.objectContaining({ name: 'NoAddonError', errno: null }) },
        answers: null,
      },
    ]);
  });

  it('has an error where even the diagnosis breaks', async () => {
    const winstation = fake({
      ...noWindows(),
      diagnose: () => Promise.reject(noAddon()),
      currentSessionId: () => {
        throw new Error('broken by C:\\Users\\anna');
      },
    });
    const { out, report } = await reported(winstation);
    expect(report.diagnosis).toMatchObject({ error: { name: 'NoAddonError' } });
    expect(report.process.currentSessionId).toEqual({
      ms,
      error: { name: 'Error', code: null, errno: null, syscall: null, reason: null, message: null },
    });
    expect(out).not.toContain('anna');
  });
});

describe('the file of a report', () => {
  it('is written with -o, and says whether names are in it', async () => {
    const { code, out, err, written } = await cli([...REPORT, '-o', 'report.json'], { winstation: office() });
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toBe('winstation: wrote report.json: 1 host, without names\n');
    expect(JSON.parse(written.get('report.json')!)).toMatchObject({ report: 1 });
    const real = await cli([...REPORT, '--no-redact', '--host', 'rds01', '-o', 'x'], { winstation: farm() });
    expect(real.err).toBe('winstation: wrote x: 2 hosts, with names\n');
  });

  it('names the world that answered', async () => {
    const files = { 'office.json': scenarioFile('office') };
    const { out } = await cli([...REPORT, '--mock', 'office.json'], { files });
    expect(JSON.parse(out)).toMatchObject({ source: 'world' });
  });

  it('fails when it cannot be written', async () => {
    const { code, err } = await cli([...REPORT, '-o', '/locked/x'], { winstation: office() });
    expect(code).toBe(1);
    expect(err).toBe('winstation: cannot write /locked/x: permission denied\n');
  });

  it.each(['diagnose', 'localHost'] as const)('is not written after Ctrl-C during %s', async name => {
    const interrupt = new AbortController();
    const winstation: Winstation = {
      ...office(),
      [name]: () => {
        interrupt.abort();
        throw new Error('aborted');
      },
    };
    const result = await cli([...REPORT, '-o', 'report.json'], { winstation, signal: interrupt.signal });
    expect(result).toMatchObject({ code: 130, out: '', err: '' });
    expect(result.written.size).toBe(0);
  });

  it('has no key that docs/cli.md does not describe', async () => {
    const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');
    const { report } = await reported(office());
    const [host] = report.hosts;
    const { machine } = report;
    const keys = [report, report.process, machine, ...Object.values(machine), host!, host!.answers!].flatMap(it =>
      Object.keys(it),
    );
    expect(keys).toContain('unknownClasses');
    for (const key of keys) expect(page).toContain(`\`${key}\``);
  });
});
