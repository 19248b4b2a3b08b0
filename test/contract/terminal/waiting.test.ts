import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { rawCalls, rejection, withWorld } from '../suite.js';

/** Twice the time that the calls behind a stopped call wait for it. */
const PATIENCE = 1_000;

describe('a call that is stopped', () => {
  const driver = withWorld(rich);
  const local = () => driver.winstation.localHost();

  it('makes no raw call when it was aborted before it began', async () => {
    const error = await rejection(local().sessions({ signal: AbortSignal.abort('why') }));
    expect(error).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: 'why', outcome: undefined });
    expect(await rawCalls(driver)).toEqual([]);
  });

  it('rejects at once, and a read has no outcome', async () => {
    const hang = await driver.fault('hang');
    const abort = new AbortController();
    const call = rejection(local().sessions({ signal: abort.signal }));
    await expect.poll(async () => (await rawCalls(driver)).length).toBeGreaterThan(2);
    abort.abort(new Error('enough'));
    expect(await call).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', outcome: undefined });
    await hang.end();
    expect(await local().sessions()).toHaveLength(7);
  });

  it('has the outcome unknown when it is an act', async () => {
    const hold = await driver.fault('hold', 'WTSLogoffSession');
    const call = rejection(local().logoff(9, { timeout: 200 }));
    await expect.poll(() => rawCalls(driver)).toEqual([['WTSLogoffSession', 9, true]]);
    await driver.pass(200);
    expect(await call).toMatchObject({ name: 'TimeoutError', code: 'ETIMEDOUT', outcome: 'unknown' });
    await hold.end();
    await expect.poll(async () => (await local().sessions()).map(({ id }) => id)).not.toContain(9);
  });

  it('never acts after it was stopped during its check', async () => {
    const [berta] = await local().sessions({ where: { user: 'berta' } });
    const hold = await driver.fault('hold', 'WTSQuerySessionInformationW');
    const abort = new AbortController();
    await driver.clearCalls();
    const call = rejection(local().logoff(berta ?? 0, { signal: abort.signal }));
    await expect.poll(() => rawCalls(driver)).toEqual([['WTSQuerySessionInformationW', 9, 25]]);
    abort.abort();
    expect(await call).toMatchObject({ name: 'AbortError', outcome: undefined });
    await hold.end();
    await driver.pass(50);
    expect((await rawCalls(driver)).map(([name]) => name)).not.toContain('WTSLogoffSession');
    expect((await local().sessions()).map(({ id }) => id)).toContain(9);
  });

  it('is removed from the queue, without any raw call', async () => {
    const hold = await driver.fault('hold', 'WTSEnumerateSessionsExW');
    const first = local().sessions();
    const abort = new AbortController();
    const second = rejection(local().query(9, 'WTSUserName', { signal: abort.signal }));
    abort.abort();
    expect(await second).toMatchObject({ name: 'AbortError' });
    await hold.end();
    expect(await first).toHaveLength(7);
    expect((await rawCalls(driver)).map(([name]) => name)).not.toContain('WTSQuerySessionInformationW');
  });

  it('makes the calls behind it wait a moment', async () => {
    const hold = await driver.fault('hold', 'WTSEnumerateSessionsExW');
    const stopped = rejection(local().sessions({ timeout: 100 }));
    await expect.poll(async () => (await rawCalls(driver)).length).toBeGreaterThan(2);
    const follower = local().query(9, 'WTSUserName');
    await driver.pass(100);
    await stopped;
    expect((await rawCalls(driver)).map(([name]) => name)).not.toContain('WTSQuerySessionInformationW');
    await hold.end();
    expect(await follower).toBe('berta');
  });

  it.each(['lane', 'side thread'])('makes no further raw call after the one under way, %s', async where => {
    const syscall = where === 'lane' ? 'WTSQuerySessionInformationW' : 'LookupAccountSidW';
    const host = await driver.winstation.openHost('RDS01');
    const hold = await driver.on('RDS01').fault('hold', syscall);
    const list = where === 'lane' ? host.sessions({ details: true }) : host.processes({ accounts: true });
    const stopped = rejection(list);
    const made = async () => (await rawCalls(driver)).filter(([name]) => name === syscall).length;
    await expect.poll(made).toBe(1);
    // Look-ups are shared, so only the end of their host ends them.
    await host.close();
    expect(await stopped).toMatchObject({ name: 'HostClosedError' });
    await hold.end();
    expect((await driver.outstanding(0)).misuses).toEqual([]);
    expect(await made()).toBe(1);
  });

  it('is left behind after that: a new thread serves the queue', async () => {
    const hold = await driver.fault('hold', 'WTSEnumerateSessionsExW');
    const stopped = rejection(local().sessions({ timeout: 100 }));
    await driver.pass(100);
    await stopped;
    const follower = local().query(9, 'WTSUserName');
    await driver.pass(PATIENCE + 200);
    expect(await follower).toBe('berta');
    await hold.end();
  });

  it('is left behind four times at most; then calls fail at once as busy, until one is answered', async () => {
    const host = await driver.winstation.openHost('RDS01');
    const hold = await driver.on('RDS01').fault('hold', 'WTSEnumerateSessionsExW');
    for (let i = 0; i < 5; i++) {
      const stopped = rejection(host.sessions({ timeout: 50 }));
      await driver.pass(50);
      expect(await stopped).toMatchObject({ name: 'TimeoutError' });
      await driver.pass(PATIENCE + 100);
    }
    const refused = await rejection(host.query(2, 'WTSUserName'));
    expect(refused).toMatchObject({ name: 'WindowsError', reason: 'busy', code: 'ERROR_BUSY', host: 'RDS01' });
    await hold.end();
    await expect
      .poll(async () => {
        await driver.pass(50);
        return await host.query(2, 'WTSUserName').catch(() => 'still busy');
      })
      .toBe('remo');
    await host.close();
  });

  it('may be a wait for a person, which ends only for the caller', async () => {
    const abort = new AbortController();
    const waiting = rejection(local().message(9, 'well?', { wait: true, signal: abort.signal }));
    await expect.poll(async () => (await rawCalls(driver)).length).toBe(1);
    abort.abort();
    expect(await waiting).toMatchObject({ name: 'AbortError', outcome: 'unknown' });
    expect(await local().sessions()).toHaveLength(7);
    await driver.act('answerMessage', 9, 'ok');
  });

  it('has one listener on its signal, however many calls share it', async () => {
    const { signal } = new AbortController();
    const listeners = () => getEventListeners(signal, 'abort').length;
    const warnings: Error[] = [];
    const warn = (warning: Error) => warnings.push(warning);
    process.on('warning', warn);
    const hold = await driver.fault('hold', 'WTSEnumerateSessionsExW');
    const all = Array.from({ length: 30 }, () => local().sessions({ signal, timeout: 60_000 }));
    const watch = local().watch({ signal });
    expect(listeners()).toBe(1);
    await hold.end();
    await Promise.all(all);
    expect(listeners()).toBe(1);
    await watch.close();
    expect(listeners()).toBe(0);
    await new Promise(resolve => setTimeout(resolve, 1));
    process.off('warning', warn);
    expect(warnings).toEqual([]);
  });

  it('is stopped with all others that share its signal', async () => {
    const abort = new AbortController();
    const hold = await driver.fault('hold', 'WTSEnumerateSessionsExW');
    const all = Array.from({ length: 12 }, () => rejection(local().sessions({ signal: abort.signal })));
    abort.abort('all');
    for (const it of all) expect(await it).toMatchObject({ name: 'AbortError', cause: 'all' });
    await hold.end();
  });

  it('may wait without a limit', async () => {
    const host = await driver.winstation.openHost('RDS01', { timeout: Number.POSITIVE_INFINITY });
    expect(await host.sessions()).toHaveLength(4);
    expect(await host.session(2, { timeout: Number.POSITIVE_INFINITY })).toMatchObject({ id: 2 });
    await host.close();
  });

  const ids = async (name: string) => (await rawCalls(driver)).filter(it => it[0] === name).map(it => it[1]);

  it('makes no further raw call, and the calls behind it need no other thread', async () => {
    const host = await driver.winstation.openHost('RDS01');
    const there = driver.on('RDS01');
    for (let i = 0; i < 30; i++) await there.act('logon', { user: `user${i}`, client: { name: 'PC' } });
    const hold = await there.fault('hold', 'WTSQuerySessionInformationW');
    const abort = new AbortController();
    await driver.clearCalls();
    const stopped = rejection(host.sessions({ details: true, signal: abort.signal }));
    await expect.poll(async () => (await ids('WTSQuerySessionInformationW')).length).toBe(1);
    abort.abort();
    expect(await stopped).toMatchObject({ name: 'AbortError' });
    await hold.end();
    // It is asked on the same thread, so it comes after all questions that were left.
    expect((await host.sessions()).length).toBeGreaterThan(30);
    expect(await ids('WTSQuerySessionInformationW')).toHaveLength(1);
    expect(await ids('WTSOpenServerExW')).toEqual([]);
    await host.close();
  });

  it('makes no further raw call when it was left behind', async () => {
    const host = await driver.winstation.openHost('RDS01');
    const there = driver.on('RDS01');
    for (let i = 0; i < 30; i++) await there.act('logon', { user: `user${i}`, client: { name: 'PC' } });
    const hold = await there.fault('hold', 'WTSQuerySessionInformationW');
    await driver.clearCalls();
    const stopped = rejection(host.sessions({ details: true, timeout: 100 }));
    await expect.poll(async () => (await ids('WTSQuerySessionInformationW')).length).toBe(1);
    await driver.pass(100);
    expect(await stopped).toMatchObject({ name: 'TimeoutError' });
    const follower = host.sessions();
    await driver.pass(PATIENCE + 200);
    expect((await follower).length).toBeGreaterThan(30);
    await hold.end();
    await host.close();
    // The thread that was left behind closes its handle after its last raw call.
    await expect.poll(async () => (await ids('WTSCloseServer')).length).toBe(2);
    expect(await ids('WTSQuerySessionInformationW')).toHaveLength(1);
  });

  it('leaves no listener on the signal', async () => {
    const listeners = new Set<unknown>();
    const signal = {
      aborted: false,
      addEventListener: (_: 'abort', listener: () => void) => void listeners.add(listener),
      removeEventListener: (_: 'abort', listener: () => void) => void listeners.delete(listener),
    };
    await local().sessions({ signal });
    await rejection(local().session(77, { signal }));
    await local().sessions({ signal, details: true });
    expect(listeners.size).toBe(0);
  });
});
