import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { rawCalls, rejection, withWorld } from '../suite.js';

const CLOSED = { name: 'HostClosedError', code: 'ERR_WINSTATION_HOST_CLOSED', host: 'RDS01' };

describe('close()', () => {
  const driver = withWorld(rich);
  const open = () => driver.winstation.openHost('RDS01');
  const made = async (syscall: string) => (await rawCalls(driver)).filter(([name]) => name === syscall).length;

  it('ends a wait for an idle session, and asks nothing more', async () => {
    const host = await open();
    const idle = rejection(host.whenIdle(5, { forMs: 2_000_000_000 }));
    await expect.poll(() => made('LookupAccountNameW')).toBe(1);
    await host.sessions();
    await host.close();
    expect(await idle).toMatchObject(CLOSED);
    const before = await made('WTSOpenServerExW');
    await driver.pass(100);
    expect(await made('WTSOpenServerExW')).toBe(before);
  });

  it('ends a wait for an event', async () => {
    const host = await open();
    const next = rejection(host.once('logon'));
    await expect.poll(() => made('WTSWaitSystemEvent')).toBeGreaterThan(0);
    await host.close();
    expect(await next).toMatchObject(CLOSED);
  });

  it.each(['LookupAccountNameW', 'NetWkstaGetInfo', 'WTSQuerySessionInformationW'])(
    'ends a list that waits for %s',
    async syscall => {
      const host = await open();
      const hold = await driver.on('RDS01').fault('hold', syscall);
      const listed = rejection(host.sessions({ details: true }));
      await expect.poll(() => made(syscall)).toBeGreaterThan(0);
      await host.close();
      expect(await listed).toMatchObject({ ...CLOSED, outcome: undefined });
      await hold.end();
    },
  );

  it('ends a wait for the accounts of processes', async () => {
    const host = await open();
    const hold = await driver.on('RDS01').fault('hold', 'LookupAccountSidW');
    const listed = rejection(host.processes({ accounts: true }));
    await expect.poll(() => made('LookupAccountSidW')).toBeGreaterThan(0);
    await host.close();
    expect(await listed).toMatchObject(CLOSED);
    await hold.end();
  });

  it('rejects an act with the outcome unknown', async () => {
    const host = await open();
    const asked = rejection(host.message(5, 'well?', { wait: true }));
    await expect.poll(() => made('WTSSendMessageW')).toBe(1);
    await host.close();
    expect(await asked).toMatchObject({ ...CLOSED, outcome: 'unknown' });
    await driver.on('RDS01').act('answerMessage', 5, 'ok');
  });

  it('ends calls that wait in the queue, without any raw call', async () => {
    const host = await open();
    const hold = await driver.on('RDS01').fault('hold', 'WTSEnumerateSessionsExW');
    const all = [rejection(host.sessions()), rejection(host.processes()), rejection(host.logoff(5, { wait: false }))];
    await expect.poll(() => made('WTSEnumerateSessionsExW')).toBe(2);
    await host.close();
    for (const it of all) expect(await it).toMatchObject({ ...CLOSED, outcome: undefined });
    await hold.end();
    await driver.pass(50);
    expect(await made('WTSEnumerateProcessesExW')).toBe(0);
    expect(await made('WTSLogoffSession')).toBe(0);
    expect(await rejection(host.sessions())).toMatchObject(CLOSED);
  });
});
