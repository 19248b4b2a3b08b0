import { channel } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import type { ListenerChanges, ListenerConfig, LocalHost, NewListener, Scenario, SessionRight } from 'winstation';
import { rawCalls, rejection, withWorld } from '../suite.js';

const LIST = 'WTSEnumerateListenersW';
const QUERY = 'WTSQueryListenerConfigW';
const CREATE = 'WTSCreateListenerW';
const GET = 'WTSGetListenerSecurityW';
const SET = 'WTSSetListenerSecurityW';
const ENABLE = ['AdjustTokenPrivileges', 'SeSecurityPrivilege', false];

const long = (text: string, length: number) => text.padEnd(length, 'x');

/** No two numbers are equal, so that a field from the wrong place is found. */
const raw = {
  enableListener: 11,
  maxConnectionCount: 12,
  promptForPassword: 13,
  inheritColorDepth: 0,
  colorDepth: 3,
  inheritBrokenTimeoutSettings: 0,
  brokenTimeoutSettings: 1,
  disablePrinterRedirection: 14,
  disableDriveRedirection: 15,
  disableComPortRedirection: 0,
  disableLptPortRedirection: 16,
  disableClipboardRedirection: 17,
  disableAudioRedirection: 0,
  disablePnpRedirection: 18,
  disableDefaultMainClientPrinter: 19,
  lanAdapter: 20,
  portNumber: 3390,
  inheritShadowSettings: 0,
  shadowSettings: 4,
  timeoutSettingsConnection: 21,
  timeoutSettingsDisconnection: 22,
  timeoutSettingsIdle: 4_294_967_295,
  securityLayer: 2,
  minEncryptionLevel: 4,
  userAuthentication: 23,
  comment: 'Für Gäste 漢字',
  logonUserName: 'guest',
  logonDomain: 'KIOSK',
  workDirectory: 'C:\\kiosk',
  initialProgram: 'kiosk.exe',
};

const world: Scenario = {
  version: 1,
  caller: { sessionId: 1 },
  hosts: [
    {
      local: true,
      // Also where remote desktop is off everywhere else.
      termService: 'running',
      sessions: [
        { id: 0 },
        { id: 1, name: 'Console', user: 'anna', domain: 'CORP', sid: 'S-1-5-21-1-2-3-1001' },
        { id: 65536, name: 'RDP-Tcp', state: 'listen' },
      ],
      listeners: [
        { name: 'RDP-Tcp' },
        { name: 'Kiosk', config: raw, security: 'D:(A;;GA;;;SY)(A;;GA;;;BA)(D;;0x10;;;WD)(A;;0x21;;;RD)' },
        { name: 'x', config: { enableListener: 0, portNumber: 70_000 } },
        {
          name: long('Strange', 32),
          config: {
            colorDepth: 6,
            brokenTimeoutSettings: 2,
            shadowSettings: 5,
            inheritColorDepth: 0,
            inheritBrokenTimeoutSettings: 0,
            inheritShadowSettings: 0,
            securityLayer: 3,
            minEncryptionLevel: 5,
            comment: long('c', 60),
            logonUserName: long('u', 20),
            logonDomain: long('d', 17),
            workDirectory: long('w', 260),
            initialProgram: long('p', 260),
          },
        },
      ],
    },
    { name: 'RDS01', sessions: [{ id: 0 }] },
  ],
};

const KIOSK: ListenerConfig = {
  name: 'Kiosk',
  enabled: true,
  port: 3390,
  maxConnections: 12,
  promptForPassword: true,
  onBroken: 'end',
  securityLayer: 'tls',
  minEncryption: 'fips',
  networkLevelAuthentication: true,
  bitsPerPixel: 16,
  comment: 'Für Gäste 漢字',
  adapter: 20,
  maxConnection: 21,
  maxDisconnected: 22,
  maxIdle: 4_294_967_295,
  shadow: 'view',
  automaticLogon: { user: 'guest', domain: 'KIOSK' },
  initialProgram: 'kiosk.exe',
  workingDirectory: 'C:\\kiosk',
  disabled: ['drives', 'clipboard', 'printers', 'lpt', 'plugAndPlay', 'defaultPrinter'],
  inherits: { bitsPerPixel: false, onBroken: false, shadow: false },
};

const RDP: ListenerConfig = {
  name: 'RDP-Tcp',
  enabled: true,
  port: 3389,
  maxConnections: 'unlimited',
  promptForPassword: false,
  onBroken: undefined,
  securityLayer: 'tls',
  minEncryption: 'clientCompatible',
  networkLevelAuthentication: true,
  bitsPerPixel: undefined,
  comment: '',
  adapter: 'all',
  maxConnection: 'none',
  maxDisconnected: 'none',
  maxIdle: 'none',
  shadow: undefined,
  automaticLogon: undefined,
  initialProgram: '',
  workingDirectory: '',
  disabled: [],
  inherits: { bitsPerPixel: true, onBroken: true, shadow: true },
};

/** What `WTSCreateListenerW` was given. */
type Written = readonly [name: string, listener: string, config: Readonly<Record<string, unknown>>, flag: number];

describe('listeners()', () => {
  const driver = withWorld(world, { as: 'system' });
  const local = () => driver.winstation.localHost();

  it('has the names of those that run', async () => {
    const names = ['RDP-Tcp', 'Kiosk', long('Strange', 32)];
    expect(await local().listeners()).toEqual(names);
    expect(await rawCalls(driver)).toEqual([
      [LIST, 0],
      [LIST, 3],
    ]);
  });

  it('asks again when there are more than before', async () => {
    const held = await driver.fault('hold', LIST, { after: 1, times: 1 });
    const listing = local().listeners();
    await expect.poll(async () => (await rawCalls(driver)).length).toBe(2);
    // Another program makes one meanwhile.
    await driver.act('listener', 'Late', { config: { port: 4000 } });
    await held.end();
    expect(await listing).toEqual(['RDP-Tcp', 'Kiosk', long('Strange', 32), 'Late']);
    expect(await rawCalls(driver)).toEqual([
      [LIST, 0],
      [LIST, 3],
      [LIST, 4],
    ]);
  });

  it('is empty where there is none', async () => {
    await driver.reset({ version: 1, hosts: [{ termService: 'running', listeners: [] }] });
    expect(await local().listeners()).toEqual([]);
    expect(await rawCalls(driver)).toEqual([[LIST, 0]]);
  });

  it('needs the service TermService', async () => {
    await driver.reset({ version: 1, hosts: [{ termService: 'stopped' }] });
    const error = await rejection(local().listeners());
    expect(error).toMatchObject({ syscall: LIST, errno: 1702, reason: 'unreachable', subject: 'host' });
    expect((error as { hint: string }).hint).toMatch(/TermService/);
  });
});

describe('listener()', () => {
  const driver = withWorld(world, { as: 'system' });
  const local = () => driver.winstation.localHost();

  it('has all of it in words', async () => {
    expect(await local().listener('Kiosk')).toEqual(KIOSK);
    expect(await local().listener('RDP-Tcp')).toEqual(RDP);
    expect(await rawCalls(driver)).toEqual([
      [QUERY, 'Kiosk'],
      [QUERY, 'RDP-Tcp'],
    ]);
  });

  it.each([
    [1, 8],
    [2, 15],
    [3, 16],
    [4, 24],
    [5, 32],
    [6, undefined],
  ])('has a table of its own for colours: %i is %s', async (colorDepth, bitsPerPixel) => {
    const listeners = [{ name: 'x', config: { colorDepth, inheritColorDepth: 0 } }];
    await driver.reset({ version: 1, hosts: [{ termService: 'running', listeners }] });
    expect(await local().listener('x')).toMatchObject({ bitsPerPixel, inherits: { bitsPerPixel: false } });
  });

  it('has no wrong word for a number that it does not know, and the longest texts whole', async () => {
    expect(await local().listener(long('Strange', 32))).toMatchObject({
      bitsPerPixel: undefined,
      onBroken: undefined,
      shadow: undefined,
      securityLayer: 'unknown',
      minEncryption: 'unknown',
      inherits: { bitsPerPixel: false, onBroken: false, shadow: false },
      comment: long('c', 60),
      automaticLogon: { user: long('u', 20), domain: long('d', 17) },
      workingDirectory: long('w', 260),
      initialProgram: long('p', 260),
    });
    expect(await local().listener('X')).toMatchObject({ name: 'X', enabled: false, port: 70_000 });
  });

  it('fails for a name that no listener has', async () => {
    const error = await rejection(local().listener('RDP-Udp'));
    expect(error).toMatchObject({ syscall: QUERY, reason: 'not-found', subject: 'listener', sessionId: undefined });
    expect((error as { hint: string }).hint).toMatch(/listener/);
  });

  it('refuses what is no name', async () => {
    for (const name of ['', ' ', 'a\0', 'a\\b', 7, undefined, null]) {
      expect(await rejection(local().listener(name as string)), String(name)).toBeInstanceOf(TypeError);
    }
    expect(await rejection(local().listener(long('a', 33)))).toBeInstanceOf(RangeError);
    expect(await rejection(local().listener('x', { wait: true } as object))).toBeInstanceOf(TypeError);
    expect(await rawCalls(driver)).toEqual([]);
  });
});

describe('setListener()', () => {
  const driver = withWorld(world, { as: 'system' });
  const local = () => driver.winstation.localHost();
  const written = async () => (await rawCalls(driver)).filter(([name]) => name === CREATE) as unknown as Written[];

  it('writes back the whole structure with the changes', async () => {
    await local().setListener('Kiosk', { comment: 'new', maxIdle: 'none' });
    expect(await rawCalls(driver)).toEqual([
      [QUERY, 'Kiosk'],
      [CREATE, 'Kiosk', { version: 1, ...raw, comment: 'new', timeoutSettingsIdle: 0 }, 0x10],
    ]);
    expect(await local().listener('Kiosk')).toEqual({ ...KIOSK, comment: 'new', maxIdle: 'none' });
  });

  const CHANGES: readonly (readonly [ListenerChanges, Partial<Record<string, number | string>>])[] = [
    [{ enabled: false }, { enableListener: 0 }],
    [{ port: 65_535 }, { portNumber: 65_535 }],
    [{ maxConnections: 'unlimited' }, { maxConnectionCount: 4_294_967_295 }],
    [{ maxConnections: 0 }, { maxConnectionCount: 0 }],
    [{ promptForPassword: false }, { promptForPassword: 0 }],
    [{ onBroken: 'disconnect' }, { brokenTimeoutSettings: 0 }],
    [{ securityLayer: 'rdp' }, { securityLayer: 0 }],
    [{ securityLayer: 'negotiate' }, { securityLayer: 1 }],
    [{ minEncryption: 'low' }, { minEncryptionLevel: 1 }],
    [{ minEncryption: 'clientCompatible' }, { minEncryptionLevel: 2 }],
    [{ minEncryption: 'high' }, { minEncryptionLevel: 3 }],
    [{ networkLevelAuthentication: false }, { userAuthentication: 0 }],
    [{ bitsPerPixel: 32 }, { colorDepth: 5 }],
    [{ adapter: 'all' }, { lanAdapter: 0 }],
    [{ adapter: 1 }, { lanAdapter: 1 }],
    [{ maxConnection: 60_000 }, { timeoutSettingsConnection: 60_000 }],
    [{ maxDisconnected: 1 }, { timeoutSettingsDisconnection: 1 }],
    [{ shadow: 'off' }, { shadowSettings: 0 }],
    [{ automaticLogon: { user: 'a', domain: '' } }, { logonUserName: 'a', logonDomain: '' }],
    [{ automaticLogon: { user: '', domain: 'ignored' } }, { logonUserName: '', logonDomain: '' }],
    [{ initialProgram: '' }, { initialProgram: '' }],
    [{ workingDirectory: 'D:\\' }, { workDirectory: 'D:\\' }],
    [{ inherits: { shadow: true } }, { inheritShadowSettings: 1 }],
    [
      { shadow: 'off', inherits: { shadow: true } },
      { shadowSettings: 0, inheritShadowSettings: 1 },
    ],
    [
      { disabled: ['ports', 'audio', 'drives'] },
      {
        disableComPortRedirection: 1,
        disableAudioRedirection: 1,
        disablePrinterRedirection: 0,
        disableLptPortRedirection: 0,
        disableClipboardRedirection: 0,
        disablePnpRedirection: 0,
        disableDefaultMainClientPrinter: 0,
      },
    ],
  ];

  it.each(CHANGES)('%j', async (changes, numbers) => {
    await local().setListener('Kiosk', changes);
    expect(await written()).toEqual([[CREATE, 'Kiosk', { version: 1, ...raw, ...numbers }, 0x10]]);
    expect(await local().listener('Kiosk')).toMatchObject({ name: 'Kiosk' });
  });

  it('makes a setting its own that was left to each user', async () => {
    await local().setListener('RDP-Tcp', { shadow: 'view', bitsPerPixel: 24, onBroken: 'end' });
    expect(await local().listener('RDP-Tcp')).toEqual({
      ...RDP,
      shadow: 'view',
      bitsPerPixel: 24,
      onBroken: 'end',
      inherits: { bitsPerPixel: false, onBroken: false, shadow: false },
    });
  });

  it('writes nothing where nothing differs', async () => {
    for (const config of [KIOSK, {}, { comment: undefined }]) await local().setListener('Kiosk', config);
    const strange = long('Strange', 32);
    await local().setListener(strange, await local().listener(strange));
    expect(await written()).toEqual([]);
  });

  it('takes the longest texts', async () => {
    const texts = {
      comment: long('k', 60),
      automaticLogon: { user: long('u', 20), domain: long('漢', 17) },
      initialProgram: long('p', 260),
      workingDirectory: long('w', 260),
    };
    await local().setListener('RDP-Tcp', texts);
    expect(await local().listener('RDP-Tcp')).toMatchObject(texts);
  });

  it('fails for a name that no listener has, and writes nothing', async () => {
    const error = await rejection(local().setListener('RDP-Udp', { enabled: false }));
    expect(error).toMatchObject({ syscall: QUERY, reason: 'not-found', subject: 'listener' });
    expect(await written()).toEqual([]);
  });

  const WRONG: readonly (readonly [unknown, string])[] = [
    [undefined, 'TypeError'],
    [null, 'TypeError'],
    [{ ports: 1 }, 'TypeError'],
    [{ port: 0 }, 'RangeError'],
    [{ port: 65_536 }, 'RangeError'],
    [{ port: 1.5 }, 'RangeError'],
    [{ port: '3389' }, 'TypeError'],
    [{ enabled: 1 }, 'TypeError'],
    [{ maxConnections: -1 }, 'RangeError'],
    [{ maxConnections: 4_294_967_295 }, 'RangeError'],
    [{ maxConnections: 'all' }, 'TypeError'],
    [{ adapter: 0 }, 'RangeError'],
    [{ maxIdle: 0 }, 'RangeError'],
    [{ maxIdle: 0.5 }, 'RangeError'],
    [{ maxIdle: 4_294_967_296 }, 'RangeError'],
    [{ securityLayer: 'ssl' }, 'TypeError'],
    [{ bitsPerPixel: 4 }, 'TypeError'],
    [{ shadow: 0 }, 'TypeError'],
    [{ comment: long('c', 61) }, 'RangeError'],
    [{ comment: 'a\0' }, 'TypeError'],
    [{ automaticLogon: 'anna' }, 'TypeError'],
    [{ automaticLogon: { user: 'anna' } }, 'TypeError'],
    [{ automaticLogon: { user: long('u', 21), domain: '' } }, 'RangeError'],
    [{ automaticLogon: { user: '', domain: long('d', 18) } }, 'RangeError'],
    [{ automaticLogon: { user: 'a', domain: 'b', password: 'c' } }, 'TypeError'],
    [{ disabled: 'drives' }, 'TypeError'],
    [{ disabled: ['disks'] }, 'TypeError'],
    [{ inherits: { port: true } }, 'TypeError'],
    [{ inherits: { shadow: 1 } }, 'TypeError'],
    [{ inherits: true }, 'TypeError'],
  ];

  it.each(WRONG)('refuses %j', async (changes, name) => {
    expect(await rejection(local().setListener('Kiosk', changes as ListenerChanges))).toMatchObject({
      name,
      code: expect.stringMatching(/^ERR_/),
    });
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('says that the outcome is unknown when it is stopped too late', async () => {
    const held = await driver.fault('hold', CREATE);
    const stop = new AbortController();
    const waiting = rejection(local().setListener('Kiosk', { comment: '' }, { signal: stop.signal }));
    await expect.poll(async () => (await written()).length).toBe(1);
    stop.abort();
    expect(await waiting).toMatchObject({ code: 'ABORT_ERR', outcome: 'unknown' });
    await held.end();
  });
});

describe('createListener()', () => {
  const driver = withWorld(world, { as: 'system' });
  const local = () => driver.winstation.localHost();

  it('looks whether there is one, and makes it', async () => {
    await local().createListener('New', { port: 3391, comment: 'new', disabled: ['audio'] });
    const calls = await rawCalls(driver);
    expect(calls.map(([name, listener]) => [name, listener])).toEqual([
      [QUERY, 'New'],
      [CREATE, 'New'],
    ]);
    expect(calls[1]?.[3]).toBe(1);
    expect(await local().listener('New')).toEqual({
      ...RDP,
      name: 'New',
      port: 3391,
      comment: 'new',
      disabled: ['audio'],
    });
    expect(await local().listeners()).toContain('New');
  });

  it('makes one like another', async () => {
    await local().createListener('Kiosk2', { ...KIOSK, port: 3392 });
    expect(await local().listener('Kiosk2')).toEqual({ ...KIOSK, name: 'Kiosk2', port: 3392 });
  });

  it('makes nothing where there is one already', async () => {
    const error = await rejection(local().createListener('kiosk', { port: 3390 }));
    expect(error).toMatchObject({ code: 'ERROR_ALREADY_EXISTS', subject: 'listener', reason: 'other' });
    expect((error as Error).message).toMatch(/^No listener was made/);
    expect((await rawCalls(driver)).map(([name]) => name)).toEqual([QUERY]);
  });

  it.each([
    [{}, 'TypeError'],
    [{ port: undefined }, 'TypeError'],
    [{ port: 1, securityLayer: 'unknown' }, 'TypeError'],
    [{ port: 1, minEncryption: 'unknown' }, 'TypeError'],
    [{ port: 1, comment: long('c', 61) }, 'RangeError'],
  ])('refuses %j', async (config, name) => {
    expect(await rejection(local().createListener('New', config as NewListener))).toMatchObject({ name });
    expect(await rawCalls(driver)).toEqual([]);
  });
});

describe('security of listeners', () => {
  const driver = withWorld(world, { as: 'system' });
  const local = () => driver.winstation.localHost();
  const ALL: readonly SessionRight[] = [
    ...(['query', 'set', 'reset', 'virtualChannels', 'shadow'] as const),
    ...(['logon', 'logoff', 'message', 'connect', 'disconnect'] as const),
  ];

  it('has who may do what', async () => {
    expect(await local().listenerPermissions('Kiosk')).toEqual([
      { sid: 'S-1-5-18', allow: ALL, deny: [] },
      { sid: 'S-1-5-32-544', allow: ALL, deny: [] },
      { sid: 'S-1-1-0', allow: [], deny: ['shadow'] },
      { sid: 'S-1-5-32-555', allow: ['query', 'logon'], deny: [] },
    ]);
    expect(await rawCalls(driver)).toEqual([ENABLE, [GET, 'Kiosk', 0xc]]);
  });

  it('is read and set as SDDL', async () => {
    const sddl = 'D:P(A;;GA;;;SY)(A;;GA;;;BA)(D;;0x10;;;WD)(A;;0x21;;;S-1-5-21-1-2-3-4294967295)S:(AU;SAFA;GA;;;WD)';
    await local().setListenerSecurity('RDP-Tcp', sddl);
    expect(await local().listenerSecurity('RDP-Tcp')).toBe(sddl);
    const calls = await rawCalls(driver);
    expect([calls[0], calls[1]?.slice(0, 3)]).toEqual([ENABLE, [SET, 'RDP-Tcp', 0xc]]);
  });

  it('sets only what the text has', async () => {
    await local().setListenerSecurity('RDP-Tcp', 'S:(AU;SA;GW;;;WD)');
    await local().setListenerSecurity('RDP-Tcp', 'D:(A;;GA;;;SY)');
    expect((await rawCalls(driver)).map(([name, , what]) => [name, what])).toEqual([
      [ENABLE[0], false],
      [SET, 8],
      [SET, 4],
    ]);
    expect(await local().listenerSecurity('RDP-Tcp')).toBe('D:(A;;GA;;;SY)S:(AU;SA;GW;;;WD)');
    await local().setListenerSecurity('RDP-Tcp', 'D:NO_ACCESS_CONTROL');
    expect(await local().listenerPermissions('RDP-Tcp')).toEqual([{ sid: 'S-1-1-0', allow: ALL, deny: [] }]);
  });

  it('takes as many entries as a list holds', async () => {
    const one = '(A;;0x3ff;;;S-1-5-21-1-2-3-1001)';
    const sddl = `D:(A;;GA;;;SY)${one.repeat(1_800)}`;
    await local().setListenerSecurity('RDP-Tcp', sddl);
    expect(await local().listenerSecurity('RDP-Tcp')).toBe(sddl);
    expect(await local().listenerPermissions('RDP-Tcp')).toEqual([
      { sid: 'S-1-5-18', allow: ALL, deny: [] },
      { sid: 'S-1-5-21-1-2-3-1001', allow: ALL, deny: [] },
    ]);
    expect(await rejection(local().setListenerSecurity('RDP-Tcp', `D:${one.repeat(1_900)}`))).toBeInstanceOf(
      RangeError,
    );
  });

  it('refuses what is no SDDL before Windows is asked', async () => {
    for (const sddl of ['', 'D:(A;;GA;;;DA)', 'O:SYD:', 'D:(A;;GA;;;SY', 'anna', 'D:\0', 7, undefined]) {
      const error = await rejection(local().setListenerSecurity('RDP-Tcp', sddl as string));
      expect(error, String(sddl)).toBeInstanceOf(TypeError);
    }
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('leaves out the part for auditing where it may not be read', async () => {
    await local().setListenerSecurity('RDP-Tcp', 'S:(AU;SA;GW;;;WD)');
    await driver.clearCalls();
    await driver.fault('fail', GET, { code: 'ERROR_PRIVILEGE_NOT_HELD', args: ['RDP-Tcp', 0xc] });
    expect(await local().listenerSecurity('RDP-Tcp')).toMatch(/^D:[^S]*\(A;;0xf03ff;;;SY\)/);
    expect(await local().listenerSecurity('RDP-Tcp')).not.toMatch(/S:/);
    const both = [ENABLE, [GET, 'RDP-Tcp', 0xc], [GET, 'RDP-Tcp', 4]];
    expect(await rawCalls(driver)).toEqual([...both, ...both]);
  });

  it('asks for the part for auditing only where its privilege can be enabled, and sets it only then', async () => {
    await driver.fault('fail', 'AdjustTokenPrivileges', { code: 'ERROR_NOT_ALL_ASSIGNED' });
    expect(await local().listenerSecurity('RDP-Tcp')).not.toMatch(/S:/);
    expect(await rawCalls(driver)).toEqual([ENABLE, [GET, 'RDP-Tcp', 4]]);
    await driver.clearCalls();
    const error = await rejection(local().setListenerSecurity('RDP-Tcp', 'S:(AU;SA;GW;;;WD)'));
    expect(error).toMatchObject({ reason: 'access-denied', code: 'ERROR_NOT_ALL_ASSIGNED' });
    expect((error as { hint: string }).hint).toMatch(/SeSecurityPrivilege/);
    expect(await rawCalls(driver)).toEqual([ENABLE]);
    await local().setListenerSecurity('RDP-Tcp', 'D:(A;;GA;;;SY)');
  });

  it('is published to those who trace acts', async () => {
    const seen: unknown[] = [];
    const listen = (it: unknown) => void seen.push(it);
    const acts = channel('winstation:act');
    acts.subscribe(listen);
    try {
      await local().setListenerSecurity('RDP-Tcp', 'D:(A;;GA;;;SY)');
      await local().setListener('RDP-Tcp', { comment: 'x' });
      await local().createListener('New', { port: 1 });
      await rejection(local().createListener('New', { port: 1 }));
    } finally {
      acts.unsubscribe(listen);
    }
    expect(seen).toMatchObject([
      { act: 'setListenerSecurity', what: 'RDP-Tcp', outcome: 'done', code: undefined },
      { act: 'setListener', what: 'RDP-Tcp', outcome: 'done' },
      { act: 'createListener', what: 'New', outcome: 'done' },
      { act: 'createListener', outcome: 'failed', code: 'ERROR_ALREADY_EXISTS' },
    ]);
  });

  it('fails for a name that no listener has', async () => {
    const missing = { reason: 'not-found', subject: 'listener' };
    expect(await rejection(local().listenerPermissions('RDP-Udp'))).toMatchObject({ ...missing, syscall: GET });
    expect(await rejection(local().listenerSecurity('RDP-Udp'))).toMatchObject({ ...missing, syscall: GET });
    expect(await rejection(local().setListenerSecurity('RDP-Udp', 'D:'))).toMatchObject({ ...missing, syscall: SET });
  });
});

const ACTS: readonly (readonly [string, (host: LocalHost) => Promise<unknown>])[] = [
  ['listeners', host => host.listeners()],
  ['listener', host => host.listener('RDP-Tcp')],
  ['createListener', host => host.createListener('New', { port: 1 })],
  ['setListener', host => host.setListener('RDP-Tcp', { comment: 'x' })],
  ['listenerPermissions', host => host.listenerPermissions('RDP-Tcp')],
  ['listenerSecurity', host => host.listenerSecurity('RDP-Tcp')],
  ['setListenerSecurity', host => host.setListenerSecurity('RDP-Tcp', 'D:')],
];

describe('listeners of another machine', () => {
  const driver = withWorld(world);

  it.each(ACTS)('%s() is for this machine only', async (name, act) => {
    await using host = await driver.winstation.openHost('RDS01');
    await driver.clearCalls();
    const error = await rejection(act(host as LocalHost));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain(`${name}()`);
    expect(await rawCalls(driver)).toEqual([]);
  });
});

describe('listeners, by the rights of the caller', () => {
  const driver = withWorld(world);
  const local = () => driver.winstation.localHost();
  const denied = { reason: 'access-denied' };

  it.each(['system', 'administrator'] as const)('%s may do everything', async as => {
    await driver.reset(world, { as });
    for (const [, act] of ACTS) await act(local());
    expect(await local().listenerSecurity('Kiosk')).toMatch(/^D:/);
  });

  it('a standard user may do what the listener lets, which is nothing', async () => {
    await driver.reset(world, { as: 'user' });
    expect(await local().listeners()).toEqual([]);
    for (const [name, act] of ACTS.slice(1)) expect(await rejection(act(local())), name).toMatchObject(denied);
  });

  it('a standard user may look where the listener lets everybody look', async () => {
    await driver.reset(
      {
        ...world,
        caller: { ...world.caller, role: 'user' },
        hosts: [
          {
            ...world.hosts?.[0],
            listeners: [
              { name: 'Open', security: 'D:(A;;0x1;;;IU)' },
              { name: 'Own', security: 'D:(A;;GR;;;S-1-5-21-1-2-3-1001)' },
              { name: 'Shut', security: 'D:(D;;0x1;;;BU)(A;;GA;;;WD)' },
            ],
          },
        ],
      },
      { as: 'user' },
    );
    expect(await local().listeners()).toEqual(['Open', 'Own']);
    expect(await local().listener('Open')).toMatchObject({ port: 3389 });
    // Only with the part that needs no privilege.
    expect(await local().listenerSecurity('Own')).toBe('D:(A;;GR;;;S-1-5-21-1-2-3-1001)');
    expect(await rejection(local().listener('Shut'))).toMatchObject(denied);
    expect(await rejection(local().setListener('Open', { comment: 'x' }))).toMatchObject(denied);
  });

  it('an administrator who is not elevated may change nothing', async () => {
    const caller = { ...world.caller, role: 'administrator', elevated: false } as const;
    await driver.reset({ ...world, caller }, { as: 'administrator' });
    expect(await rejection(local().createListener('New', { port: 1 }))).toMatchObject(denied);
    expect(await rejection(local().setListenerSecurity('RDP-Tcp', 'D:'))).toMatchObject(denied);
  });
});

describe('permissions of sessions', () => {
  const driver = withWorld(world, { as: 'user' });
  const local = () => driver.winstation.localHost();
  const denied = { reason: 'access-denied' };

  it('are those that their listener had when they connected', async () => {
    const open = 'D:(A;;GA;;;SY)(A;;0x81;;;IU)';
    const early = await driver.act('logon', { user: 'bert', client: { name: 'PC1' } });
    await driver.act('listener', 'RDP-Tcp', { security: open });
    const late = await driver.act('logon', { user: 'carl', client: { name: 'PC2' } });
    await driver.act('listener', 'RDP-Tcp', { security: 'D:(A;;GA;;;SY)' });

    expect(await rejection(local().message(early, 'text'))).toMatchObject(denied);
    expect(await local().message(late, 'text')).toBe('sent');
    expect(await local().session(late)).toMatchObject({ user: 'carl', withheld: [] });
    expect(await rejection(local().disconnect(late))).toMatchObject(denied);
    expect(await rejection(local().logoff(late))).toMatchObject(denied);

    // Each time that a client connects they are taken over again.
    await driver.act('reconnect', late, { name: 'PC3' });
    expect(await rejection(local().message(late, 'text'))).toMatchObject(denied);
    await driver.act('listener', 'RDP-Tcp', { security: open });
    await driver.act('reconnect', early, { name: 'PC3' });
    expect(await local().message(early, 'text')).toBe('sent');
    await driver.act('reconnect', early, 'console');
    expect(await rejection(local().message(early, 'text'))).toMatchObject(denied);
  });

  it('deny before they allow, and leave the own session alone', async () => {
    await driver.act('listener', 'RDP-Tcp', { security: 'D:(D;;0x80;;;WD)(A;;GA;;;IU)' });
    const id = await driver.act('logon', { user: 'bert', client: { name: 'PC1' } });
    expect(await rejection(local().message(id, 'text'))).toMatchObject(denied);
    expect(await local().message('current', 'text')).toBe('sent');
    await local().logoff(id);
  });
});

describe('listeners in a world', () => {
  const driver = withWorld(world, { as: 'system' });
  const local = () => driver.winstation.localHost();

  it('hand their settings to sessions that come in through them', async () => {
    await driver.act('account', 'bert', {
      config: { shadow: 'view', initialProgram: 'bert.exe', clientPrinters: false },
    });
    const before = await driver.act('logon', { user: 'bert', client: { name: 'PC1' } });
    await local().setListener('RDP-Tcp', { shadow: 'off', initialProgram: 'all.exe', disabled: ['drives'] });
    const after = await driver.act('logon', { user: 'bert', client: { name: 'PC2' } });
    expect(await local().query(before, 'WTSConfigInfo')).toMatchObject({
      shadow: 'view',
      initialProgram: 'bert.exe',
      connectPrinterAtLogon: false,
      connectClientDrivesAtLogon: true,
    });
    expect(await local().query(after, 'WTSConfigInfo')).toMatchObject({
      shadow: 'disabled',
      initialProgram: 'all.exe',
      connectClientDrivesAtLogon: false,
    });
    expect(await local().query(after, 'WTSInitialProgram')).toBe('all.exe');
  });

  it('are in its scenario', async () => {
    await local().createListener('New', { port: 3393, shadow: 'control' });
    await local().setListenerSecurity('New', 'D:(A;;GA;;;SY)S:(AU;SA;GA;;;WD)');
    const names = await local().listeners();
    const kept = await Promise.all(names.map(it => local().listener(it)));
    const { hosts = [], ...rest } = await driver.toScenario();
    await driver.reset({ ...rest, hosts: hosts.map(it => ({ termService: 'running', ...it })) }, { as: 'system' });
    expect(await local().listeners()).toEqual(names);
    expect(await Promise.all(names.map(it => local().listener(it)))).toEqual(kept);
    expect(await local().listenerSecurity('New')).toBe('D:(A;;GA;;;SY)S:(AU;SA;GA;;;WD)');
  });

  it('are made and changed by the back door', async () => {
    await driver.act('listener', 'New', {});
    await driver.act('listener', 'rdp-tcp', { config: { shadow: 'off' }, security: 'D:' });
    expect(await local().listener('New')).toEqual({ ...RDP, name: 'New' });
    await driver.act('listener', 'New', { config: { comment: 'x' } });
    expect(await local().listener('New')).toMatchObject({ comment: 'x', port: 3389 });
    expect(await rejection(local().listener('RDP-Tcp'))).toMatchObject({ reason: 'access-denied' });
    for (const settings of [{ config: { shadow: 'all' } as object }, { security: 'anna' }]) {
      await expect(driver.act('listener', 'New', settings)).rejects.toThrow();
    }
  });

  it('refuse a scenario whose security is no SDDL', async () => {
    const hosts = [{ listeners: [{ name: 'x', security: 'anna' }] }];
    await expect(driver.reset({ version: 1, hosts })).rejects.toThrow('hosts[0].listeners[0].security');
  });
});
