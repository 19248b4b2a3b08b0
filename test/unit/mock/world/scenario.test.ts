import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from 'winstation/mock';
import { createWorld } from '../../../../lib/mock/index.js';
import { redactScenario } from '../../../../lib/terminal/capture/redact.js';
import type { Scenario, ScenarioSession } from '../../../../lib/terminal/capture/scenario.js';

const session = (given: unknown) => ({ version: 1, hosts: [{ sessions: [{ id: 0 }, { id: 1 }, given] }] });

describe('a wrong scenario', () => {
  const time = 'must be a time in UTC such as 2026-01-02T03:04:05.1234567Z';
  it.each<[string, unknown, string]>([
    ['an unknown key', session({ usre: 'anna' }), 'hosts[0].sessions[2].usre is not known; did you mean user?'],
    ['an unknown key above', { version: 1, hots: [] }, 'hots is not known; did you mean hosts?'],
    [
      'an unknown key below',
      session({ client: { nmae: 'A' } }),
      'hosts[0].sessions[2].client.nmae is not known; did you mean name?',
    ],
    ['a key like nothing', session({ zzzzzzzz: 1 }), 'hosts[0].sessions[2].zzzzzzzz is not known'],
    ['a wrong word', session({ state: 'Activ' }), "hosts[0].sessions[2].state is 'Activ'; did you mean 'active'?"],
    ['a wrong protocol', session({ protocol: 'rpd' }), "hosts[0].sessions[2].protocol is 'rpd'; did you mean 'rdp'?"],
    ['a wrong type', session({ id: '2' }), "hosts[0].sessions[2].id must be a whole number, not '2'"],
    ['a client that is none', session({ client: 3 }), 'hosts[0].sessions[2].client must be an object, not 3'],
    ['a text that may be null', session({ user: 3 }), 'hosts[0].sessions[2].user must be a string or null, not 3'],
    ['a negative id', session({ id: -1 }), 'hosts[0].sessions[2].id must be at least 0, not -1'],
    [
      'an id that means something else',
      session({ id: 0xffffffff }),
      'hosts[0].sessions[2].id must be at most 4294967293, not 4294967295',
    ],
    [
      'a local time',
      session({ logonTime: '2026-01-02 03:04' }),
      `hosts[0].sessions[2].logonTime ${time}: '2026-01-02 03:04'`,
    ],
    [
      'a day that is none',
      session({ logonTime: '2026-02-30T00:00:00Z' }),
      "hosts[0].sessions[2].logonTime is not a time: '2026-02-30T00:00:00Z'",
    ],
    ['an id twice', session({ id: 1 }), 'hosts[0].sessions[2].id is 1 a second time'],
    [
      'an address that is none',
      session({ client: { address: '1.2.3.400' } }),
      "hosts[0].sessions[2].client.address is not an IPv4 or IPv6 address: '1.2.3.400'",
    ],
    [
      'a pid twice',
      { version: 1, hosts: [{ processes: [{ pid: 8 }, { pid: 8 }] }] },
      'hosts[0].processes[1].pid is 8 a second time',
    ],
    ['a host twice', { version: 1, hosts: [{ name: 'a' }, { name: 'A' }] }, "hosts[1].name is 'A' a second time"],
    [
      'two local hosts',
      {
        version: 1,
        hosts: [
          { name: 'a', local: true },
          { name: 'b', local: true },
        ],
      },
      'hosts[1].local is true, and so is hosts[0].local',
    ],
    ['another version', { version: 2 }, 'version must be 1, not 2'],
    ['no version', {}, 'version is missing'],
    ['no scenario', [], 'the scenario must be an object, not an array'],
    [
      'an account without a name',
      { version: 1, hosts: [{ accounts: [{ sid: 'S-1-5-21-1' }] }] },
      'hosts[0].accounts[0].name is missing',
    ],
  ])('with %s says so', (_, given, message) => {
    const scenario = given as ScenarioInput;
    expect(() => createWorld(scenario)).toThrow(message);
    expect(() => createWorld(scenario)).toThrow(expect.objectContaining({ code: 'ERR_INVALID_SCENARIO' }));
  });
});

describe('a scenario that leaves things out', () => {
  it('is filled in with what Windows would most likely show', async () => {
    const sessions: ScenarioSession[] = [
      { id: 0 },
      { id: 1, user: 'anna' },
      { user: 'ben' },
      { user: 'cleo', state: 'disconnected' },
    ];
    const world = createWorld({ version: 1, now: '2026-02-03T04:05:06Z', hosts: [{ name: 'PC', sessions }] });
    const rows = await world.module.localHost().sessions({ details: true });
    expect(rows).toMatchObject([
      { id: 0, name: 'Services', state: 'disconnected', user: undefined },
      { id: 1, name: 'Console', state: 'active', account: 'PC\\anna', isConsole: true, client: undefined },
      { id: 2, name: 'RDP-Tcp#0', state: 'active', account: 'PC\\ben', isRemote: true, client: { protocol: 'rdp' } },
      { id: 3, name: '', state: 'disconnected', account: 'PC\\cleo', client: undefined },
    ]);
    expect(rows[1]?.logonTime).toEqual(new Date('2026-02-03T04:05:06Z'));
    expect(new Set(rows.map(it => it.sid)).size).toBe(4);
    expect(new Set(rows.map(it => it.key)).size).toBe(4);
  });

  it('has exactly the sessions that it lists', async () => {
    const world = createWorld({ version: 1, hosts: [{ sessions: [] }] });
    expect(await world.module.localHost().sessions()).toEqual([]);
    expect(world.module.activeConsoleSessionId()).toBeUndefined();
    // A console comes into being when somebody uses it.
    expect(world.logon({ user: 'anna' })).toBe(1);
    expect(world.module.activeConsoleSessionId()).toBe(1);
  });

  it('gets a local host when all others are remote', async () => {
    const world = createWorld({ version: 1, hosts: [{ name: 'rds01', local: false }] });
    expect(world.name).toBe('WORLD');
    expect(world.toScenario().hosts?.map(it => [it.name, it.local])).toEqual([
      ['WORLD', true],
      ['rds01', undefined],
    ]);
  });
});

describe('toScenario', () => {
  const full: Scenario = {
    version: 1,
    now: '2026-01-02T03:04:05.678Z',
    caller: { role: 'user', pid: 4711, sessionId: 3, elevated: true },
    hosts: [
      {
        name: 'RDS01',
        local: true,
        windows: '6.1.7601',
        consoleSessionId: 1,
        glassSessionId: 3,
        termService: 'stopPending',
        lsm: 'paused',
        unreachable: true,
        sessions: [
          { id: 0, name: 'Services', state: 'disconnected' },
          {
            id: 3,
            name: 'RDP-Tcp#5',
            state: 'active',
            user: 'anna',
            domain: 'CORP',
            logonTime: '2026-01-02T03:04:05.1234567Z',
            client: { name: 'LAPTOP7', address: '2001:db8::7', hardwareId: 7, deviceId: 'd', display: { width: 1 } },
            protocol: 7,
            sid: 'S-1-5-21-1-2-3-1001',
            hostName: 'H',
            farmName: 'F',
            connectTime: null,
            disconnectTime: '2026-01-02T03:04:05.765Z',
            lastInputTime: null,
            lock: 'locked',
            remote: false,
            incomingBytes: 5_000_000_000,
            outgoingCompressedBytes: 6,
            initialProgram: 'p',
            applicationName: 'a',
            workingDirectory: 'w',
            oemId: 'o',
            virtualAddress: '10.0.0.9',
            activityId: '00112233-4455-6677-8899-aabbccddeeff',
            capabilities: null,
            config: { shadowSettings: 4, applicationName: 'x' },
          },
        ],
        processes: [
          { pid: 0, name: null, sessionId: 0, sid: null },
          {
            pid: 4,
            name: 'x.exe',
            sessionId: 3,
            sid: 'S-1-5-18',
            threads: 7,
            workingSetSize: 5_000_000_000,
            userTime: 1.2345,
          },
        ],
        accounts: [{ sid: 'S-1-5-21-9', name: 'group', domain: 'CORP', use: 2 }],
      },
      { name: 'rds02', windows: '10.0.26100', consoleSessionId: null, sessions: [], processes: [] },
    ],
  };

  it('gives a canonical scenario back as it came', () => {
    expect(createWorld(full).toScenario()).toEqual(full);
  });

  it('says the same of a world and of its copy', () => {
    const world = createWorld();
    world.logon({ user: 'anna', client: { name: 'A' } });
    world.disconnect(world.logon({ user: 'ben', domain: 'CORP', client: { name: 'B' } }));
    world.host('rds01').logon({ user: 'cleo' });
    const written = world.toScenario();
    expect(createWorld(written).toScenario()).toEqual(written);
    expect(createWorld(JSON.parse(JSON.stringify(written))).toScenario()).toEqual(written);
  });

  it('keeps what administrators have set, secrets, and who is whose child', async () => {
    const world = createWorld(undefined, { as: 'administrator' });
    const anna = world.logon({ user: 'anna', client: { name: 'A' } });
    world.logon({ user: 'berta', domain: 'CORP' });
    await world.module.localHost().setChildSessionsEnabled(true);
    const child = world.childOf(anna);
    world.account('berta', { domain: 'CORP', password: 'pässwörd' });
    world.account('carl', { password: 'other', config: { allowLogon: false } });
    world.account('dora', { domain: 'AWAY', password: 'away' });
    const guarded = world.startProcess({ name: 'guard.exe' });
    world.protect(guarded);
    world.policy({ shadow: 3, logonMode: 'drainUntilRestart' });
    const there = world.host('RDS01');
    there.policy({ logonMode: 'closed' });
    there.logon({ user: 'emil' });
    await (await world.module.openHost('RDS01')).shutdown('logoffOthers');
    const written = world.toScenario();

    expect(written.hosts?.[0]).toMatchObject({
      policies: { shadow: 3 },
      logonMode: 'drainUntilRestart',
      childSessions: true,
    });
    expect(written.hosts?.[0]?.sessions).toContainEqual(expect.objectContaining({ id: child, childOf: anna }));
    expect(written.hosts?.[0]?.accounts).toEqual([
      expect.objectContaining({ name: 'berta', domain: 'CORP', password: 'pässwörd' }),
      expect.objectContaining({ name: 'carl', domain: 'WORLD', password: 'other' }),
      expect.objectContaining({ name: 'dora', domain: 'AWAY', password: 'away' }),
    ]);
    expect(written.hosts?.[1]).toMatchObject({ logonMode: 'closed', refusesLogons: true });

    const copy = createWorld(JSON.parse(JSON.stringify(written)));
    expect(copy.toScenario()).toEqual(written);
    const host = copy.module.localHost();
    expect([await host.shadowPolicy(), await host.logonMode()]).toEqual(['viewWithConsent', 'drainUntilRestart']);
    expect(() => copy.logon({ user: 'new', client: { name: 'N' } })).toThrow('refuses');
    expect(() => copy.host('RDS01').logon({ user: 'new', client: { name: 'N' } })).toThrow('refuses');
    await expect(host.terminate(guarded)).rejects.toMatchObject({ reason: 'access-denied' });
    await host.connect(anna, 'console', { password: 'wrong' }).catch(() => {});
    await host.connect(copy.toScenario().hosts![0]!.sessions!.find(it => it.user === 'berta')!.id!, anna, {
      password: 'pässwörd',
    });
    await host.logoff(anna);
    expect((await host.sessions()).map(({ id }) => id)).not.toContain(child);
  });

  it.each([
    [
      'a session that is not there',
      [
        { id: 3, user: 'anna' },
        { id: 4, user: 'anna', childOf: 5 },
      ],
      'sessions[1].childOf',
    ],
    ['itself', [{ id: 3, user: 'anna', childOf: 3 }], 'sessions[0].childOf'],
    ['a session without a user', [{ id: 1 }, { id: 3, user: 'anna', childOf: 1 }], 'sessions[1].childOf'],
    [
      'a session, as another one is',
      [
        { id: 3, user: 'anna' },
        { id: 4, user: 'anna', childOf: 3 },
        { id: 5, user: 'anna', childOf: 3 },
      ],
      'sessions[2].childOf',
    ],
  ])('refuses a child of %s', (_, sessions, path) => {
    expect(() => createWorld({ version: 1, hosts: [{ sessions }] })).toThrow(`hosts[0].${path}`);
  });

  it('refuses words and numbers that cannot be', () => {
    const of = (host: object) => () => createWorld({ version: 1, hosts: [host] });
    expect(of({ logonMode: 'shut' })).toThrow('hosts[0].logonMode');
    expect(of({ policies: { shadow: -1 } })).toThrow('hosts[0].policies.shadow');
    expect(of({ policies: { shaddow: 1 } })).toThrow('shadow');
    expect(of({ refusesLogons: 1 })).toThrow('hosts[0].refusesLogons');
    expect(of({ childSessions: 'yes' })).toThrow('hosts[0].childSessions');
    expect(of({ accounts: [{ sid: 'S-1-5-21-1', name: 'x', password: 5 }] })).toThrow('hosts[0].accounts[0].password');
    expect(of({ processes: [{ protected: 'no' }] })).toThrow('hosts[0].processes[0].protected');
  });

  it('is what a capture of a world makes again', async () => {
    const { unreachable: _, ...host } = full.hosts![0]!;
    const sessions = host.sessions!.map(it => ({ ...it, capabilities: it.capabilities ?? [1, 2] }));
    const caller = { sessionId: 3 };
    const world = createWorld({ ...full, caller, hosts: [{ ...host, windows: '10.0.26100', sessions }] });
    const first = await world.module.localHost().capture({ redact: false });
    const copy = createWorld(first);
    expect(await copy.module.localHost().capture({ redact: false })).toEqual(first);
    const of = (it: typeof world) => it.module.localHost().sessions({ details: true });
    expect(await of(copy)).toEqual(await of(world));
  });

  it('has secrets that no capture has, nor what is made of it with other names', async () => {
    const scenario = {
      version: 1,
      hosts: [
        {
          name: 'RDS01',
          sessions: [{ id: 3, user: 'anna', domain: 'CORP', sid: 'S-1-5-21-7-7-7-1001' }],
          accounts: [
            {
              sid: 'S-1-5-21-7-7-7-1001',
              name: 'anna',
              domain: 'CORP',
              password: 'Geheim1',
              config: {
                initialProgram: 'C:\\Geheim2.exe',
                workDirectory: 'C:\\Geheim3',
                terminalServerProfilePath: '\\\\geheim4\\p',
                terminalServerHomeDir: '\\\\geheim5\\h',
                terminalServerHomeDirDrive: 'H:',
              },
            },
          ],
          listeners: [
            {
              name: 'RDP-Tcp',
              config: {
                comment: 'geheim6',
                logonUserName: 'geheim7',
                logonDomain: 'geheim8',
                workDirectory: 'geheim9',
                initialProgram: 'geheim0',
              },
              security: 'D:(A;;0x1;;;S-1-5-21-7-7-7-1001)(A;;0x1;;;SY)',
            },
          ],
        },
      ],
    } as const satisfies Scenario;
    const redacted = redactScenario(scenario);
    const text = JSON.stringify(redacted);
    expect(text).not.toMatch(/geheim|anna|CORP|S-1-5-21-7/i);
    expect(redactScenario(redacted)).toEqual(redacted);
    expect(redacted.hosts?.[0]?.accounts?.[0]).not.toHaveProperty('password');
    // It is still of the same account, and still on another machine.
    const [listener] = createWorld(redacted).toScenario().hosts?.[0]?.listeners ?? [];
    expect(listener?.security).toContain(redacted.hosts?.[0]?.sessions?.[0]?.sid);
    expect(redacted.hosts?.[0]?.accounts?.[0]?.config?.terminalServerHomeDir).toMatch(/^\\\\HOST/);

    const world = createWorld(scenario, { as: 'administrator' });
    for (const redact of [true, false]) {
      expect(JSON.stringify(await world.module.localHost().capture({ redact }))).not.toMatch(/Geheim1/);
    }
  });

  it('gets no key by made-up names', () => {
    const scenario: Scenario = {
      version: 1,
      hosts: [
        {
          name: 'A',
          sessions: [{ id: 2, user: 'anna', client: {}, config: {} }],
          processes: [{ pid: 4, name: 'System' }],
        },
        {
          name: 'B',
          accounts: [{ sid: 'S-1-5-21-1-2-3-1001', name: 'anna', config: {} }],
          listeners: [{ name: 'RDP-Tcp' }],
        },
      ],
    } as never;
    const shapeOf = (it: unknown): unknown =>
      it instanceof Object ? Object.entries(it).map(([key, value]) => [key, shapeOf(value)]) : typeof it;
    // In JSON with every key, one that is missing would be null, and no reader would take it.
    expect(shapeOf(redactScenario(scenario))).toEqual(shapeOf(scenario));
  });
});
