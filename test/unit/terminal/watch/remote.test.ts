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

  it('waits on its own handle, and lists', async () => {
    const { world, events } = await there();
    const names = world.calls.map(call => call.name);
    expect(names.filter(name => name === 'WTSOpenServerExW')).toHaveLength(2);
    expect(world.calls.find(call => call.name === WAIT)).toEqual({ name: WAIT, host: 'THERE', args: [0x7fffffff] });
    expect(events.map(short)).toEqual(['snapshot']);
    expect(open(world, 'THERE')).toEqual({ windows: 0, registered: 0, waits: 1 });
  });

  it('reports what the lists show: sessions that began, ended, connected, disconnected or have another user', async () => {
    const { world, back, reported, events } = await there(undefined, { details: true });
    const dora = back.logon({ user: 'dora', client: { name: 'PC' } });
    await world.settled();
    expect(reported()).toEqual([
      ['create', dora],
      ['remoteConnect', dora],
      ['logon', dora],
    ]);
    expect(events.at(-1)).toMatchObject({ session: { user: 'dora' }, before: undefined, overlap: false });
    back.disconnect(dora);
    await world.settled();
    expect(reported()).toEqual([['remoteDisconnect', dora]]);
    back.reconnect(dora, { name: 'PC2' });
    await world.settled();
    expect(reported()).toEqual([['remoteConnect', dora]]);
    expect(events.at(-1)).toMatchObject({ reconnect: true, before: { state: 'disconnected' } });
    back.logoff(dora);
    back.logon({ user: 'emil', client: { name: 'PC' } });
    await world.settled();
    expect(reported()).toEqual([
      ['logoff', dora],
      ['remoteDisconnect', dora],
      ['terminate', dora],
      ['create', dora],
      ['remoteConnect', dora],
      ['logon', dora],
    ]);
    back.logon({ user: 'fritz' });
    await world.settled();
    expect(reported()).toEqual([['logon', 1]]);
  });

  it('misses nothing that happens while a list is taken', async () => {
    const { world, back, reported } = await there();
    const late = back.delay('WTSEnumerateSessionsExW', 300);
    back.logon({ user: 'dora', client: { name: 'PC' } });
    await world.advance(100);
    back.disconnect(2);
    await world.advance(100);
    back.logon({ user: 'emil', client: { name: 'PC' } });
    await world.advance(5_000);
    late.end();
    expect(reported()).toEqual(
      expect.arrayContaining([
        ['logon', 3],
        ['logon', 4],
        ['remoteDisconnect', 2],
      ]),
    );
  });

  it('lists again when the first wait should have begun, because nothing shows when it does', async () => {
    const world = createWorld(scenario);
    const host = await world.module.openHost('THERE');
    opened.push(host);
    world.host('THERE').delay('WTSOpenServerExW', 900);
    const { reported } = await watched({}, world, host);
    world.host('THERE').disconnect(2);
    await world.advance(900);
    expect(reported()).toEqual([]);
    await world.advance(100);
    expect(reported()).toEqual([['remoteDisconnect', 2]]);
  });

  it('waits again before each list', async () => {
    const { world, back } = await there();
    world.clearCalls();
    back.disconnect(2);
    await world.settled();
    const names = world.calls.map(call => call.name);
    expect(names.slice(0, 2)).toEqual([WAIT, 'WTSEnumerateSessionsExW']);
  });

  it('lists once a minute, and so reports an event that the server did not', async () => {
    const { world, back, reported } = await there();
    await world.advance(1_000);
    {
      using _drop = back.dropEvents();
      back.disconnect(2);
    }
    await world.advance(58_000);
    expect(reported()).toEqual([]);
    await world.advance(1_000);
    expect(reported()).toEqual([['remoteDisconnect', 2]]);
  });

  it('asks for locks at the interval of `poll`', async () => {
    const { world, back, reported } = await there(undefined, { poll: 2_000 });
    await world.advance(1_000);
    back.lock(2);
    await world.advance(999);
    expect(reported()).toEqual([]);
    await world.advance(1);
    expect(reported()).toEqual([['lock', 2]]);
    back.unlock(2);
    await world.advance(2_000);
    expect(reported()).toEqual([['unlock', 2]]);
  });

  it('shares one wait among its watches, and later ones begin with the known table', async () => {
    const { world, host, back } = await there();
    const second = await watched({}, world, host);
    const third = await watched({ details: true }, world, host);
    expect(open(world, 'THERE')?.waits).toBe(1);
    expect(second.events.map(short)).toEqual(['snapshot']);
    back.disconnect(2);
    await world.settled();
    expect(second.reported()).toEqual([['remoteDisconnect', 2]]);
    expect(third.reported()).toEqual([['remoteDisconnect', 2]]);
  });

  it('makes pauses when a server answers at once, whatever the answer is', async () => {
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

  it('works again after a break: a gap, longer and longer pauses, a snapshot', async () => {
    const { world, back, reported, watch } = await there();
    const cut = back.unreachable();
    back.disconnect(2);
    await world.settled();
    expect(reported()).toEqual([['gap', 'connection-lost', undefined]]);
    world.clearCalls();
    await world.advance(120_000);
    // 0.25, 0.5, 1, 2, 5, 15, 60 seconds. A host that hangs would keep a wait forever, so a list comes first.
    expect(countCalls(world, 'WTSEnumerateSessionsExW')).toBe(7);
    expect(waits(world)).toBe(0);
    expect(reported()).toEqual([]);
    cut.end();
    await world.advance(60_000);
    expect(reported()).toEqual(['snapshot']);
    expect(watch.sessions.get(2)?.state).toBe('disconnected');
    back.reconnect(2, { name: 'PC' });
    await world.settled();
    expect(reported()).toEqual([['remoteConnect', 2]]);
    expect(open(world, 'THERE')?.waits).toBe(1);
  });

  it('lists again after a break that came in the middle of a list', async () => {
    const { world, back, reported } = await there();
    const held = back.hold('WTSEnumerateSessionsExW', { times: 1 });
    back.logon({ user: 'dora', client: { name: 'PC' } });
    await world.settled();
    const cut = back.unreachable();
    await world.settled();
    expect(reported()).toEqual([['gap', 'connection-lost', undefined]]);
    cut.end();
    await world.advance(5_000);
    held.end();
    await world.settled();
    expect(reported()).toEqual(['snapshot']);
  });

  it('treats a restart of the session manager as a break', async () => {
    const { world, back, reported } = await there();
    const stopped = back.stopService('LSM');
    await world.advance(3_000);
    stopped.end();
    await world.advance(10_000);
    expect(reported()).toEqual([['gap', 'connection-lost', undefined], 'snapshot']);
  });

  it('fails when Windows refuses from the start', async () => {
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
    all.forEach(({ reported }, i) => {
      expect(reported()).toEqual(i === 3 || i === 7 ? [] : [['remoteDisconnect', 2]]);
    });
  });

  it('reports again when a host that hung is back', async () => {
    const { world, back, reported } = await there();
    const hang = back.hang();
    back.disconnect(2);
    await world.advance(10_000);
    expect(reported()).toEqual([]);
    hang.end();
    await world.advance(1_000);
    expect(reported()).toEqual([['remoteDisconnect', 2]]);
  });

  it('ends with a flush of its own handle, and closes the handle', async () => {
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

  it('ends even if the host hangs, and frees the rest when the host answers', async () => {
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
