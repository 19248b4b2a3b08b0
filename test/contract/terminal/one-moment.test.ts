import { describe, expect, it } from 'vitest';
import type { SessionHost } from 'winstation';
import type { DrivenFault } from '../driver.js';
import { rich } from '../rich.js';
import { nextOwnerOf, rawCalls, rejection, withWorld } from '../suite.js';

const QUERY = 'WTSQuerySessionInformationW';
const PROTOCOL = 16;
const INFO_EX = 25;

/** The world changes between the raw calls of one question. The answer must still be of one logon and one moment. */
describe('a row', () => {
  const driver = withWorld(rich);
  const local = () => driver.winstation.localHost();

  /** Asks with the raw call held, changes the world, and lets the call go on. */
  async function meanwhile<T>(
    name: string,
    args: readonly unknown[],
    ask: () => Promise<T>,
    move: () => Promise<unknown>,
  ): Promise<T> {
    const hold = await driver.fault('hold', name, { args, times: 1 });
    const asked = ask();
    const isMade = async () =>
      (await rawCalls(driver)).some(([made, ...its]) => made === name && args.every((arg, i) => arg === its[i]));
    await expect.poll(isMade).toBe(true);
    await move();
    await hold.end();
    return await asked;
  }

  const replaceBerta = async () => {
    await driver.act('logoff', 9);
    await driver.advance(1_000);
    expect(await nextOwnerOf(driver, 9, 'carl')).toBe(9);
  };
  const isCarl = { id: 9, user: 'carl', account: 'CORP\\carl', client: { name: 'NEW' } };

  describe.each([PROTOCOL, 23, 30, 29, INFO_EX])(
    'whose id gets another owner before class %i is answered',
    infoClass => {
      const args = [9, infoClass];
      const replacedMeanwhile = async <T>(ask: (host: SessionHost) => Promise<T>) => {
        await local().sessions();
        await driver.clearCalls();
        return await meanwhile(QUERY, args, () => ask(local()), replaceBerta);
      };

      it('has only values of the new one in a list', async () => {
        const rows = await replacedMeanwhile(host => host.sessions({ details: true }));
        const row = rows.find(({ id }) => id === 9);
        expect(row).toMatchObject(isCarl);
        const alone = await local().session(9);
        expect(row).toEqual({ ...alone, takenAt: row?.takenAt });
        expect(row?.takenAt.getTime()).toBeGreaterThanOrEqual(alone.logonTime?.getTime() ?? Number.NaN);
      });

      it('is left out of a list that is filtered for the old one', async () => {
        expect(await replacedMeanwhile(host => host.sessions({ details: true, where: { user: 'berta' } }))).toEqual([]);
      });

      it('is not found for the old one', async () => {
        expect(await replacedMeanwhile(host => host.findSession({ user: 'berta' }))).toBeUndefined();
      });

      it('is the new one by its id, and changed by its row', async () => {
        expect(await replacedMeanwhile(host => host.session(9))).toMatchObject(isCarl);
      });

      it('never lets an act hit the new one', async () => {
        const [row] = await replacedMeanwhile(host => host.sessions({ details: true, where: { id: 9 } }));
        await driver.act('logoff', 9);
        expect(await nextOwnerOf(driver, 9, 'carl')).toBe(9);
        expect(await rejection(local().logoff(row ?? 0))).toMatchObject({ reason: 'changed', sessionId: 9 });
      });
    },
  );

  it('has only values of one logon in a capture', async () => {
    await driver.clearCalls();
    const ask = () => local().capture({ redact: false });
    const scenario = await meanwhile(QUERY, [9, 0], ask, replaceBerta);
    const captured = scenario.hosts?.[0]?.sessions?.find(({ id }) => id === 9);
    expect(captured).toMatchObject({ user: 'carl', client: { name: 'NEW' } });
    const { logonTime } = await local().query(9, 'WTSSessionInfoEx');
    expect(new Date(captured?.logonTime ?? Number.NaN)).toEqual(logonTime);
  });

  it('is reported as changed when the id of a row gets another session during the question', async () => {
    const [berta] = await local().sessions({ where: { user: 'berta' } });
    await driver.clearCalls();
    const ask = () => rejection(local().session(berta ?? 0));
    expect(await meanwhile(QUERY, [9, PROTOCOL], ask, replaceBerta)).toMatchObject({ reason: 'changed' });
  });

  it('of the same user is of the later logon', async () => {
    await driver.clearCalls();
    const ask = () => local().sessions({ details: true, where: { user: 'berta' } });
    const [row] = await meanwhile(QUERY, [9, 23], ask, async () => {
      await driver.act('logoff', 9);
      expect(await nextOwnerOf(driver, 9, 'berta')).toBe(9);
    });
    expect(row).toMatchObject({ user: 'berta', client: { name: 'NEW' }, logonTime: new Date(await driver.now()) });
  });

  it('is on the console where the same list has its name', async () => {
    await driver.clearCalls();
    const ask = () => local().sessions();
    const rows = await meanwhile('WTSEnumerateSessionsExW', [1], ask, () => driver.act('reconnect', 9, 'console'));
    expect(rows.filter(row => row.isConsole)).toMatchObject([{ id: 9, name: 'Console' }]);
    expect(await rawCalls(driver)).toHaveLength(6);
  });

  it('that is disconnected during the list has no name and no client from before', async () => {
    await driver.clearCalls();
    const ask = () => local().sessions({ details: true, where: { id: 9 } });
    const [row] = await meanwhile(QUERY, [9, INFO_EX], ask, () => driver.act('disconnect', 9));
    expect(row).toMatchObject({ state: 'disconnected', name: '', client: undefined, isRemote: false });
  });

  it('that connects from another client during the list has that client', async () => {
    await driver.clearCalls();
    const ask = () => local().sessions({ details: true, where: { user: 'berta' } });
    const [row] = await meanwhile(QUERY, [9, INFO_EX], ask, () => driver.act('reconnect', 9, { name: 'OTHER' }));
    expect(row).toMatchObject({ state: 'active', client: { name: 'OTHER' } });
  });

  it('does not match a client that it left during the list', async () => {
    await driver.clearCalls();
    const ask = () => local().sessions({ where: { client: 'V6CLIENT' } });
    const rows = await meanwhile(QUERY, [9, INFO_EX], ask, () => driver.act('reconnect', 9, { name: 'OTHER' }));
    expect(rows).toEqual([]);
  });

  it('is on the console only if it was there when its details were asked for', async () => {
    await driver.act('logon', { user: 'dora', domain: 'CORP' });
    await driver.advance(60_000);
    await driver.clearCalls();
    const ask = () => local().session('console');
    const session = await meanwhile(QUERY, [1, PROTOCOL], ask, () =>
      driver.act('logon', { user: 'emil', domain: 'CORP' }),
    );
    expect(session).toMatchObject({ user: 'emil', isConsole: true, name: 'Console' });
  });

  it('is asked again only where something may have changed', async () => {
    await driver.act('lock', 9);
    await driver.clearCalls();
    await local().sessions({ details: true });
    const lists = (await rawCalls(driver)).filter(([name]) => name === 'WTSEnumerateSessionsExW');
    expect(lists).toHaveLength(1);
  });

  it('is left out when it changes at each question, but the others are not', async () => {
    const holds: DrivenFault[] = [];
    for (const after of [0, 1, 2, 3])
      holds.push(await driver.fault('hold', QUERY, { args: [9, INFO_EX], times: 1, after }));
    const looks = async () =>
      (await rawCalls(driver)).filter(([, id, infoClass]) => id === 9 && infoClass === INFO_EX).length;
    const asked = local().sessions({ details: true });
    for (const [i, hold] of holds.entries()) {
      await expect.poll(looks).toBe(i + 1);
      await driver.act('reconnect', 9, { name: `PC${i}` });
      await hold.end();
    }
    const rows = await asked;
    expect(rows.map(({ id }) => id)).toEqual([0, 1, 3, 7, 12, 65536]);
    expect(await looks()).toBe(4);
  });
});

describe('a row whose user logs on again', () => {
  const driver = withWorld(rich);
  const again = async (host: typeof driver | ReturnType<typeof driver.on>, id: number, user: string) => {
    await host.act('logoff', id);
    expect(await nextOwnerOf(host, id, user)).toBe(id);
  };

  it.each([true, false])('on another machine, while the check is slow, is changed (details: %s)', async details => {
    await using host = await driver.winstation.openHost('RDS01');
    const [carla] = await host.sessions({ details, where: { user: 'carla' } });
    await driver.clearCalls();
    const hold = await driver.on('RDS01').fault('hold', QUERY, { args: [5, INFO_EX], times: 1 });
    const ended = rejection(host.logoff(carla ?? 0, { wait: false }));
    await expect.poll(async () => (await rawCalls(driver)).length).toBe(1);
    await again(driver.on('RDS01'), 5, 'carla');
    await driver.pass(3_000);
    await hold.end();
    expect(await ended).toMatchObject({ reason: 'changed', host: 'RDS01', sessionId: 5 });
    expect((await rawCalls(driver)).map(([name]) => name)).not.toContain('WTSLogoffSession');
  });

  it('on this machine, is changed for every question and every act', async () => {
    const host = driver.winstation.localHost();
    const [berta] = await host.sessions({ where: { user: 'berta' } });
    await again(driver, 9, 'berta');
    const stale = berta ?? 0;
    const changed = { name: 'WindowsError', reason: 'changed', sessionId: 9 };
    expect(await rejection(host.query(stale, 'WTSUserName'))).toMatchObject(changed);
    expect(await rejection(host.queryRaw(stale, 5))).toMatchObject(changed);
    expect(await rejection(host.processes({ session: stale }))).toMatchObject(changed);
    expect(await rejection(host.session(stale))).toMatchObject(changed);
    expect(await rejection(host.message(stale, 'x'))).toMatchObject(changed);
    expect(await rejection(host.logoff(stale))).toMatchObject(changed);
  });

  it('has its queries checked after the answer, by one more call', async () => {
    const host = driver.winstation.localHost();
    const [berta] = await host.sessions({ where: { user: 'berta' } });
    await driver.clearCalls();
    expect(await host.query(berta ?? 0, 'WTSUserName')).toBe('berta');
    await host.queryRaw(berta ?? 0, 5);
    await host.processes({ session: berta ?? 0 });
    expect(await rawCalls(driver)).toEqual([
      [QUERY, 9, 5],
      [QUERY, 9, INFO_EX],
      [QUERY, 9, 5],
      [QUERY, 9, INFO_EX],
      ['WTSEnumerateProcessesExW', 0, 9],
      [QUERY, 9, INFO_EX],
    ]);
  });

  it('is the same logon after JSON and structuredClone', async () => {
    const host = driver.winstation.localHost();
    const [berta] = await host.sessions({ where: { user: 'berta' } });
    expect(await host.query(structuredClone(berta) ?? 0, 'WTSUserName')).toBe('berta');
    expect(await host.query(JSON.parse(JSON.stringify(berta)), 'WTSUserName')).toBe('berta');
  });
});

describe('a listener', () => {
  const driver = withWorld(rich);
  const refused = { name: 'WindowsError', reason: 'not-supported', syscall: 'WTSLogoffSession', sessionId: 65536 };

  it.each([true, false])('is never ended, because that would disconnect its sessions (wait: %s)', async wait => {
    const host = driver.winstation.localHost();
    const [listener] = await host.sessions({ where: { kind: 'listener' } });
    await driver.clearCalls();
    expect(await rejection(host.logoff(listener ?? 0, { wait }))).toMatchObject(refused);
    expect(await rawCalls(driver)).toEqual([]);
    expect(await rejection(host.logoff(65536, { wait }))).toMatchObject(refused);
    expect(await rawCalls(driver)).toEqual([[QUERY, 65536, 8]]);
    expect(await host.sessions({ where: { state: 'active' } })).toMatchObject([{ id: 3 }, { id: 9 }]);
  });

  it('needs no question for other sessions', async () => {
    await driver.winstation.localHost().logoff(9);
    expect(await rawCalls(driver)).toEqual([['WTSLogoffSession', 9, true]]);
  });
});
