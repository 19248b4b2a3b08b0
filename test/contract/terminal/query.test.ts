import { describe, expect, it } from 'vitest';
import type { InfoClassName } from 'winstation';
import { WTS_INFO_CLASS } from 'winstation';
import { rich } from '../rich.js';
import { rawCalls, rejection, withWorld } from '../suite.js';

const time = (iso: string) => new Date(iso);

const counters = {
  incomingBytes: 1001,
  outgoingBytes: 1002,
  incomingFrames: 1003,
  outgoingFrames: 1004,
  incomingCompressedBytes: 1005,
  outgoingCompressedBytes: 4294967295,
};
const facts = {
  state: 'active',
  sessionId: 3,
  name: 'RDP-Tcp#17',
  user: 'anna.with-a-name-lon',
  connectTime: time('2026-03-04T09:03:04.234Z'),
  disconnectTime: time('2026-03-03T17:05:06.345Z'),
  lastInputTime: time('2026-03-04T15:10:11.456Z'),
  logonTime: time('2026-03-04T08:01:02.123Z'),
  currentTime: time('2026-03-04T15:16:17.123Z'),
  ...counters,
};

/** The answers of session 3 of the rich host, for every class. */
const answers: Partial<Record<InfoClassName, unknown>> = {
  WTSInitialProgram: 'C:\\Programs\\init.exe',
  WTSApplicationName: '||Published',
  WTSWorkingDirectory: 'C:\\Users\\anna',
  WTSOEMId: 'oem-x',
  WTSSessionId: 3,
  WTSUserName: 'anna.with-a-name-longer-than-twenty',
  WTSWinStationName: 'RDP-Tcp#17',
  WTSDomainName: 'CORPORATE-NETWORK-EU',
  WTSConnectState: 'active',
  WTSClientBuildNumber: 22631,
  WTSClientName: 'LAPTOP-ÄÖ',
  WTSClientDirectory: 'C:\\Windows\\mstscax.dll',
  WTSClientProductId: 12,
  WTSClientHardwareId: 11,
  WTSClientAddress: { family: 'ipv4', address: '10.20.30.40' },
  WTSClientDisplay: { width: 2560, height: 1440, bitsPerPixel: 15 },
  WTSClientProtocolType: 'rdp',
  WTSClientInfo: {
    clientName: 'LAPTOP-ÄÖ',
    domain: 'CLIENTDOM',
    user: 'clientuser',
    workDirectory: 'D:\\work',
    initialProgram: 'client.exe',
    encryptionLevel: 3,
    address: { family: 'ipv4', address: '10.20.30.40' },
    display: { width: 2560, height: 1440, bitsPerPixel: 15 },
    clientDirectory: 'C:\\Windows\\mstscax.dll',
    clientBuild: 22631,
    clientHardwareId: 11,
    clientProductId: 12,
    hostBuffers: 21,
    clientBuffers: 22,
    bufferLength: 23,
    deviceId: 'device-24',
  },
  WTSSessionInfo: { ...facts, domain: 'CORPORATE-NETWOR' },
  WTSSessionInfoEx: { ...facts, domain: 'CORPORATE-NETWORK', sessionFlags: 0 },
  WTSConfigInfo: {
    version: 31,
    connectClientDrivesAtLogon: true,
    connectPrinterAtLogon: false,
    disablePrinterRedirection: true,
    disableDefaultMainClientPrinter: false,
    shadow: 'viewWithConsent',
    logonUser: 'cfg-user',
    logonDomain: 'CFGDOM',
    workDirectory: 'E:\\cfg',
    initialProgram: 'cfg.exe',
    applicationName: 'cfg-app',
  },
  WTSSessionAddressV4: { family: 'ipv4', address: '172.16.5.6' },
  WTSIsRemoteSession: true,
  WTSSessionActivityId: '01234567-89ab-4cde-8f01-23456789abcd',
  WTSCapabilityCheck: [59083637, 7, 4294967295],
};
const unsupported: readonly InfoClassName[] = [
  'WTSIdleTime',
  'WTSLogonTime',
  'WTSIncomingBytes',
  'WTSOutgoingBytes',
  'WTSIncomingFrames',
  'WTSOutgoingFrames',
  'WTSValidationInfo',
];
const classes = Object.keys(WTS_INFO_CLASS) as InfoClassName[];

describe('query()', () => {
  const driver = withWorld(rich);

  it('is tested for all 32 classes', () => {
    expect(classes).toHaveLength(32);
    expect([...Object.keys(answers), ...unsupported].sort()).toEqual([...classes].sort());
  });

  it.each(Object.entries(answers))('%s', async (name, expected) => {
    expect(await driver.winstation.localHost().query(3, name as InfoClassName)).toEqual(expected);
    expect(await rawCalls(driver)).toEqual([['WTSQuerySessionInformationW', 3, WTS_INFO_CLASS[name as InfoClassName]]]);
  });

  it.each(unsupported)('%s is refused by Windows', async name => {
    expect(await rejection(driver.winstation.localHost().query(3, name))).toMatchObject({
      code: 'ERROR_NOT_SUPPORTED',
      reason: 'not-supported',
      sessionId: 3,
    });
  });

  it('reports an IPv6 client', async () => {
    const host = driver.winstation.localHost();
    const address = { family: 'ipv6', address: '2001:db8::1:0:0:42' };
    expect(await host.query(9, 'WTSClientAddress')).toEqual(address);
    expect((await host.query(9, 'WTSClientInfo')).address).toEqual(address);
  });

  it('reports the empty session', async () => {
    const host = driver.winstation.localHost();
    expect(await host.query(1, 'WTSUserName')).toBe('');
    expect(await host.query(1, 'WTSClientAddress')).toEqual({ family: 'none', address: undefined });
    expect(await host.query(1, 'WTSSessionInfo')).toMatchObject({
      user: '',
      logonTime: undefined,
      connectTime: undefined,
    });
    expect(await rejection(host.query(1, 'WTSSessionAddressV4'))).toMatchObject({ reason: 'not-supported' });
  });

  it('takes the current session and the one on the console', async () => {
    const host = driver.winstation.localHost();
    expect(await host.query('current', 'WTSSessionId')).toBe(3);
    expect(await host.query('console', 'WTSSessionId')).toBe(1);
  });

  it('fails for an id that no session has', async () => {
    expect(await rejection(driver.winstation.localHost().query(4000, 'WTSUserName'))).toMatchObject({
      code: 'ERROR_CTX_WINSTATION_NOT_FOUND',
      sessionId: 4000,
    });
  });

  it.each(classes)('%s: a missing buffer is not used', async name => {
    if (unsupported.includes(name)) return;
    await driver.fault('spoil', 'WTSQuerySessionInformationW', 'null');
    expect(await rejection(driver.winstation.localHost().query(3, name))).toMatchObject({ code: 'ERROR_INVALID_DATA' });
  });

  const texts: readonly InfoClassName[] = classes.filter(
    name => typeof answers[name] === 'string' && name !== 'WTSSessionActivityId',
  );

  it.each(
    classes.filter(name => !texts.includes(name) && name !== 'WTSCapabilityCheck' && !unsupported.includes(name)),
  )('%s: no structure that is too short is used', async name => {
    await driver.fault('spoil', 'WTSQuerySessionInformationW', 'short');
    expect(await rejection(driver.winstation.localHost().query(3, name))).toMatchObject({ code: 'ERROR_INVALID_DATA' });
  });

  it.each(texts)('%s: a text without its NUL ends with its buffer', async name => {
    await driver.fault('spoil', 'WTSQuerySessionInformationW', 'unterminated');
    expect(await driver.winstation.localHost().query(3, name)).toBe(answers[name]);
  });

  it('reads fields that are full to the last character', async () => {
    const session = {
      id: 2,
      state: 'active' as const,
      name: 'N'.repeat(32),
      user: 'U'.repeat(60),
      domain: 'D'.repeat(60),
      protocol: 'rdp' as const,
      client: {
        name: 'C'.repeat(60),
        directory: 'R'.repeat(400),
        deviceId: 'I'.repeat(400),
        workDirectory: 'W'.repeat(400),
      },
    };
    await driver.reset({ version: 1, hosts: [{ local: true, sessions: [session] }] });
    const host = driver.winstation.localHost();
    expect(await host.query(2, 'WTSSessionInfo')).toMatchObject({ user: 'U'.repeat(20), domain: 'D'.repeat(16) });
    expect(await host.query(2, 'WTSSessionInfoEx')).toMatchObject({
      name: 'N'.repeat(32),
      user: 'U'.repeat(20),
      domain: 'D'.repeat(17),
    });
    expect(await host.query(2, 'WTSClientInfo')).toMatchObject({
      clientName: 'C'.repeat(20),
      clientDirectory: 'R'.repeat(260),
      deviceId: 'I'.repeat(260),
      workDirectory: 'W'.repeat(260),
    });
    expect(await host.query(2, 'WTSUserName')).toBe('U'.repeat(60));
  });
});

describe('queryRaw()', () => {
  const driver = withWorld(rich);
  const u16 = (text: string) => new Uint8Array(new Uint16Array([...text].map(c => c.charCodeAt(0))).buffer);

  it('returns the bytes of Windows unchanged', async () => {
    const host = driver.winstation.localHost();
    expect(await host.queryRaw(3, WTS_INFO_CLASS.WTSClientProtocolType)).toEqual(new Uint8Array([2, 0]));
    expect(await host.queryRaw(3, WTS_INFO_CLASS.WTSIsRemoteSession)).toEqual(new Uint8Array([1]));
    expect(await host.queryRaw(3, WTS_INFO_CLASS.WTSSessionId)).toEqual(new Uint8Array([3, 0, 0, 0]));
    expect(await host.queryRaw(3, WTS_INFO_CLASS.WTSWinStationName)).toEqual(u16('RDP-Tcp#17\0'));
    const display = await host.queryRaw(3, WTS_INFO_CLASS.WTSClientDisplay);
    expect(new Uint32Array(display.slice().buffer)).toEqual(new Uint32Array([2560, 1440, 16]));
    const address = await host.queryRaw(3, WTS_INFO_CLASS.WTSClientAddress);
    expect([...address.subarray(0, 10)]).toEqual([2, 0, 0, 0, 0, 0, 10, 20, 30, 40]);
  });

  it.each([
    ['WTSSessionInfo', 216],
    ['WTSSessionInfoEx', 232],
    ['WTSClientInfo', 2304],
    ['WTSConfigInfo', 1668],
    ['WTSClientAddress', 24],
    ['WTSSessionAddressV4', 24],
    ['WTSClientDisplay', 12],
    ['WTSSessionActivityId', 16],
    ['WTSCapabilityCheck', 12],
  ] as const)('%s has %i bytes', async (name, size) => {
    expect(await driver.winstation.localHost().queryRaw(3, WTS_INFO_CLASS[name])).toHaveLength(size);
  });

  it('passes on any number', async () => {
    const error = await rejection(driver.winstation.localHost().queryRaw(3, 12_345));
    expect(error).toMatchObject({
      code: 'ERROR_INVALID_PARAMETER',
      syscall: 'WTSQuerySessionInformationW',
      sessionId: 3,
    });
    expect(await rawCalls(driver)).toEqual([['WTSQuerySessionInformationW', 3, 12_345]]);
  });
});
