import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';

describe('a fresh world', () => {
  it('has services, a console and a listener', async () => {
    const { module } = createWorld();
    const sessions = await module.localHost().sessions();
    expect(sessions.map(({ id, name, state, kind, user }) => ({ id, name, state, kind, user }))).toEqual([
      { id: 0, name: 'Services', state: 'disconnected', kind: 'services', user: undefined },
      { id: 1, name: 'Console', state: 'connected', kind: 'free', user: undefined },
      { id: 65536, name: 'RDP-Tcp', state: 'listen', kind: 'listener', user: undefined },
    ]);
    expect(module.activeConsoleSessionId()).toBe(1);
  });

  it('shows somebody who logs on', async () => {
    const world = createWorld();
    const id = world.logon({ user: 'anna', domain: 'CORP', client: { name: 'LAPTOP7', address: '192.0.2.7' } });
    await world.advance(60_000);
    const anna = await world.module.localHost().session(id);
    expect(anna).toMatchObject({ id: 2, name: 'RDP-Tcp#0', state: 'active', account: 'CORP\\anna', idleMs: 60_000 });
    expect(anna).toMatchObject({ lock: 'unlocked', isRemote: true });
    expect(anna.client).toMatchObject({ name: 'LAPTOP7', address: '192.0.2.7', protocol: 'rdp' });
  });

  it('starts with the idle process, which has no name', async () => {
    const [first] = await createWorld().module.localHost().processes();
    expect(first).toMatchObject({ pid: 0, name: '', sessionId: 0, sid: undefined });
  });

  it('makes a host that is asked for, and knows it again whatever the case', async () => {
    const world = createWorld();
    world.host('rds01').logon({ user: 'ben' });
    expect(world.host('RDS01')).toBe(world.host('rds01'));
    await using host = await world.module.openHost('Rds01');
    expect(await host.sessions({ where: { user: 'ben' } })).toHaveLength(1);
    expect(world.host(world.name)).toBe(world);
  });

  it('cannot reach a host that nobody made', async () => {
    const world = createWorld();
    await expect(world.module.openHost('nowhere')).rejects.toMatchObject({ reason: 'unreachable', errno: 1722 });
    expect(world.calls.map(({ name, host, error }) => [name, host, error])).toEqual([
      ['WTSOpenServerExW', 'nowhere', undefined],
      ['WTSEnumerateSessionsExW', 'nowhere', 'RPC_S_SERVER_UNAVAILABLE'],
      ['WTSCloseServer', 'nowhere', undefined],
    ]);
  });

  it('records frozen calls and forgets them on demand', async () => {
    const world = createWorld();
    world.module.activeConsoleSessionId();
    const before = world.calls;
    expect(before).toEqual([{ name: 'WTSGetActiveConsoleSessionId', host: 'WORLD', args: [] }]);
    expect(Object.isFrozen(before) && Object.isFrozen(before[0]) && Object.isFrozen(before[0]?.args)).toBe(true);
    world.clearCalls();
    expect(world.calls).toEqual([]);
    expect(before).toHaveLength(1);
  });

  it('counts the process that really runs as the caller', () => {
    const world = createWorld({ version: 1, caller: { pid: 4321, sessionId: 1 } });
    expect(world.module.sessionIdOf(process.pid)).toBe(1);
    expect(world.module.sessionIdOf(4321)).toBe(1);
    expect(world.module.currentSessionId()).toBe(1);
    expect(world.calls.at(-1)?.args).toEqual([4321]);
  });

  it('names a wrong option', () => {
    expect(() => createWorld(undefined, { as: 'root' as never })).toThrow(
      'as must be one of system, administrator, user, not root',
    );
    expect(() => createWorld(undefined, { clock: 'moon' as never })).toThrow(
      "clock must be 'world', 'date' or an object with now()",
    );
  });

  // About a second on two slow cores. A quadratic step somewhere would take minutes, and so would end at the limit of the test.
  it('takes ten thousand sessions and fifty thousand processes', async () => {
    const world = createWorld();
    world.crowd({ sessions: 10_000, processes: 50_000 });
    const host = world.module.localHost();
    expect(await host.sessions()).toHaveLength(10_003);
    expect((await host.processes({ details: true })).length).toBeGreaterThan(70_000);
    const copy = createWorld(world.toScenario());
    expect(await copy.module.localHost().sessions()).toHaveLength(10_003);
  }, 60_000);
});

it('the caller goes on in the session that was there when its own ended, whether or not anybody asked in between', () => {
  const sessions = [{ id: 0 }, { id: 1 }, { id: 2, user: 'anna' }, { id: 4, user: 'ben' }];
  const found = [true, false].map(isAsked => {
    const world = createWorld({ version: 1, hosts: [{ sessions }] });
    const ask = () => world.module.currentSessionId();
    if (isAsked) expect(ask()).toBe(2);
    world.logoff(2);
    if (isAsked) expect(ask()).toBe(4);
    expect(world.logon({ user: 'cleo', client: { name: 'C' } })).toBe(2);
    return ask();
  });
  expect(found).toEqual([4, 4]);
});
