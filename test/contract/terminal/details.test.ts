import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { rawCalls, rejection, withWorld } from '../suite.js';

const time = (iso: string) => new Date(iso);

describe('details', () => {
  const driver = withWorld(rich);
  const details = (id: number) => driver.winstation.localHost().session(id);

  it('has all details of a remote session', async () => {
    const host = driver.winstation.localHost();
    const { takenAt, ...session } = await details(3);
    expect(takenAt).toBeInstanceOf(Date);
    expect(session).toEqual({
      host: host.name,
      id: 3,
      name: 'RDP-Tcp#17',
      state: 'active',
      kind: 'user',
      user: 'anna.with-a-name-longer-than-twenty',
      domain: 'CORPORATE-NETWORK-EU',
      account: 'CORPORATE-NETWORK-EU\\anna.with-a-name-longer-than-twenty',
      isConsole: false,
      isCurrent: true,
      key: '3-134170848621234567',
      sid: 'S-1-5-21-1004336348-1177238915-682003330-5123',
      lock: 'locked',
      logonTime: time('2026-03-04T08:01:02.123Z'),
      connectTime: time('2026-03-04T09:03:04.234Z'),
      disconnectTime: time('2026-03-03T17:05:06.345Z'),
      lastInputTime: time('2026-03-04T15:10:11.456Z'),
      currentTime: time('2026-03-04T15:16:17.123Z'),
      idleMs: 365_667,
      isRemote: true,
      client: {
        name: 'LAPTOP-ÄÖ',
        build: 22631,
        address: '10.20.30.40',
        display: { width: 2560, height: 1440, bitsPerPixel: 15 },
        protocol: 'rdp',
        directory: 'C:\\Windows\\mstscax.dll',
        productId: 12,
        hardwareId: 11,
      },
      counters: {
        incomingBytes: 1001,
        outgoingBytes: 1002,
        incomingFrames: 1003,
        outgoingFrames: 1004,
        incomingCompressedBytes: 1005,
        outgoingCompressedBytes: 4294967295,
      },
      activityId: '01234567-89ab-4cde-8f01-23456789abcd',
      withheld: [],
    });
  });

  it('counts the idle time of a disconnected session from its disconnect', async () => {
    expect(await details(7)).toMatchObject({
      lock: 'unlocked',
      idleMs: 3_600_000,
      isRemote: false,
      client: undefined,
      logonTime: time('2026-03-01T01:01:01.000Z'),
    });
  });

  it('has `undefined` and not 0 for what is not known', async () => {
    expect(await details(9)).toMatchObject({
      lock: 'unknown',
      idleMs: undefined,
      lastInputTime: undefined,
      disconnectTime: undefined,
      client: { name: 'V6CLIENT', address: '2001:db8::1:0:0:42', display: { bitsPerPixel: 16 } },
    });
  });

  it('has the known details of sessions without a user', async () => {
    for (const id of [0, 1, 12, 65536]) {
      expect(await details(id)).toMatchObject({
        id,
        sid: undefined,
        lock: 'unknown',
        idleMs: undefined,
        client: undefined,
        logonTime: undefined,
        isRemote: false,
        withheld: [],
      });
    }
  });

  it('makes the same raw calls on every backend', async () => {
    await driver.winstation.localHost().sessions({ details: true, where: { id: [3, 9] } });
    expect(await rawCalls(driver)).toEqual([
      ['WTSGetActiveConsoleSessionId'],
      ['ProcessIdToSessionId', 4321],
      ['WTSEnumerateSessionsExW', 1],
      ...[3, 9].flatMap(id => [16, 23, 30, 29, 25].map(infoClass => ['WTSQuerySessionInformationW', id, infoClass])),
      ['LookupAccountNameW', 'CORPORATE-NETWORK-EU\\anna.with-a-name-longer-than-twenty'],
      ['LookupAccountNameW', 'CORP\\berta'],
    ]);
  });

  it('has the same details in a list and one by one', async () => {
    const list = await driver.winstation.localHost().sessions({ details: true });
    for (const one of list) {
      const { takenAt, ...alone } = await details(one.id);
      expect(alone).toEqual(omitTakenAt(one));
    }
  });

  it('finds the first session that matches, or none', async () => {
    const host = driver.winstation.localHost();
    expect(await host.findSession({ kind: 'user', state: 'active' })).toMatchObject({ id: 3, lock: 'locked' });
    expect(await host.findSession({ user: 'berta' })).toMatchObject({ id: 9, client: { name: 'V6CLIENT' } });
    expect(await host.findSession({ user: 'nobody' })).toBeUndefined();
  });

  it('knows the current session and the one on the console', async () => {
    const host = driver.winstation.localHost();
    expect(await host.session('current')).toMatchObject({ id: 3, isCurrent: true });
    expect(await host.session('console')).toMatchObject({ id: 1, isConsole: true });
  });

  it('fails for an id that no session has', async () => {
    const host = driver.winstation.localHost();
    expect(await rejection(details(77))).toMatchObject({
      code: 'ERROR_CTX_WINSTATION_NOT_FOUND',
      errno: 7022,
      syscall: 'WTSQuerySessionInformationW',
      host: host.name,
      sessionId: 77,
      reason: 'not-found',
    });
  });

  it('fails when no session is on the console', async () => {
    await driver.reset({ version: 1, hosts: [{ local: true, consoleSessionId: null }] });
    expect(driver.winstation.activeConsoleSessionId()).toBeUndefined();
    const error = await rejection(driver.winstation.localHost().session('console'));
    expect(error).toMatchObject({ syscall: 'WTSGetActiveConsoleSessionId', reason: 'not-found' });
  });

  describe.each(['ERROR_CTX_WINSTATION_NOT_FOUND', 'ERROR_CTX_CLOSE_PENDING', 'ERROR_FILE_NOT_FOUND'])(
    'a session that ends between the calls (%s)',
    code => {
      it('is left out of a list', async () => {
        await driver.fault('fail', 'WTSQuerySessionInformationW', { code, args: [3] });
        const list = await driver.winstation.localHost().sessions({ details: true });
        expect(list.map(({ id }) => id)).toEqual([0, 1, 7, 9, 12, 65536]);
      });

      it('is an error when asked for by its id', async () => {
        await driver.fault('fail', 'WTSQuerySessionInformationW', { code, args: [3] });
        expect(await rejection(details(3))).toMatchObject({ code, sessionId: 3, reason: 'not-found' });
      });

      it('is passed over by findSession', async () => {
        await driver.fault('fail', 'WTSQuerySessionInformationW', { code, args: [3] });
        expect(await driver.winstation.localHost().findSession({ kind: 'user' })).toMatchObject({ id: 7 });
      });
    },
  );

  it('names what Windows refuses, and keeps the rest', async () => {
    await driver.fault('fail', 'WTSQuerySessionInformationW', { code: 'ERROR_ACCESS_DENIED', args: [3, 23] });
    const session = await details(3);
    expect(session).toMatchObject({
      lock: 'locked',
      client: { name: undefined, protocol: 'rdp' },
      withheld: [{ what: 'WTSClientInfo', code: 'ERROR_ACCESS_DENIED', reason: 'access-denied' }],
    });
  });

  it('keeps a session in the list of which Windows refuses everything', async () => {
    await driver.fault('fail', 'WTSQuerySessionInformationW', { code: 'ERROR_ACCESS_DENIED' });
    const list = await driver.winstation.localHost().sessions({ details: true, where: { id: 9 } });
    expect(list).toMatchObject([
      {
        id: 9,
        user: 'berta',
        lock: 'unknown',
        logonTime: undefined,
        withheld: [{ what: 'WTSSessionInfoEx', code: 'ERROR_ACCESS_DENIED', reason: 'access-denied' }],
      },
    ]);
    expect(await rejection(details(9))).toMatchObject({ reason: 'access-denied', sessionId: 9 });
  });

  it('uses the older structure when the newer is missing, and then knows no lock state', async () => {
    await driver.fault('fail', 'WTSQuerySessionInformationW', { code: 'ERROR_NOT_SUPPORTED', args: [3, 25] });
    await driver.clearCalls();
    const session = await details(3);
    expect(session).toMatchObject({
      lock: 'unknown',
      logonTime: time('2026-03-04T08:01:02.123Z'),
      disconnectTime: time('2026-03-03T17:05:06.345Z'),
      counters: { incomingBytes: 1001, outgoingCompressedBytes: 4294967295 },
      withheld: [],
    });
    const classes = (await driver.calls()).flatMap(({ name, args }) =>
      name === 'WTSQuerySessionInformationW' ? [args[1]] : [],
    );
    expect(classes).toEqual([16, 23, 30, 29, 25, 24]);
  });

  it.each(['null', 'short'] as const)('uses no buffer that is %s', async shape => {
    await driver.fault('spoil', 'WTSQuerySessionInformationW', shape);
    expect(await rejection(details(3))).toMatchObject({ code: 'ERROR_INVALID_DATA', reason: 'other', sessionId: 3 });
  });

  it('has no SID when the account has none', async () => {
    await driver.reset({
      version: 1,
      hosts: [{ local: true, sessions: [{ id: 2, user: 'unmapped1', domain: 'CORP', state: 'active' }] }],
    });
    await driver.fault('fail', 'LookupAccountNameW', { code: 'ERROR_NONE_MAPPED' });
    expect(await details(2)).toMatchObject({ user: 'unmapped1', sid: undefined, withheld: [] });
  });

  it('reports when the SID could not be looked up', async () => {
    await driver.reset({
      version: 1,
      hosts: [{ local: true, sessions: [{ id: 2, user: 'unmapped2', domain: 'CORP', state: 'active' }] }],
    });
    await driver.fault('fail', 'LookupAccountNameW', { code: 'RPC_S_SERVER_UNAVAILABLE' });
    expect(await details(2)).toMatchObject({
      sid: undefined,
      withheld: [{ what: 'sid', code: 'RPC_S_SERVER_UNAVAILABLE', reason: 'unreachable' }],
    });
  });

  describe('of three users', () => {
    const threeUsers = (name: string) =>
      driver.reset({
        version: 1,
        hosts: [
          {
            local: true,
            sessions: [2, 3, 4].map(id => ({ id, user: `${name}${id}`, domain: 'CORP', state: 'active' as const })),
          },
        ],
      });
    const lookUps = async () => (await driver.calls()).filter(({ name }) => name === 'LookupAccountNameW').length;
    const withheld = async () =>
      (await driver.winstation.localHost().sessions({ details: true })).map(it => it.withheld.map(({ code }) => code));

    it('stops when the host itself fails, and asks for the other SIDs at the next list', async () => {
      await threeUsers('gone');
      await driver.fault('fail', 'LookupAccountNameW', { code: 'RPC_S_SERVER_UNAVAILABLE', times: 1 });
      expect(await withheld()).toEqual(Array(3).fill(['RPC_S_SERVER_UNAVAILABLE']));
      expect(await lookUps()).toBe(1);
      expect(await withheld()).toEqual([['RPC_S_SERVER_UNAVAILABLE'], [], []]);
      expect(await lookUps()).toBe(3);
    });

    it('waits two seconds in all for a look-up that hangs, and reports that', async () => {
      await threeUsers('slow');
      const hold = await driver.fault('hold', 'LookupAccountNameW');
      const first = withheld();
      await expect.poll(lookUps).toBe(1);
      await driver.pass(2_000);
      expect(await first).toEqual(Array(3).fill(['ERROR_TIMEOUT']));
      expect(await withheld()).toEqual(Array(3).fill(['ERROR_TIMEOUT']));
      await hold.end();
      await expect.poll(withheld).toEqual([[], [], []]);
      expect(await lookUps()).toBe(3);
    });
  });

  it('looks a SID up once', async () => {
    await driver.reset({
      version: 1,
      hosts: [{ local: true, sessions: [{ id: 2, user: 'once', domain: 'CORP', state: 'active' }] }],
    });
    const first = await details(2);
    const again = await details(2);
    expect(again.sid).toBe(first.sid);
    expect((await driver.calls()).filter(({ name }) => name === 'LookupAccountNameW')).toHaveLength(1);
  });
});

function omitTakenAt<T extends { takenAt: Date }>({ takenAt, ...rest }: T): Omit<T, 'takenAt'> {
  return rest;
}

describe('where.idle', () => {
  const now = '2026-03-04T09:00:00.000Z';
  const sessions = [
    { id: 0 },
    { id: 1, name: 'Console', state: 'connected' },
    { id: 2, user: 'anna', client: { name: 'A' }, lastInputTime: '2026-03-04T08:00:00.000Z' },
    { id: 3, user: 'berta', client: { name: 'B' }, lastInputTime: '2026-03-04T08:59:59.000Z' },
    { id: 4, user: 'carl', state: 'disconnected', disconnectTime: '2026-03-04T08:30:00.000Z' },
    { id: 5, user: 'dora', client: { name: 'D' }, lastInputTime: null },
  ];
  const driver = withWorld({ version: 1, now, hosts: [{ name: 'HERE', local: true, sessions }] });

  it.each([
    [20 * 60_000, [2, 4]],
    [45 * 60_000, [2]],
    [2 * 3_600_000, []],
  ])('over %i ms: those that Windows knows to be idle for longer', async (over, ids) => {
    const host = driver.winstation.localHost();
    const where = { idle: { over } };
    const plain = await host.sessions({ where });
    expect(plain.map(it => it.id)).toEqual(ids);
    for (const row of plain) expect(row).not.toHaveProperty('idleMs');
    expect((await host.sessions({ where, details: true })).map(it => it.id)).toEqual(ids);
    expect((await host.findSession(where))?.id).toBe(ids[0]);
    expect((await host.sessions({ where: { ...where, user: 'carl' } })).map(it => it.id)).toEqual(
      ids.filter(id => id === 4),
    );
  });

  it('leaves out what Windows refuses to say', async () => {
    await driver.fault('fail', 'WTSQuerySessionInformationW', { code: 'ERROR_ACCESS_DENIED', args: [2] });
    const rows = await driver.winstation.localHost().sessions({ where: { idle: { over: 20 * 60_000 } } });
    expect(rows.map(it => it.id)).toEqual([4]);
  });
});
