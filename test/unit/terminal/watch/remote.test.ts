import { afterEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../../lib/mock/index.js';
import type { SessionHost } from '../../../../lib/terminal/types.js';
import { countCalls, NOTHING_OPEN, open, scenario, short, watched } from './harness.js';

const WAIT = 'WTSWaitSystemEvent';
const waits = (world: World) => world.calls.filter(({ name, args }) => name === WAIT && args[0] === 0x7fffffff).length;

describe('a watch of another machine', () => {
  const opened: SessionHost[] = [];
  const there = async (world = createWorld(scenario), options = {}) => {
    const host = await world.module.openHost('THERE');
    opened.push(host);
    return { host, ...(await watched(options, world, host)), back: world.host('THERE') };
  };
  afterEach(async () => {
    for (const host of opened.splice(0)) await host.close();
  });

  it('waits on a handle of its own, and lists', async () => {
    const { world, events } = await there();
    const names = world.calls.map(call => call.name);
    expect(names.filter(name => name === 'WTSOpenServerExW')).toHaveLength(2);
    expect(world.calls.find(call => call.name === WAIT)).toEqual({ name: WAIT, host: 'THERE', args: [0x7fffffff] });
    expect(events.map(short)).toEqual(['snapshot']);
    expect(open(world, 'THERE')).toEqual({ windows: 0, registered: 0, waits: 1 });
  });

  it('tells what the lists show: come, gone, connected, disconnected, another user', async () => {
    const { world, back, told, events } = await there(undefined, { details: true });
    const dora = back.logon({ user: 'dora', client: { name: 'PC' } });
    await world.settled();
    expect(told()).toEqual([
      ['create', dora],
      ['remoteConnect', dora],
      ['logon', dora],
    ]);
    expect(events.at(-1)).toMatchObject({ session: { user: 'dora' }, before: undefined, overlap: false });
    back.disconnect(dora);
    await world.settled();
    expect(told()).toEqual([['remoteDisconnect', dora]]);
    back.reconnect(dora, { name: 'PC2' });
    await world.settled();
    expect(told()).toEqual([['remoteConnect', dora]]);
    expect(events.at(-1)).toMatchObject({ reconnect: true, before: { state: 'disconnected' } });
    back.logoff(dora);
    back.logon({ user: 'emil', client: { name: 'PC' } });
    await world.settled();
    expect(told()).toEqual([
      ['logoff', dora],
      ['remoteDisconnect', dora],
      ['terminate', dora],
      ['create', dora],
      ['remoteConnect', dora],
      ['logon', dora],
    ]);
    back.logon({ user: 'fritz' });
    await world.settled();
    expect(told()).toEqual([['logon', 1]]);
  });

  it('misses nothing that happens while a list is taken', async () => {
    const { world, back, told } = await there();
    const late = back.delay('WTSEnumerateSessionsExW', 300);
    back.logon({ user: 'dora', client: { name: 'PC' } });
    await world.advance(100);
    back.disconnect(2);
    await world.advance(100);
    back.logon({ user: 'emil', client: { name: 'PC' } });
    await world.advance(5_000);
    late.end();
    expect(told()).toEqual(
      expect.arrayContaining([
        ['logon', 3],
        ['logon', 4],
        ['remoteDisconnect', 2],
      ]),
    );
  });

  it('lists again when the first wait should have begun, which nobody can see', async () => {
    const world = createWorld(scenario);
    const host = await world.module.openHost('THERE');
    opened.push(host);
    world.host('THERE').delay('WTSOpenServerExW', 900);
    const { told } = await watched({}, world, host);
    world.host('THERE').disconnect(2);
    await world.advance(900);
    expect(told()).toEqual([]);
    await world.advance(100);
    expect(told()).toEqual([['remoteDisconnect', 2]]);
  });

  it('waits again before each list', async () => {
    const { world, back } = await there();
    world.clearCalls();
    back.disconnect(2);
    await world.settled();
    const names = world.calls.map(call => call.name);
    expect(names.slice(0, 2)).toEqual([WAIT, 'WTSEnumerateSessionsExW']);
  });

  it('lists once a minute, so that an event that the server forgot is told then', async () => {
    const { world, back, told } = await there();
    await world.advance(1_000);
    {
      using _drop = back.dropEvents();
      back.disconnect(2);
    }
    await world.advance(58_000);
    expect(told()).toEqual([]);
    await world.advance(1_000);
    expect(told()).toEqual([['remoteDisconnect', 2]]);
  });

  it('asks for locks as often as it is told to', async () => {
    const { world, back, told } = await there(undefined, { poll: 2_000 });
    await world.advance(1_000);
    back.lock(2);
    await world.advance(999);
    expect(told()).toEqual([]);
    await world.advance(1);
    expect(told()).toEqual([['lock', 2]]);
    back.unlock(2);
    await world.advance(2_000);
    expect(told()).toEqual([['unlock', 2]]);
  });

  it('shares one wait among its watches, and begins late ones with what is known', async () => {
    const { world, host, back } = await there();
    const second = await watched({}, world, host);
    const third = await watched({ details: true }, world, host);
    expect(open(world, 'THERE')?.waits).toBe(1);
    expect(second.events.map(short)).toEqual(['snapshot']);
    back.disconnect(2);
    await world.settled();
    expect(second.told()).toEqual([['remoteDisconnect', 2]]);
    expect(third.told()).toEqual([['remoteDisconnect', 2]]);
  });

  it('does not spin at a server that answers at once, whatever it says', async () => {
    for (const code of ['ERROR_UNREPORTED', 'ERROR_ACCESS_DENIED', 'RPC_S_SERVER_UNAVAILABLE']) {
      const world = createWorld(scenario);
      world.host('THERE').fail(WAIT, { code });
      const { watch } = await there(world);
      await world.advance(60_000);
      expect(waits(world), code).toBeLessThan(20);
      expect(countCalls(world, 'WTSEnumerateSessionsExW'), code).toBeLessThan(40);
      await watch.close();
    }
  });

  it('comes back after a break: a gap, a pause that grows, a snapshot', async () => {
    const { world, back, told, watch } = await there();
    const cut = back.unreachable();
    back.disconnect(2);
    await world.settled();
    expect(told()).toEqual([['gap', 'connection-lost', undefined]]);
    world.clearCalls();
    await world.advance(120_000);
    // 0.25, 0.5, 1, 2, 5, 15, 60 seconds. A host that hangs would keep a wait for ever, so none is begun before a list came.
    expect(countCalls(world, 'WTSEnumerateSessionsExW')).toBe(7);
    expect(waits(world)).toBe(0);
    expect(told()).toEqual([]);
    cut.end();
    await world.advance(60_000);
    expect(told()).toEqual(['snapshot']);
    expect(watch.sessions.get(2)?.state).toBe('disconnected');
    back.reconnect(2, { name: 'PC' });
    await world.settled();
    expect(told()).toEqual([['remoteConnect', 2]]);
    expect(open(world, 'THERE')?.waits).toBe(1);
  });

  it('lists again after a break that came in the middle of a list', async () => {
    const { world, back, told } = await there();
    const held = back.hold('WTSEnumerateSessionsExW', { times: 1 });
    back.logon({ user: 'dora', client: { name: 'PC' } });
    await world.settled();
    const cut = back.unreachable();
    await world.settled();
    expect(told()).toEqual([['gap', 'connection-lost', undefined]]);
    cut.end();
    await world.advance(5_000);
    held.end();
    await world.settled();
    expect(told()).toEqual(['snapshot']);
  });

  it('of a session manager that restarts is a break like any other', async () => {
    const { world, back, told } = await there();
    const stopped = back.stopService('LSM');
    await world.advance(3_000);
    stopped.end();
    await world.advance(10_000);
    expect(told()).toEqual([['gap', 'connection-lost', undefined], 'snapshot']);
  });

  it('fails when it is refused from the start', async () => {
    const world = createWorld(scenario);
    const host = await world.module.openHost('THERE');
    opened.push(host);
    world.host('THERE').fail('WTSEnumerateSessionsExW', { code: 'ERROR_ACCESS_DENIED' });
    const { ended, watch } = await watched({}, world, host);
    expect(await ended).toMatchObject({ reason: 'access-denied', host: 'THERE' });
    await expect(watch.ready).rejects.toMatchObject({ reason: 'access-denied' });
    expect(open(world, 'THERE')).toEqual(NOTHING_OPEN);
  });

  it('never answers, and delays nobody', async () => {
    const world = createWorld(scenario);
    const hosts = await Promise.all(
      Array.from({ length: 10 }, async (_, i) => {
        world.host(`rds${i}`).logon({ user: 'anna', client: { name: 'PC' } });
        const host = await world.module.openHost(`rds${i}`);
        opened.push(host);
        return host;
      }),
    );
    for (const i of [3, 7]) world.host(`rds${i}`).hang();
    const all = [];
    for (const host of hosts) all.push(await watched({ types: ['remoteDisconnect'] }, world, host));
    for (let i = 0; i < 10; i++) world.host(`rds${i}`).disconnect(2);
    await world.advance(1_000);
    all.forEach(({ told }, i) => {
      expect(told()).toEqual(i === 3 || i === 7 ? [] : [['remoteDisconnect', 2]]);
    });
  });

  it('is told again when a host that hung comes back', async () => {
    const { world, back, told } = await there();
    const hang = back.hang();
    back.disconnect(2);
    await world.advance(10_000);
    expect(told()).toEqual([]);
    hang.end();
    await world.advance(1_000);
    expect(told()).toEqual([['remoteDisconnect', 2]]);
  });

  it('ends by a flush of its own handle, and closes that', async () => {
    const { world, watch } = await there();
    const other = await watched({ poll: 60_000 }, world, opened[0]);
    expect(open(world, 'THERE')?.waits).toBe(2);
    world.clearCalls();
    await watch.close();
    await world.settled();
    expect(world.calls.map(({ name, args }) => [name, ...args])).toEqual([[WAIT, 0x80000000], ['WTSCloseServer']]);
    expect(open(world, 'THERE')?.waits).toBe(1);
    await other.watch.close();
    await world.settled();
    expect(open(world, 'THERE')).toEqual(NOTHING_OPEN);
  });

  it('ends though the host hangs, and lets go when the host does', async () => {
    const { world, back, watch, ended } = await there();
    const hang = back.hang();
    await watch.close();
    expect(await ended).toBe('end');
    hang.end();
    await world.settled();
    expect(open(world, 'THERE')).toEqual(NOTHING_OPEN);
    expect(world.calls.at(-1)?.name).toBe('WTSCloseServer');
  });
});
