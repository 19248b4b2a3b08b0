import { describe, expect, it } from 'vitest';
import type { SessionEvent } from 'winstation';
import { rich } from '../rich.js';
import { nextOwnerOf, rawCalls, rejection, withWorld } from '../suite.js';

const QUERY = 'WTSQuerySessionInformationW';
const DISCONNECT = 'WTSDisconnectSession';
const INFO_EX = 25;

describe('disconnect()', () => {
  const driver = withWorld(rich);
  const local = () => driver.winstation.localHost();
  const made = async (name: string) => (await rawCalls(driver)).filter(call => call[0] === name);

  /** The types of the events about sessions while `act` runs. */
  async function events(act: () => Promise<unknown>, last: SessionEvent['type']): Promise<readonly unknown[]> {
    const seen: (readonly [string, number])[] = [];
    await using watch = local().watch({ types: ['consoleConnect', 'consoleDisconnect', 'remoteDisconnect', 'logoff'] });
    const read = (async () => {
      for await (const event of watch) if (event.sessionId !== undefined) seen.push([event.type, event.sessionId]);
    })();
    await watch.ready;
    await act();
    await expect.poll(() => seen.some(([type]) => type === last)).toBe(true);
    await watch.close();
    await read;
    return seen;
  }

  it('leaves the user logged on without a client', async () => {
    await local().disconnect(9);
    expect(await rawCalls(driver)).toEqual([
      [QUERY, 9, INFO_EX],
      [DISCONNECT, 9, false],
      [QUERY, 9, INFO_EX],
    ]);
    expect(await local().session(9)).toMatchObject({
      user: 'berta',
      kind: 'user',
      state: 'disconnected',
      name: '',
      client: undefined,
      disconnectTime: new Date(await driver.now()),
    });
    expect((await local().processes({ session: 9 })).length).toBeGreaterThan(0);
  });

  it('reports a remote disconnect', async () => {
    expect(await events(() => local().disconnect(9), 'remoteDisconnect')).toEqual([['remoteDisconnect', 9]]);
  });

  it('switches users on the console', async () => {
    const id = await driver.act('logon', { user: 'dora', domain: 'CORP' });
    const seen = await events(() => local().disconnect('console'), 'consoleConnect');
    expect(seen).toContainEqual(['consoleDisconnect', id]);
    const now = driver.winstation.activeConsoleSessionId();
    expect(now).not.toBe(id);
    expect(await local().session(now ?? 0)).toMatchObject({ kind: 'free', isConsole: true });
    expect(await local().session(id)).toMatchObject({ user: 'dora', state: 'disconnected', isConsole: false });
  });

  it('succeeds for a session that has no client already', async () => {
    await local().disconnect(9);
    await local().disconnect(9);
    expect(await made(DISCONNECT)).toHaveLength(2);
    expect(await local().session(9)).toMatchObject({ state: 'disconnected' });
  });

  it('asks nothing afterwards with `wait: false`', async () => {
    await local().disconnect(9, { wait: false });
    expect(await rawCalls(driver)).toEqual([[DISCONNECT, 9, false]]);
    expect(await local().session(9)).toMatchObject({ state: 'disconnected' });
  });

  it('takes this session, the console, and rows', async () => {
    const [berta] = await local().sessions({ details: true, where: { user: 'berta' } });
    await driver.clearCalls();
    await local().disconnect(berta ?? 0);
    expect(await rawCalls(driver)).toEqual([
      [QUERY, 9, INFO_EX],
      [DISCONNECT, 9, false],
      [QUERY, 9, INFO_EX],
    ]);
    await local().disconnect('current');
    expect(await local().session(3)).toMatchObject({ state: 'disconnected' });
  });

  it('disconnects a session of another machine', async () => {
    await using host = await driver.winstation.openHost('RDS01');
    await driver.on('RDS01').act('logon', { user: 'emil', client: { name: 'PC' } });
    const emil = await host.findSession({ user: 'emil' });
    await host.disconnect(emil ?? 0);
    expect(await host.session(emil?.id ?? 0)).toMatchObject({ user: 'emil', state: 'disconnected', name: '' });
  });

  it('does nothing where the server cannot be opened, and opens it the next time', async () => {
    await using host = await driver.winstation.openHost('RDS01');
    const id = await driver.on('RDS01').act('logon', { user: 'emil', client: { name: 'PC' } });
    await driver.on('RDS01').fault('fail', 'WTSOpenServerExW', { code: 'RPC_S_SERVER_UNAVAILABLE', times: 1 });
    await driver.clearCalls();
    const failed = await rejection(host.disconnect(id));
    expect(failed).toMatchObject({ syscall: 'WTSOpenServerExW', reason: 'unreachable', sessionId: id });
    expect(failed).not.toHaveProperty('outcome', 'unknown');
    expect(await made(DISCONNECT)).toEqual([]);
    await host.disconnect(id);
    expect(await host.session(id)).toMatchObject({ state: 'disconnected' });
  });

  it.each([true, false])('never hits the next owner of an id (details: %s)', async details => {
    const [berta] = await local().sessions({ details, where: { user: 'berta' } });
    await driver.act('logoff', 9);
    await driver.advance(5_000);
    await expect(nextOwnerOf(driver, 9, 'carl')).resolves.toBe(9);
    await driver.clearCalls();
    expect(await rejection(local().disconnect(berta ?? 0))).toMatchObject({
      reason: 'changed',
      syscall: DISCONNECT,
      sessionId: 9,
    });
    expect(await made(DISCONNECT)).toEqual([]);
  });

  it('is over when the client has come back already', async () => {
    const hold = await driver.fault('hold', QUERY, { args: [9, INFO_EX], after: 1, times: 1 });
    const disconnected = local().disconnect(9);
    await expect.poll(async () => (await made(QUERY)).length).toBe(2);
    await driver.advance(1_000);
    await driver.act('reconnect', 9, { name: 'BACK' });
    await hold.end();
    await disconnected;
    expect(await local().session(9)).toMatchObject({ state: 'active', client: { name: 'BACK' } });
  });

  it('is over when the session has ended', async () => {
    const hold = await driver.fault('hold', QUERY, { args: [9, INFO_EX], after: 1, times: 1 });
    const disconnected = local().disconnect(9);
    await expect.poll(async () => (await made(QUERY)).length).toBe(2);
    await driver.act('logoff', 9);
    await hold.end();
    await disconnected;
  });

  it('delays no other call while it waits', async () => {
    const hold = await driver.fault('hold', DISCONNECT);
    const disconnected = local().disconnect(9);
    await expect.poll(async () => (await made(DISCONNECT)).length).toBe(1);
    expect(await local().sessions()).toHaveLength(7);
    await hold.end();
    await disconnected;
  });

  it.each([DISCONNECT, QUERY])('may have happened when the wait for it is aborted during %s', async held => {
    const after = held === QUERY ? 1 : 0;
    const hold = await driver.fault('hold', held, { after });
    const controller = new AbortController();
    const ended = rejection(local().disconnect(9, { signal: controller.signal }));
    await expect.poll(async () => (await made(held)).length).toBe(after + 1);
    controller.abort();
    expect(await ended).toMatchObject({ name: 'AbortError', outcome: 'unknown' });
    await hold.end();
  });

  it('may have happened when Windows cannot be asked afterwards', async () => {
    await driver.fault('fail', QUERY, { code: 'RPC_S_CALL_FAILED', args: [9, INFO_EX], after: 1 });
    expect(await rejection(local().disconnect(9))).toMatchObject({
      syscall: QUERY,
      code: 'RPC_S_CALL_FAILED',
      outcome: 'unknown',
    });
  });

  it('does nothing to a session that it could not look at afterwards', async () => {
    await driver.fault('fail', QUERY, { code: 'ERROR_ACCESS_DENIED', args: [9, INFO_EX] });
    expect(await rejection(local().disconnect(9))).toMatchObject({ syscall: QUERY, reason: 'access-denied' });
    expect(await made(DISCONNECT)).toEqual([]);
    await local().disconnect(9, { wait: false });
    expect(await made(DISCONNECT)).toHaveLength(1);
  });

  it('refuses a listener and the services', async () => {
    const [listener] = await local().sessions({ where: { kind: 'listener' } });
    for (const ref of [65_536, listener ?? 0, 0]) {
      expect(await rejection(local().disconnect(ref))).toMatchObject({ reason: 'not-supported', syscall: DISCONNECT });
    }
    expect(await made(DISCONNECT)).toEqual([]);
  });

  it('fails for an id that no session has', async () => {
    for (const wait of [true, false]) {
      expect(await rejection(local().disconnect(55, { wait }))).toMatchObject({ reason: 'not-found', sessionId: 55 });
    }
  });

  it.each([
    'ERROR_ACCESS_DENIED',
    'ERROR_CTX_WINSTATION_BUSY',
    'ERROR_CTX_CONSOLE_DISCONNECT',
    'RPC_S_SERVER_UNAVAILABLE',
    'ERROR_UNREPORTED',
    'WIN32_4711',
  ])('reports %s', async code => {
    await driver.fault('fail', DISCONNECT, { code });
    expect(await rejection(local().disconnect(9))).toMatchObject({ code, syscall: DISCONNECT, sessionId: 9 });
    expect(await local().session(9)).toMatchObject({ state: 'active' });
  });

  it('refuses wrong arguments before any call of Windows', async () => {
    for (const wrong of [{ wait: 1 }, { wiat: true }, { signal: {} }, null]) {
      await expect(local().disconnect(9, wrong as never)).rejects.toThrow(TypeError);
    }
    await expect(local().disconnect('berta' as never)).rejects.toThrow(TypeError);
    expect(await rawCalls(driver)).toEqual([]);
  });
});

describe('rights', () => {
  const driver = withWorld(rich, { as: 'user' });

  it('let a user disconnect the own session alone', async () => {
    const host = driver.winstation.localHost();
    const refused = await rejection(host.disconnect(9, { wait: false }));
    expect(refused).toMatchObject({ reason: 'access-denied', syscall: DISCONNECT });
    expect((refused as { hint?: string }).hint).toContain('"Disconnect"');
    await host.disconnect('current');
    expect(await host.session(3)).toMatchObject({ state: 'disconnected' });
  });
});
