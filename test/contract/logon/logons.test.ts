import { describe, expect, it } from 'vitest';
import { type Luid, luid } from 'winstation/identity';
import type { LogonSession } from 'winstation/logon';
import { nextOwnerOf, rawCalls, rejection, withWorld } from '../suite.js';

const BUILD = '0x0:0x1a2b3c' as Luid;
const SHARE = '0x1:0x0' as Luid;
const SYSTEM = '0x0:0x3e7' as Luid;

/** Every value another. */
const RICH = {
  version: 1,
  now: '2026-03-02T10:00:00Z',
  hosts: [
    {
      name: 'WS01',
      consoleSessionId: 1,
      sessions: [
        { id: 0 },
        { id: 1, user: 'anna', domain: 'CORP', logonTime: '2026-03-02T07:00:00Z' },
        { id: 4, user: 'берта', domain: 'CORP', administrator: true, client: { name: 'LAPTOP7' } },
      ],
    },
  ],
  logons: [
    {
      luid: BUILD,
      type: 'batch',
      user: 'build',
      domain: 'CORP',
      sid: 'S-1-5-21-1-2-3-1107',
      sessionId: 4,
      package: 'Kerberos',
      server: 'DC01',
      dnsDomain: 'corp.example',
      upn: 'build@corp.example',
      logonTime: '2026-03-01T03:00:00.0000001Z',
      passwordLastSet: '2025-11-05T12:00:00.000Z',
      lastSucceeded: '2026-02-28T03:00:00.000Z',
      lastFailed: '2026-02-27T03:00:00.000Z',
      failures: 3,
      flags: 0x0408_4003,
    },
    { luid: SHARE, type: 'network', user: 'x'.repeat(256), domain: 'Ä' },
  ],
};

const byUser = (all: readonly LogonSession[], user: string) => all.filter(it => it.user === user);

describe('logonSessions()', () => {
  const driver = withWorld(RICH);
  const logons = () => driver.modules['winstation/logon'];

  it('lists the logons of the machine, of its users and of all others', async () => {
    const all = await logons().logonSessions();
    expect(all.map(it => it.luid)).toEqual(expect.arrayContaining([SYSTEM, '0x0:0x3e4', '0x0:0x3e5', BUILD, SHARE]));
    expect(new Set(all.map(it => it.luid)).size).toBe(all.length);
    const [anna] = byUser(all, 'anna');
    expect(anna).toMatchObject({
      type: 'interactive',
      sessionId: 1,
      account: 'CORP\\anna',
      logonTime: new Date('2026-03-02T07:00:00Z'),
      withheld: [],
    });
    expect(Object.isFrozen(all)).toBe(true);
    expect(Object.isFrozen(anna)).toBe(true);
  });

  it('has every value of one', async () => {
    const all = await logons().logonSessions();
    expect(all.find(it => it.luid === BUILD)).toEqual({
      luid: BUILD,
      type: 'batch',
      sessionId: 4,
      user: 'build',
      domain: 'CORP',
      account: 'CORP\\build',
      sid: 'S-1-5-21-1-2-3-1107',
      package: 'Kerberos',
      server: 'DC01',
      dnsDomain: 'corp.example',
      upn: 'build@corp.example',
      logonTime: new Date('2026-03-01T03:00:00.000Z'),
      passwordLastSet: new Date('2025-11-05T12:00:00.000Z'),
      lastLogon: {
        succeeded: new Date('2026-02-28T03:00:00Z'),
        failed: new Date('2026-02-27T03:00:00Z'),
        failures: 3,
      },
      flags: ['guest', 'noEncryption', 'optimized', 'managedService', '0x4000000'],
      withheld: [],
    });
  });

  it('has two for an administrator under User Account Control, with the LUIDs of the two tokens', async () => {
    const both = byUser(await logons().logonSessions(), 'берта');
    expect(both).toHaveLength(2);
    expect(both.map(it => [it.type, it.sessionId])).toEqual([
      ['remoteInteractive', 4],
      ['remoteInteractive', 4],
    ]);
    expect(both.map(it => it.flags.includes('noElevation'))).toEqual([true, false]);
  });

  it('gives a network logon no session', async () => {
    const all = await logons().logonSessions();
    const share = all.find(it => it.luid === SHARE);
    expect(share).toMatchObject({ type: 'network', sessionId: undefined, user: 'x'.repeat(256), domain: 'Ä' });
    expect(share?.server).toBeUndefined();
    expect(share?.lastLogon).toEqual({ succeeded: undefined, failed: undefined, failures: 0 });
  });

  it('has only those of a session, where that is wanted', async () => {
    const users = (await logons().logonSessions({ session: 4 })).map(it => it.user);
    expect(users).toEqual(['берта', 'берта', 'build']);
    expect((await logons().logonSessions({ session: 'console' })).map(it => it.user)).toEqual(['anna']);
    // Network logons show 0, and are of no session.
    expect((await logons().logonSessions({ session: 0 })).map(it => it.luid)).not.toContain(SHARE);
    expect(await rejection(logons().logonSessions({ session: 77 }))).toMatchObject({
      reason: 'not-found',
      sessionId: 77,
    });
  });

  it('is refused for a row whose session has another owner', async () => {
    const row = await driver.winstation.localHost().session(4);
    expect((await logons().logonSessions({ session: row })).map(it => it.sessionId)).toEqual([4, 4, 4]);
    await driver.act('logoff', 4);
    await driver.advance(5_000);
    for (const id of [2, 3, 4]) await nextOwnerOf(driver, id, `u${id}`);
    expect(await rejection(logons().logonSessions({ session: row }))).toMatchObject({
      name: 'WindowsError',
      reason: 'changed',
      sessionId: 4,
    });
  });

  it('shows a user only what is of the user', async () => {
    await driver.reset(RICH, { as: 'user' });
    const all = await logons().logonSessions();
    expect(byUser(all, 'anna')).toHaveLength(1);
    expect(all.find(it => it.luid === BUILD)).toEqual({
      luid: BUILD,
      type: 'unknown',
      sessionId: undefined,
      user: undefined,
      domain: undefined,
      account: undefined,
      sid: undefined,
      package: undefined,
      server: undefined,
      dnsDomain: undefined,
      upn: undefined,
      logonTime: undefined,
      passwordLastSet: undefined,
      lastLogon: undefined,
      flags: [],
      withheld: [{ what: 'data', code: 'ERROR_ACCESS_DENIED', reason: 'access-denied' }],
    });
    expect((await logons().logonSessions({ session: 4 })).length).toBe(0);
  });

  it('leaves out one that ends meanwhile, and keeps one that fails', async () => {
    const count = (await logons().logonSessions()).length;
    const { low, high } = luid.toParts(BUILD);
    await driver.fault('fail', 'LsaGetLogonSessionData', { code: 'ERROR_NO_SUCH_LOGON_SESSION', args: [low, high] });
    const { low: ofShare, high: highOfShare } = luid.toParts(SHARE);
    await driver.fault('fail', 'LsaGetLogonSessionData', {
      code: 'ERROR_NOT_ENOUGH_MEMORY',
      args: [ofShare, highOfShare],
    });
    const all = await logons().logonSessions();
    expect(all).toHaveLength(count - 1);
    expect(all.find(it => it.luid === SHARE)?.withheld).toMatchObject([{ code: 'ERROR_NOT_ENOUGH_MEMORY' }]);
  });

  it('reads what an older Windows has', async () => {
    await driver.fault('spoil', 'LsaGetLogonSessionData', 'short');
    const all = await logons().logonSessions();
    expect(all.find(it => it.luid === BUILD)).toMatchObject({
      upn: 'build@corp.example',
      lastLogon: undefined,
      passwordLastSet: undefined,
      flags: [],
      withheld: [],
    });
  });

  it('takes success without data, and a count without a list', async () => {
    const spoilt = await driver.fault('spoil', 'LsaGetLogonSessionData', 'null');
    const all = await logons().logonSessions();
    expect(all.find(it => it.luid === SYSTEM)).toMatchObject({ type: 'system', user: undefined, withheld: [] });
    expect(all.find(it => it.luid === BUILD)).toMatchObject({ type: 'unknown', user: undefined, withheld: [] });
    await spoilt.end();
    await driver.fault('spoil', 'LsaEnumerateLogonSessions', 'null');
    expect(await logons().logonSessions()).toEqual([]);
  });

  it('fails where the list does', async () => {
    await driver.fault('fail', 'LsaEnumerateLogonSessions', { code: 'ERROR_ACCESS_DENIED' });
    expect(await rejection(logons().logonSessions())).toMatchObject({
      name: 'WindowsError',
      code: 'ERROR_ACCESS_DENIED',
      syscall: 'LsaEnumerateLogonSessions',
      reason: 'access-denied',
      hint: expect.stringContaining('elevated'),
    });
  });

  it('follows those who come and go', async () => {
    const id = await driver.act('logonSession', { type: 'service', user: 'SQL', domain: 'NT SERVICE' });
    expect(luid.is(id)).toBe(true);
    expect(await logons().logonSession(id)).toMatchObject({ type: 'service', user: 'SQL', sessionId: 0 });
    await driver.act('endLogonSession', id);
    expect(await logons().logonSession(id)).toBeUndefined();
    await driver.act('logoff', 4);
    expect(byUser(await logons().logonSessions(), 'берта')).toEqual([]);
  });

  it('is one with what a token says', async () => {
    await driver.reset(RICH, { as: 'system' });
    const { luid: ofToken } = await driver.winstation.localHost().token({ session: 1 });
    const [anna] = byUser(await logons().logonSessions(), 'anna');
    expect(anna?.luid).toBe(ofToken);
    expect(await logons().logonSession(ofToken!)).toEqual(anna);
  });

  it('makes one raw call, and one for each', async () => {
    const count = (await logons().logonSessions()).length;
    const calls = await rawCalls(driver);
    expect(calls[0]).toEqual(['LsaEnumerateLogonSessions']);
    expect(calls).toContainEqual(['LsaGetLogonSessionData', 0, 1]);
    expect(calls).toHaveLength(count + 1);
  });

  it('ends at its timeout and by its signal, and the next call goes on', async () => {
    const held = await driver.fault('hold', 'LsaGetLogonSessionData');
    const late = rejection(logons().logonSessions({ timeout: 50 }));
    await driver.pass(50);
    expect(await late).toMatchObject({ code: 'ETIMEDOUT' });
    const stop = new AbortController();
    const stopped = rejection(logons().logonSession(SYSTEM, { signal: stop.signal }));
    stop.abort();
    expect(await stopped).toMatchObject({ name: 'AbortError' });
    await held.end();
    expect((await logons().logonSessions()).length).toBeGreaterThan(4);
  });
});

describe('logonSession()', () => {
  const driver = withWorld(RICH);
  const logons = () => driver.modules['winstation/logon'];

  it('takes any spelling, and refuses what is none', async () => {
    expect(await logons().logonSession('0x0:0x000003E7' as Luid)).toMatchObject({
      luid: SYSTEM,
      type: 'system',
      user: 'WS01$',
      sid: 'S-1-5-18',
    });
    expect(await rejection(logons().logonSession('999' as Luid))).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
    expect(await rejection(logons().logonSessions({ session: -1 }))).toMatchObject({ code: 'ERR_OUT_OF_RANGE' });
    expect(await rejection(logons().logonSessions({ backend: {} as never }))).toMatchObject({
      code: 'ERR_INVALID_ARG_TYPE',
    });
  });

  it('is undefined for one that is not there', async () => {
    expect(await logons().logonSession('0x1:0x1' as Luid)).toBeUndefined();
    expect(await logons().logonSession('0xffffffff:0xffffffff' as Luid)).toBeUndefined();
    expect(await rawCalls(driver)).toContainEqual(['LsaGetLogonSessionData', 0xffffffff, -1]);
  });

  it('withholds what is refused, and fails with what failed', async () => {
    await driver.fault('fail', 'LsaGetLogonSessionData', { code: 'ERROR_ACCESS_DENIED', times: 1 });
    expect(await logons().logonSession(BUILD)).toMatchObject({ luid: BUILD, withheld: [{ what: 'data' }] });
    await driver.fault('fail', 'LsaGetLogonSessionData', { code: 'ERROR_NOT_ENOUGH_MEMORY', times: 1 });
    expect(await rejection(logons().logonSession(BUILD))).toMatchObject({
      code: 'ERROR_NOT_ENOUGH_MEMORY',
      syscall: 'LsaGetLogonSessionData',
    });
    await driver.remove('LsaGetLogonSessionData');
    expect(await rejection(logons().logonSession(BUILD))).toMatchObject({ reason: 'not-supported' });
  });
});

describe('a capture', () => {
  const driver = withWorld(RICH);

  it('has the logons that no session brings, with made-up names where that is wanted', async () => {
    const { logons } = await driver.winstation.localHost().capture({ redact: false });
    expect(logons).toEqual(RICH.logons.map(it => expect.objectContaining(it)));
    const redacted = (await driver.winstation.localHost().capture()).logons;
    expect(JSON.stringify(redacted)).not.toMatch(/build|CORP|corp|DC01|1107/);
    expect(redacted?.[0]).toMatchObject({ luid: BUILD, type: 'batch', flags: 0x0408_4003 });
  });
});
