import { beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from 'winstation/mock';
import { rejection } from '../../../contract/suite.js';

const INFO_EX = 25;

const asked = (world: World, infoClass: number) =>
  world.calls.filter(({ name, args }) => name === 'WTSQuerySessionInformationW' && args[1] === infoClass).length;

/** Users at remote clients, and one on the console. */
function crowded(windows: string): World {
  const user = (id: number) => ({ id, user: `u${id}`, domain: 'CORP', state: 'active', name: `RDP-Tcp#${id}` });
  return createWorld({
    version: 1,
    now: '2026-03-04T12:00:00Z',
    hosts: [
      { name: 'HERE', local: true, windows, sessions: [{ id: 0, name: 'Services' }, ...[2, 3, 4, 5].map(user)] },
      { name: 'EMPTY', windows, sessions: [{ id: 0, name: 'Services' }] },
    ],
  });
}

describe('a class that this Windows does not know', () => {
  it('is asked about once, however many lists there are', async () => {
    const world = crowded('10.0.19045');
    await world.advance(60_000);
    const host = world.module.localHost();
    for (let i = 0; i < 3; i++) await host.sessions({ details: true });
    expect(asked(world, 30)).toBe(1);
    expect(asked(world, 16)).toBe(15);
    expect(asked(world, 29)).toBe(15);
  });

  it('is asked about of every session where it is known', async () => {
    const world = crowded('10.0.26100');
    await world.advance(60_000);
    await world.module.localHost().sessions({ details: true });
    expect(asked(world, 30)).toBe(5);
    const ids = world.calls.flatMap(({ args }) => (args[1] === 30 ? [args[0]] : []));
    // Sessions with users come first: only they prove that the class is not known.
    expect(ids).toEqual([2, 3, 4, 5, 0]);
  });

  it('is still asked about after a session that may have no such value', async () => {
    const world = crowded('10.0.26100');
    await world.advance(60_000);
    const host = world.module.localHost();
    world.fail('WTSQuerySessionInformationW', { code: 'ERROR_NOT_SUPPORTED', args: [0, 30] });
    await host.sessions({ details: true, where: { id: 0 } });
    const rows = await host.sessions({ details: true });
    expect(rows.filter(it => it.activityId !== undefined).map(it => it.id)).toEqual([2, 3, 4, 5]);
  });
});

describe('on clocks that are set', () => {
  let now = 0;
  let world: World;
  beforeEach(() => {
    now = Date.parse('2026-03-04T12:00:00Z');
    world = createWorld(undefined, { as: 'system', clock: { now: () => now } });
  });

  const logon = (user: string) => world.logon({ user, client: { name: 'PC' } });
  const again = (id: number, user: string) => {
    world.logoff(id);
    expect(logon(user)).toBe(id);
  };

  it.each([
    ['back', -30_000],
    ['back', -3_600_000],
    ['forward', 3_600_000],
  ])('%s by %i ms, a row without details is not taken for the next logon of its user', async (_, by) => {
    const host = world.module.localHost();
    const id = logon('anna');
    now += 60_000;
    const [anna] = await host.sessions({ where: { user: 'anna' } });
    now += 30_000;
    if (by < 0) now += by;
    again(id, 'anna');
    now += 5_000;
    if (by > 0) now += by;
    expect(await rejection(host.logoff(anna ?? 0))).toMatchObject({ reason: 'changed' });
    expect(world.calls.map(it => it.name)).not.toContain('WTSLogoffSession');
  });

  it.each([-3_600_000, 3_600_000])('by %i ms, a session from before is still found', async by => {
    const host = world.module.localHost();
    logon('anna');
    now += 2 * 3_600_000;
    const [anna] = await host.sessions({ details: true, where: { user: 'anna' } });
    now += by;
    expect(await host.session(anna ?? 0)).toMatchObject({ user: 'anna', key: anna?.key });
    await host.logoff(anna ?? 0);
    expect(await host.findSession({ user: 'anna' })).toBeUndefined();
  });

  it('the key of a row decides, even if the row has lost its logon time', async () => {
    const host = world.module.localHost();
    const id = logon('anna');
    now += 60_000;
    const [anna] = await host.sessions({ details: true, where: { user: 'anna' } });
    const { logonTime, ...kept } = anna!;
    expect(logonTime).toBeInstanceOf(Date);
    expect(await host.session(kept as never)).toMatchObject({ key: anna?.key });
    expect(await rejection(host.logoff({ ...kept, key: `${id}-1` } as never))).toMatchObject({ reason: 'changed' });
    again(id, 'anna');
    expect(await rejection(host.logoff(kept as never))).toMatchObject({ reason: 'changed' });
  });

  it('a session without a time from Windows cannot be distinguished from the next one', async () => {
    world = createWorld({
      version: 1,
      hosts: [
        { local: true, sessions: [{ id: 2, user: 'anna', state: 'active', logonTime: null, connectTime: null }] },
      ],
    });
    const host = world.module.localHost();
    const [anna] = await host.sessions({ where: { user: 'anna' } });
    expect(await rejection(host.logoff(anna ?? 0))).toMatchObject({ reason: 'changed' });
    const [detailed] = await host.sessions({ details: true, where: { user: 'anna' } });
    expect(detailed).toMatchObject({ user: 'anna', logonTime: undefined, key: '2-0' });
    expect(await rejection(host.logoff(detailed ?? 0))).toMatchObject({ reason: 'changed' });
    await host.logoff(2);
  });
});

describe('SIDs', () => {
  it('delay lists for two seconds in all, not each of them, while a look-up hangs', async () => {
    const world = createWorld(undefined, { as: 'system' });
    for (let i = 0; i < 3; i++) world.logon({ user: `user${i}`, domain: 'CORP', client: { name: `PC${i}` } });
    await world.advance(60_000);
    world.hold('LookupAccountNameW');
    const host = world.module.localHost();
    for (let i = 0; i < 100; i++) {
      const list = host.sessions({ details: true, where: { kind: 'user' } });
      let settled = false;
      list.finally(() => {
        settled = true;
      });
      if (i === 0) {
        await world.advance(1_999);
        expect(settled).toBe(false);
        await world.advance(1);
      } else await world.settled();
      expect(settled).toBe(true);
      for (const row of await list) {
        expect(row).toMatchObject({ sid: undefined, withheld: [{ what: 'sid', code: 'ERROR_TIMEOUT' }] });
      }
    }
    expect(world.calls.filter(({ name }) => name === 'LookupAccountNameW')).toHaveLength(1);
  });

  it('and names delay a capture no longer than ten seconds each', async () => {
    const world = createWorld(undefined, { as: 'system' });
    const id = world.logon({ user: 'anna', domain: 'CORP', client: { name: 'PC' } });
    await world.advance(60_000);
    world.hold('LookupAccountNameW');
    world.hold('LookupAccountSidW');
    const captured = world.module.localHost().capture({ redact: false });
    await world.advance(20_000);
    const { hosts } = await captured;
    expect(hosts?.[0]?.sessions?.find(it => it.id === id)).toMatchObject({ user: 'anna', sid: null });
    expect(hosts?.[0]?.accounts).toEqual([]);
  });

  it('of two users that differ only in case are given to both at the first list', async () => {
    const world = createWorld(undefined, { as: 'system' });
    for (const user of ['Anna', 'ANNA']) world.logon({ user, domain: 'CORP', client: { name: 'PC' } });
    const rows = await world.module.localHost().sessions({ details: true, where: { user: 'anna' } });
    expect(rows.map(({ user, sid, withheld }) => [user, sid !== undefined, withheld])).toEqual([
      ['Anna', true, []],
      ['ANNA', true, []],
    ]);
  });
});

it('reports for an older Windows that users are not known, not that there are none', async () => {
  const world = createWorld(undefined, { as: 'system' });
  const host = world.module.localHost();
  const id = world.logon({ user: 'anna', client: { name: 'PC' } });
  await world.advance(60_000);
  world.fail('WTSEnumerateSessionsExW', { code: 'ERROR_CALL_NOT_IMPLEMENTED' });
  const fault = world.fail('WTSQuerySessionInformationW', { code: 'ERROR_CTX_WINSTATION_BUSY', args: [id] });
  const failed = { code: 'ERROR_CTX_WINSTATION_BUSY', sessionId: id };
  expect(await rejection(host.sessions())).toMatchObject(failed);
  expect(await rejection(host.sessions({ where: { user: 'anna' } }))).toMatchObject(failed);
  expect(await host.sessions({ where: { id: 0 } })).toMatchObject([{ id: 0, kind: 'services' }]);
  fault.end();
  expect(await host.sessions({ where: { user: 'anna' } })).toMatchObject([{ id }]);
});

it('asks at most four times about sessions that are not in the list any more and still answer', async () => {
  const world = createWorld({ version: 1, hosts: [{ local: true, sessions: [{ id: 2, user: 'anna' }] }] });
  const session = await world.module.localHost().session(2);
  expect(session).toMatchObject({ id: 2, user: 'anna' });
  expect(asked(world, INFO_EX)).toBeLessThanOrEqual(4);
});
