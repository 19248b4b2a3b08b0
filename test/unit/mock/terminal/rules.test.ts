import { describe, expect, it, vi } from 'vitest';
import type { ArgsOf } from '../../../../lib/base/call.js';
import { createWorld } from '../../../../lib/mock/index.js';
import type { TerminalCallHandler } from '../../../../lib/mock/terminal/raw-calls.js';
import type { TerminalCallName, TerminalCalls } from '../../../../lib/terminal/calls.js';
import type { ScenarioHost, ScenarioSession } from '../../../../lib/terminal/capture/scenario.js';
import type { RawInfoMap } from '../../../../lib/terminal/info/raw-info.js';
import { TERMINAL_SERVER } from '../../../../lib/terminal/registry.js';

type World = ReturnType<typeof createWorld> & TerminalCallHandler;
const make = (host: ScenarioHost = {}, as?: 'system' | 'administrator' | 'user') => {
  const world = createWorld({ version: 1, hosts: [{ name: 'PC', ...host }] }, { as }) as World;
  const ask = <N extends TerminalCallName>(name: N, args: ArgsOf<TerminalCalls[N]>) => world.ask(undefined, name, args);
  return { world, ask };
};
const withSession = (session: ScenarioSession, host: ScenarioHost = {}) => {
  const { world, ask } = make({ ...host, sessions: [{ id: 0 }, { id: 1 }, session] });
  const query = (infoClass: number) => ask('WTSQuerySessionInformationW', { sessionId: session.id!, infoClass });
  return { world, ask, query };
};
const code = (number: number) => expect.objectContaining({ ok: false, code: number });
const value = (it: unknown) => expect.objectContaining({ ok: true, value: it });

describe('the information classes', () => {
  const long = 'x'.repeat(300);
  const anna: ScenarioSession = {
    id: 2,
    user: long,
    domain: long,
    name: long,
    client: { name: long, directory: long },
  };

  it('are cut where their field ends, and only there', async () => {
    const { query, ask } = withSession(anna);
    expect(query(5)).toEqual(value(long));
    expect(query(7)).toEqual(value(long));
    expect(query(10)).toEqual(value(long));
    const fits = (user: number, domain: number, sessionName: number) =>
      value(
        expect.objectContaining({
          userName: long.slice(0, user),
          domain: long.slice(0, domain),
          sessionName: long.slice(0, sessionName),
        }),
      );
    expect(query(24)).toEqual(fits(20, 16, 31));
    expect(query(25)).toEqual(fits(20, 17, 32));
    expect(query(23)).toEqual(
      value(expect.objectContaining({ clientName: long.slice(0, 20), clientDirectory: long.slice(0, 260) })),
    );
    expect(ask('WTSEnumerateSessionsExW', { level: 1 })).toEqual(
      value(expect.arrayContaining([expect.objectContaining({ sessionId: 2, userName: long, domainName: long })])),
    );
  });

  it('fail as Windows has them fail', () => {
    const { query, ask } = withSession(anna);
    for (const unsupported of [17, 18, 19, 20, 21, 22, 27, 28]) expect(query(unsupported)).toEqual(code(50));
    for (const unknown of [32, 99]) expect(query(unknown)).toEqual(code(87));
    expect(ask('WTSQuerySessionInformationW', { sessionId: 7, infoClass: 5 })).toEqual(code(7022));
    expect(ask('WTSEnumerateProcessesExW', { level: 2, sessionId: 0xfffffffe })).toEqual(code(124));
  });

  it('come and go with the version of Windows', () => {
    const on = (windows: string) => withSession({ id: 2, user: 'anna' }, { windows }).query;
    for (const infoClass of [30, 31]) {
      expect(on('10.0.26100')(infoClass)).toEqual(expect.objectContaining({ ok: true }));
      expect(on('10.0.19045')(infoClass)).toEqual(code(87));
    }
    expect(on('10.0.22631')(30)).toEqual(expect.objectContaining({ ok: true }));
    expect(on('10.0.22631')(31)).toEqual(code(87));
    expect(on('6.1.7601')(1)).toEqual(code(50));
  });

  it('tell the lock the wrong way round on Windows 7', () => {
    const flags = (lock: ScenarioSession['lock'], windows: string) => {
      const answer = withSession({ id: 2, user: 'anna', lock }, { windows }).query(25) as {
        value: RawInfoMap['WTSSessionInfoEx'];
      };
      return answer.value.sessionFlags;
    };
    expect(['locked', 'unlocked', 'unknown'].map(it => flags(it as 'locked', '10.0.17763'))).toEqual([
      0, 1, 0xffffffff,
    ]);
    expect(['locked', 'unlocked', 'unknown'].map(it => flags(it as 'locked', '6.1.7601'))).toEqual([1, 0, 0xffffffff]);
  });

  it('go with the version that the machine tells of itself', () => {
    const tells = (windows: string) => make({ windows }).ask('NetWkstaGetInfo', { level: 100 });
    const version = (major: number, minor: number) =>
      value({ platformId: 500, computerName: 'PC', lanGroup: 'WORKGROUP', major, minor });
    expect(tells('6.1.7601')).toEqual(version(6, 1));
    expect(tells('6.10')).toEqual(version(6, 10));
    expect(tells('10.0.26100')).toEqual(version(10, 0));
    expect(tells('11')).toEqual(version(11, 0));
    expect(make({}, 'user').ask('NetWkstaGetInfo', { level: 100 })).toEqual(version(10, 0));
    expect(make().ask('NetWkstaGetInfo', { level: 102 })).toEqual(code(124));
    expect(make({ unreachable: true }).ask('NetWkstaGetInfo', { level: 100 })).toEqual(code(1722));
  });

  it('write addresses in their two ways', () => {
    const forms = (address: string) => {
      const { query } = withSession({ id: 2, user: 'anna', client: { address } });
      const short = (query(14) as { value: RawInfoMap['WTSClientAddress'] }).value;
      const long = (query(23) as { value: RawInfoMap['WTSClientInfo'] }).value;
      return [short.family, [...short.bytes], long.addressFamily, long.address.slice(0, 9), long.address.length];
    };
    expect(forms('192.0.2.7')).toEqual([
      2,
      [0, 0, 192, 0, 2, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      2,
      [192, 0, 2, 7, 0, 0, 0, 0, 0],
      31,
    ]);
    expect(forms('2001:db8::192.0.2.7')).toEqual([
      23,
      [0, 0, 0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 192, 0, 2, 7, 0, 0],
      23,
      [0x0120, 0xb80d, 0, 0, 0, 0, 0x00c0, 0x0702, 0],
      31,
    ]);
  });

  it('wrap counters at 32 bits', async () => {
    const { world, query } = withSession(
      { id: 2, user: 'anna', incomingBytes: 0x1_0000_0007 },
      { processes: [{ pid: 8, workingSetSize: 0x2_0000_0003 }] },
    );
    expect(query(24)).toEqual(value(expect.objectContaining({ incomingBytes: 7 })));
    expect(world.ask(undefined, 'WTSEnumerateProcessesExW', { level: 1, sessionId: 0xfffffffe })).toEqual(
      value([expect.objectContaining({ workingSetSize: 3 })]),
    );
  });

  it('have the sizes and places of 64-bit Windows', async () => {
    const session: ScenarioSession = {
      ...{ id: 2, user: 'anna', domain: 'CORP', logonTime: '2026-01-02T03:04:05.1234567Z', virtualAddress: '10.0.0.9' },
      ...{
        activityId: '00112233-4455-6677-8899-aabbccddeeff',
        client: { name: 'LAPTOP7', build: 0x01020304, deviceId: 'd' },
      },
    };
    const { world } = withSession(session);
    const raw = (infoClass: number) => world.module.localHost().queryRaw(2, infoClass);
    const sizes = [
      [4, 4],
      [5, 10],
      [8, 4],
      [12, 2],
      [14, 24],
      [15, 12],
      [16, 2],
      [23, 2304],
      [24, 216],
      [25, 232],
      [26, 1668],
      [28, 24],
      [29, 1],
      [30, 16],
      [31, 4],
    ] as const;
    for (const [infoClass, size] of sizes) expect(await raw(infoClass), `class ${infoClass}`).toHaveLength(size);
    const view = async (infoClass: number) => new DataView((await raw(infoClass)).buffer);
    const ticks = 134117966451234567n;
    expect((await view(24)).getBigInt64(200, true)).toBe(ticks);
    expect((await view(25)).getBigInt64(168, true)).toBe(ticks);
    const info = await view(25);
    expect([info.getUint16(86, true), info.getUint16(128, true)]).toEqual([0x61, 0x43]);
    const client = await view(23);
    expect([client.getUint16(0, true), client.getUint32(1764, true), client.getUint16(1780, true)]).toEqual([
      0x4c, 0x01020304, 0x64,
    ]);
    expect([...(await raw(30))]).toEqual([
      0x33, 0x22, 0x11, 0, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff,
    ]);
  });
});

describe('rights', () => {
  const sessions: ScenarioSession[] = [{ id: 0 }, { id: 1 }, { id: 2, user: 'anna' }, { id: 3, user: 'ben' }];

  it.each(['system', 'administrator'] as const)('let %s do everything', as => {
    const { ask } = make({ sessions }, as);
    expect(ask('WTSQuerySessionInformationW', { sessionId: 3, infoClass: 5 })).toEqual(value('ben'));
    expect(ask('WTSLogoffSession', { sessionId: 3, wait: true })).toEqual(value(undefined));
    expect(ask('GetTokenInformation', { infoClass: 20 })).toEqual(value(true));
    expect(ask('ProcessIdToSessionId', { pid: process.pid })).toEqual(value(as === 'system' ? 0 : 2));
  });

  it('keep a user to the own session', async () => {
    const { world, ask } = make({ sessions }, 'user');
    expect(ask('WTSQuerySessionInformationW', { sessionId: 2, infoClass: 5 })).toEqual(value('anna'));
    expect(ask('WTSQuerySessionInformationW', { sessionId: 0xffffffff, infoClass: 5 })).toEqual(value('anna'));
    expect(ask('WTSQuerySessionInformationW', { sessionId: 3, infoClass: 5 })).toEqual(code(5));
    expect(ask('WTSQuerySessionInformationW', { sessionId: 9, infoClass: 5 })).toEqual(code(7022));
    expect(
      ask('WTSSendMessageW', { sessionId: 3, title: 't', text: 'x', style: 0, timeoutSeconds: 0, wait: false }),
    ).toEqual(code(5));
    expect(ask('WTSLogoffSession', { sessionId: 3, wait: true })).toEqual(code(5));
    expect(ask('GetTokenInformation', { infoClass: 20 })).toEqual(value(false));
    const processes = await world.module.localHost().processes();
    const mine = (await world.module.localHost().session(2)).sid;
    expect(new Set(processes.flatMap(it => it.sid ?? []))).toEqual(new Set([mine]));
    world.host('rds01').logon({ user: 'cleo' });
    expect(world.ask('rds01', 'WTSQuerySessionInformationW', { sessionId: 1, infoClass: 5 })).toEqual(code(5));
  });

  it('do not let anybody log the services off', () => {
    expect(make().ask('WTSLogoffSession', { sessionId: 0, wait: true })).toEqual(code(87));
  });
});

describe('a listener that is logged off', () => {
  const sessions: readonly ScenarioSession[] = [
    { id: 0 },
    { id: 1, user: 'ines' },
    { id: 2, user: 'anna', name: 'RDP-Tcp#4' },
    { id: 3, user: 'ben', name: 'rdp-tcp#12' },
    { id: 4, user: 'cleo', name: 'ICA-Tcp#1' },
    { id: 5, name: 'RDP-Tcp#13', state: 'connected', client: { name: 'PC' } },
    { id: 6, user: 'dora', state: 'disconnected', name: '' },
    { id: 65536, name: 'RDP-Tcp' },
    { id: 65537, name: 'ICA-Tcp' },
  ];
  const states = async (world: World) =>
    (await world.module.localHost().sessions()).map(({ id, state }) => [id, state]);

  it('stays, and every session that came in through it loses its client', async () => {
    const { world, ask } = make({ consoleSessionId: 1, sessions });
    expect(ask('WTSLogoffSession', { sessionId: 65536, wait: true })).toEqual(value(undefined));
    expect(await states(world)).toEqual([
      [0, 'disconnected'],
      [1, 'active'],
      [2, 'disconnected'],
      [3, 'disconnected'],
      [4, 'active'],
      [6, 'disconnected'],
      [65536, 'listen'],
      [65537, 'listen'],
    ]);
  });

  it('is known by its state where its id is a small one', async () => {
    const { world, ask } = make({
      sessions: [{ id: 0 }, { id: 2, user: 'anna' }, { id: 9, name: 'RDP-Tcp', state: 'listen' }],
    });
    expect(ask('WTSLogoffSession', { sessionId: 9, wait: true })).toEqual(value(undefined));
    expect(await states(world)).toEqual([
      [0, 'disconnected'],
      [2, 'disconnected'],
      [9, 'listen'],
    ]);
  });

  it('must be there, and must be within the rights of the caller', () => {
    expect(make().ask('WTSLogoffSession', { sessionId: 65537, wait: true })).toEqual(code(7022));
    expect(make({}, 'user').ask('WTSLogoffSession', { sessionId: 65536, wait: true })).toEqual(code(5));
  });
});

describe('scalars', () => {
  it('tell whether the caller sits at the machine', () => {
    const remote = make({ sessions: [{ id: 1 }, { id: 2, user: 'anna' }] });
    expect(remote.ask('GetSystemMetrics', { index: 0x1000 })).toEqual(value(1));
    expect(remote.ask('RegGetValueW', { key: TERMINAL_SERVER, value: 'GlassSessionId' })).toEqual(
      value({ type: 4, number: 1, text: '' }),
    );
    expect(remote.world.module.isRemoteSession()).toBe(true);
    expect(make().world.module.isRemoteSession()).toBe(false);
    expect(make({ glassSessionId: 7 }).world.module.isRemoteSession()).toBe(true);
    expect(make().ask('RegGetValueW', { key: TERMINAL_SERVER, value: 'Other' })).toEqual(code(2));
  });

  it('tell of services and processes', () => {
    const { ask } = make({ termService: 'stopped' });
    expect(ask('QueryServiceStatus', { service: 'TermService' })).toEqual(value(1));
    expect(ask('QueryServiceStatus', { service: 'Spooler' })).toEqual(code(1060));
    expect(ask('ProcessIdToSessionId', { pid: 3 })).toEqual(code(87));
    expect(ask('ProcessIdToSessionId', { pid: 4 })).toEqual(value(0));
  });
});

describe('accounts', () => {
  it('are those of the sessions, those of the scenario and the well-known ones', () => {
    const { world, ask } = make({ accounts: [{ sid: 'S-1-5-21-7', name: 'crew', domain: 'CORP', use: 2 }] });
    world.logoff(world.logon({ user: 'anna', domain: 'CORP', sid: 'S-1-5-21-8', client: { name: 'A' } }));
    expect(ask('LookupAccountSidW', { sid: 'S-1-5-21-8' })).toEqual(value({ name: 'anna', domain: 'CORP', use: 1 }));
    expect(ask('LookupAccountSidW', { sid: 'S-1-5-21-7' })).toEqual(value({ name: 'crew', domain: 'CORP', use: 2 }));
    expect(ask('LookupAccountSidW', { sid: 'S-1-5-18' })).toEqual(
      value({ name: 'SYSTEM', domain: 'NT AUTHORITY', use: 5 }),
    );
    expect(ask('LookupAccountSidW', { sid: 'S-1-5-90-0-3' })).toEqual(
      value({ name: 'DWM-3', domain: 'Window Manager', use: 1 }),
    );
    expect(ask('LookupAccountSidW', { sid: 'S-1-5-21-9' })).toEqual(code(1332));
    expect(ask('LookupAccountSidW', { sid: 'anna' })).toEqual(code(1337));
    expect(ask('LookupAccountNameW', { account: 'corp\\ANNA' })).toEqual(value('S-1-5-21-8'));
    expect(ask('LookupAccountNameW', { account: 'NT AUTHORITY\\SYSTEM' })).toEqual(value('S-1-5-18'));
    expect(ask('LookupAccountNameW', { account: 'CORP\\nobody' })).toEqual(code(1332));
  });

  it('are found by name without regard to case, the first of several, and the own before the well-known ones', () => {
    const accounts = [
      { sid: 'S-1-5-21-1', name: 'anna', domain: 'A' },
      { sid: 'S-1-5-21-2', name: 'ANNA', domain: 'B' },
      { sid: 'S-1-5-21-3', name: 'Anna', domain: 'a' },
      { sid: 'S-1-5-21-4', name: 'system', domain: 'A' },
      { sid: 'S-1-5-21-5', name: 'b\\anna', domain: '' },
    ];
    const { ask } = make({ accounts });
    const found = (name: string) => {
      const answer = ask('LookupAccountNameW', { account: name });
      return answer instanceof Promise || !answer.ok ? undefined : answer.value;
    };
    expect(found('anna')).toBe('S-1-5-21-1');
    expect(found('a\\ANNA')).toBe('S-1-5-21-1');
    expect(found('b\\Anna')).toBe('S-1-5-21-2');
    expect(found('SYSTEM')).toBe('S-1-5-21-4');
    expect(found('NT Authority\\System')).toBe('S-1-5-18');
    expect(found('c\\anna')).toBeUndefined();
  });

  it('with a SID that a scenario names twice have the later name, and only that', () => {
    const accounts = [
      { sid: 'S-1-5-21-1', name: 'anna', domain: 'A' },
      { sid: 'S-1-5-21-1', name: 'berta', domain: 'A' },
    ];
    const { ask } = make({ accounts });
    expect(ask('LookupAccountNameW', { account: 'A\\anna' })).toEqual(code(1332));
    expect(ask('LookupAccountNameW', { account: 'A\\berta' })).toEqual(value('S-1-5-21-1'));
  });

  it('are not compared one by one', () => {
    const { world, ask } = make();
    world.crowd({ sessions: 2_000 });
    const fold = vi.spyOn(String.prototype, 'toLowerCase');
    try {
      for (let i = 0; i < 2_000; i++)
        expect(ask('LookupAccountNameW', { account: `PC\\user${i}` })).toMatchObject({ ok: true });
      // Two for each: the name of the host, and the name that is looked for.
      expect(fold.mock.calls.length).toBeLessThanOrEqual(2 * 2_000);
    } finally {
      fold.mockRestore();
    }
  });

  it('of users who differ only in case are one account, as in Windows', async () => {
    const { world, ask } = make();
    const ids = ['anna', 'Anna'].map(user => world.logon({ user, domain: 'CORP', client: { name: 'A' } }));
    const rows = ids.map(id => world.toScenario().hosts?.[0]?.sessions?.find(it => it.id === id));
    expect(rows.map(it => it?.user)).toEqual(['anna', 'Anna']);
    const sids = ['CORP\\anna', 'CORP\\Anna'].map(name => ask('LookupAccountNameW', { account: name }));
    expect(sids[0]).toMatchObject({ ok: true, value: expect.stringMatching(/^S-1-5-21-/) });
    expect(sids[1]).toEqual(sids[0]);
    expect(createWorld(world.toScenario()).toScenario()).toEqual(world.toScenario());
  });

  it('have the same SID in every world', async () => {
    const sid = async () => {
      const world = createWorld();
      return (await world.module.localHost().session(world.logon({ user: 'anna', domain: 'CORP' }))).sid;
    };
    expect(await sid()).toBe(await sid());
    expect(await sid()).toMatch(/^S-1-5-21-\d+-\d+-\d+-\d+$/);
  });
});
