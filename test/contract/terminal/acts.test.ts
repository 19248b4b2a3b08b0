import { describe, expect, it } from 'vitest';
import type { MessageAnswer, MessageButtons } from 'winstation';
import { rich } from '../rich.js';
import { nextOwnerOf, rawCalls, rejection, withWorld } from '../suite.js';

describe('message()', () => {
  const driver = withWorld(rich);
  const sent = async () => (await rawCalls(driver)).filter(call => call[0] === 'WTSSendMessageW');

  it('sends and does not wait', async () => {
    expect(await driver.winstation.localHost().message(9, 'Grüße 漢😀', { title: 'Tïtle' })).toBe('sent');
    expect(await rawCalls(driver)).toEqual([['WTSSendMessageW', 9, 'Tïtle', 'Grüße 漢😀', 0, 0, false]]);
  });

  it('sends a blank for an empty title, which some Windows refuse', async () => {
    await driver.winstation.localHost().message(9, '');
    expect(await sent()).toEqual([['WTSSendMessageW', 9, ' ', '', 0, 0, false]]);
  });

  it.each([
    ['ok', undefined, 0],
    ['okCancel', 'error', 0x11],
    ['abortRetryIgnore', 'question', 0x22],
    ['yesNoCancel', 'warning', 0x33],
    ['yesNo', 'information', 0x44],
    ['retryCancel', undefined, 5],
    ['cancelTryContinue', undefined, 6],
  ] as const)('%s with the icon %s', async (buttons, icon, style) => {
    await driver.winstation.localHost().message(9, 'x', { buttons, icon });
    expect(await sent()).toEqual([['WTSSendMessageW', 9, ' ', 'x', style, 0, false]]);
  });

  it('counts in whole seconds, rounded up, because 0 would be without end', async () => {
    const host = driver.winstation.localHost();
    await host.message(9, 'x', { expires: 1 });
    await host.message(9, 'x', { expires: 1_000 });
    await host.message(9, 'x', { expires: 1_001 });
    await host.message(9, 'x', { expires: 0 });
    expect((await sent()).map(call => call[5])).toEqual([1, 1, 2, 1]);
  });

  it.each([
    ['ok', 'ok'],
    ['cancel', 'okCancel'],
    ['yes', 'yesNo'],
    ['no', 'yesNoCancel'],
    ['retry', 'retryCancel'],
    ['abort', 'abortRetryIgnore'],
    ['ignore', 'abortRetryIgnore'],
    ['tryAgain', 'cancelTryContinue'],
    ['continue', 'cancelTryContinue'],
  ] satisfies [MessageAnswer, MessageButtons][])(
    'waits for the answer %s of a box with %s',
    async (answer, buttons) => {
      const waiting = driver.winstation.localHost().message(9, 'well?', { buttons, wait: true });
      await expect.poll(async () => (await sent()).length).toBe(1);
      await driver.act('answerMessage', 9, answer);
      expect(await waiting).toBe(answer);
    },
  );

  it('reports that nobody answered in time', async () => {
    const waiting = driver.winstation.localHost().message(9, 'well?', { wait: true, expires: 3_000 });
    await expect.poll(async () => (await sent()).length).toBe(1);
    await driver.advance(3_000);
    expect(await waiting).toBe('expired');
  });

  it('delays no other call while it waits', async () => {
    const host = driver.winstation.localHost();
    const waiting = host.message(9, 'well?', { wait: true });
    await expect.poll(async () => (await sent()).length).toBe(1);
    expect(await host.sessions()).toHaveLength(7);
    await driver.act('answerMessage', 9, 'ok');
    await waiting;
  });

  it('can wait for many people at the same time', async () => {
    const host = driver.winstation.localHost();
    const waiting = [3, 7, 9].map(id => host.message(id, 'all?', { buttons: 'yesNo', wait: true }));
    await expect.poll(async () => (await sent()).length).toBe(3);
    for (const id of [7, 3, 9]) await driver.act('answerMessage', id, 'yes');
    expect(await Promise.all(waiting)).toEqual(['yes', 'yes', 'yes']);
  });

  it('fails for an id that no session has', async () => {
    expect(await rejection(driver.winstation.localHost().message(55, 'x'))).toMatchObject({
      code: 'ERROR_CTX_WINSTATION_NOT_FOUND',
      syscall: 'WTSSendMessageW',
      sessionId: 55,
      reason: 'not-found',
    });
  });
});

describe('logoff()', () => {
  const driver = withWorld(rich);
  const ids = async () => (await driver.winstation.localHost().sessions()).map(({ id }) => id);

  it('ends a session and its processes', async () => {
    const host = driver.winstation.localHost();
    await host.logoff(9);
    expect(await ids()).toEqual([0, 1, 3, 7, 12, 65536]);
    expect((await host.processes()).filter(it => it.sessionId === 9)).toEqual([]);
    expect(await rejection(host.processes({ session: 9 }))).toMatchObject({ reason: 'not-found', sessionId: 9 });
    expect((await rawCalls(driver))[0]).toEqual(['WTSLogoffSession', 9, true]);
  });

  it('does not wait with `wait: false`', async () => {
    await driver.winstation.localHost().logoff(9, { wait: false });
    expect((await rawCalls(driver))[0]).toEqual(['WTSLogoffSession', 9, false]);
    await expect.poll(ids).toEqual([0, 1, 3, 7, 12, 65536]);
  });

  it('checks a Session again before it ends it', async () => {
    const host = driver.winstation.localHost();
    const berta = (await host.sessions({ where: { user: 'berta' } }))[0];
    await driver.clearCalls();
    await host.logoff(berta ?? 0);
    expect(await rawCalls(driver)).toEqual([
      ['WTSQuerySessionInformationW', 9, 25],
      ['WTSLogoffSession', 9, true],
    ]);
  });

  it('recognizes long names, which Windows cuts', async () => {
    const host = driver.winstation.localHost();
    const anna = (await host.sessions({ where: { id: 3 } }))[0];
    await host.logoff(anna ?? 0);
    expect(await ids()).not.toContain(3);
  });

  describe.each([
    ['a session of the list', false],
    ['a session with its details', true],
  ])('%s whose id has a new owner', (_, details) => {
    it('is not ended', async () => {
      const host = driver.winstation.localHost();
      const [berta] = await host.sessions({ details, where: { user: 'berta' } });
      await driver.act('logoff', 9);
      await driver.advance(5_000);
      await expect(nextOwnerOf(driver, 9, 'carl')).resolves.toBe(9);
      await driver.clearCalls();
      expect(await rejection(host.logoff(berta ?? 0))).toMatchObject({
        name: 'WindowsError',
        reason: 'changed',
        syscall: 'WTSLogoffSession',
        sessionId: 9,
      });
      expect(await rejection(host.message(berta ?? 0, 'x'))).toMatchObject({
        reason: 'changed',
        syscall: 'WTSSendMessageW',
      });
      expect(await rejection(host.session(berta ?? 0))).toMatchObject({ reason: 'changed' });
      expect((await rawCalls(driver)).map(call => call[0])).not.toContain('WTSLogoffSession');
    });
  });

  it('distinguishes two logons of one user by the time of logon', async () => {
    const host = driver.winstation.localHost();
    const [berta] = await host.sessions({ details: true, where: { user: 'berta' } });
    await driver.act('logoff', 9);
    await expect(nextOwnerOf(driver, 9, 'berta')).resolves.toBe(9);
    expect(await rejection(host.logoff(berta ?? 0))).toMatchObject({ reason: 'changed' });
  });

  it('fails for a Session that has ended', async () => {
    const host = driver.winstation.localHost();
    const [berta] = await host.sessions({ where: { user: 'berta' } });
    await driver.act('logoff', 9);
    expect(await rejection(host.logoff(berta ?? 0))).toMatchObject({ reason: 'not-found', sessionId: 9 });
  });

  it.each([
    'ERROR_ACCESS_DENIED',
    'ERROR_CTX_WINSTATION_BUSY',
    'RPC_S_SERVER_UNAVAILABLE',
    'ERROR_UNREPORTED',
    'WIN32_4711',
  ])('reports %s', async code => {
    await driver.fault('fail', 'WTSLogoffSession', { code });
    expect(await rejection(driver.winstation.localHost().logoff(9))).toMatchObject({ code, sessionId: 9 });
  });
});

describe('rights', () => {
  const driver = withWorld(rich, { as: 'user' });

  it('lets a user see and act on only the own session', async () => {
    const host = driver.winstation.localHost();
    expect(await host.session(3)).toMatchObject({ id: 3, withheld: [] });
    expect(await rejection(host.session(9))).toMatchObject({ reason: 'access-denied', sessionId: 9 });
    expect(await rejection(host.logoff(9))).toMatchObject({ reason: 'access-denied', syscall: 'WTSLogoffSession' });
    expect(await rejection(host.message(9, 'x'))).toMatchObject({
      reason: 'access-denied',
      syscall: 'WTSSendMessageW',
    });
    await host.logoff(3);
  });

  it('hides the SIDs of the processes of other users', async () => {
    const rows = await driver.winstation.localHost().processes();
    expect(rows.map(({ pid, sid }) => [pid, sid !== undefined])).toEqual([
      [0, false],
      [4, false],
      [4321, true],
      [4400, false],
    ]);
  });
});
