import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import type { TerminalCallHandler } from '../../../../lib/mock/terminal/raw-calls.js';

const ANY = 0x7fffffff;
const FLUSH = 0x80000000;
const two = {
  version: 1,
  hosts: [{ sessions: [{ id: 0 }, { id: 1 }, { id: 2, user: 'anna' }, { id: 3, user: 'ben' }] }],
};

/** A window, registered, and what it is told. */
function windowOf(world = createWorld(two)) {
  const door = world as unknown as TerminalCallHandler;
  const heard: unknown[] = [];
  const window = {};
  const destroy = door.subscribe(window, {
    notice: (event, id) => heard.push([event, id]),
    lost: count => heard.push(['lost', count]),
    service: state => heard.push(['service', state]),
    ready: () => heard.push('ready'),
  });
  const register = () => door.ask(undefined, 'WTSRegisterSessionNotificationEx', { flags: 1 }, { on: window });
  const unregister = () => door.ask(undefined, 'WTSUnRegisterSessionNotificationEx', {}, { on: window });
  const askForService = () =>
    door.ask(undefined, 'NotifyServiceStatusChangeW', { service: 'TermService' }, { on: window });
  const take = async () => {
    await world.settled();
    return heard.splice(0);
  };
  return { world, door, heard, destroy, register, unregister, askForService, take };
}

describe('a registered window', () => {
  it('is told by promise jobs, never from inside an act, and in order', async () => {
    const { world, heard, register, take } = windowOf();
    expect(register()).toEqual({ ok: true, value: undefined });
    world.lock(2);
    world.unlock(3);
    expect(heard).toEqual([]);
    await undefined;
    expect(await take()).toEqual([
      [7, 2],
      [8, 3],
    ]);
  });

  it('is told a logon at a client, a lock, a shadow, a disconnect, a reconnect, a logoff', async () => {
    const { world, register, take } = windowOf();
    register();
    const id = world.logon({ user: 'dora', client: { name: 'PC' } });
    expect(await take()).toEqual([10, 3, 5, 15].map(event => [event, id]));
    world.lock(id);
    world.remoteControl(id);
    expect(await take()).toEqual([7, 9].map(event => [event, id]));
    world.disconnect(id);
    expect(await take()).toEqual([[4, id]]);
    world.reconnect(id, { name: 'PC2' });
    expect(await take()).toEqual([3, 8].map(event => [event, id]));
    world.reconnect(id, { name: 'PC3' });
    expect(await take()).toEqual([4, 3].map(event => [event, id]));
    world.logoff(id);
    expect(await take()).toEqual([6, 4, 11].map(event => [event, id]));
  });

  it('is told what happens at the console', async () => {
    const { world, register, take } = windowOf();
    register();
    world.logon({ user: 'dora' });
    expect(await take()).toEqual([
      [5, 1],
      [15, 1],
    ]);
    // Somebody else: she is disconnected, a fresh session stands at the console, and he logs on there.
    world.logon({ user: 'emil' });
    expect(await take()).toEqual([
      [2, 1],
      [10, 4],
      [1, 4],
      [5, 4],
      [15, 4],
    ]);
    world.logoff(4);
    expect(await take()).toEqual([
      [6, 4],
      [2, 4],
      [10, 5],
      [1, 5],
      [11, 4],
    ]);
    // She comes back, and nobody needs the session with the logon screen any more.
    world.reconnect(1, 'console');
    expect(await take()).toEqual([
      [2, 5],
      [11, 5],
      [1, 1],
    ]);
  });

  it('is told of a logoff that a program asked for', async () => {
    const { world, register, take } = windowOf();
    register();
    await world.module.localHost().logoff(2);
    expect((await take()).at(-1)).toEqual([11, 2]);
  });

  it('hears nothing before it registers, after it unregisters, and once it is destroyed', async () => {
    const { world, register, unregister, destroy, take } = windowOf();
    expect(unregister()).toMatchObject({ ok: false });
    world.lock(2);
    register();
    expect(await take()).toEqual([]);
    register();
    unregister();
    world.lock(2);
    expect(await take()).toEqual([[7, 2]]);
    unregister();
    world.lock(2);
    expect(await take()).toEqual([]);
    register();
    world.lock(2);
    destroy();
    expect(await take()).toEqual([]);
  });

  it('of all sessions is the only kind', () => {
    const { door } = windowOf();
    expect(door.ask(undefined, 'WTSRegisterSessionNotificationEx', { flags: 0 }, { on: {} })).toMatchObject({
      code: 87,
    });
  });

  it('is told of this machine alone', async () => {
    const { world, register, take } = windowOf();
    register();
    world.host('rds01').logon({ user: 'x' });
    expect(await take()).toEqual([]);
  });
});

describe('events on their way', () => {
  it('are late', async () => {
    const { world, register, take } = windowOf();
    register();
    const late = world.delayEvents(500);
    world.lock(2);
    late.end();
    world.lock(3);
    expect(await take()).toEqual([[7, 3]]);
    await world.advance(499);
    expect(await take()).toEqual([]);
    await world.advance(1);
    expect(await take()).toEqual([[7, 2]]);
  });

  it('come twice', async () => {
    const { world, register, take } = windowOf();
    register();
    using _twice = world.doubleEvents();
    world.lock(2);
    expect(await take()).toEqual([
      [7, 2],
      [7, 2],
    ]);
  });

  it('change places with their neighbours', async () => {
    const { world, register, take } = windowOf();
    register();
    const mixed = world.reorderEvents();
    const id = world.logon({ user: 'dora', client: { name: 'PC' } });
    world.lock(id);
    mixed.end();
    world.unlock(id);
    expect(await take()).toEqual([3, 10, 15, 5, 7, 8].map(event => [event, id]));
  });

  it('get lost: some types, so many times', async () => {
    const { world, register, take } = windowOf();
    register();
    const lost = world.dropEvents({ types: ['lock'], times: 2 });
    for (const id of [2, 3, 2]) {
      world.lock(id);
      world.unlock(id);
    }
    expect(await take()).toEqual([
      [8, 2],
      [8, 3],
      [7, 2],
      [8, 2],
    ]);
    lost.end();
    using _all = world.dropEvents();
    world.logoff(3);
    world.notice(0x99, 1);
    expect(await take()).toEqual([]);
    expect(() => world.dropEvents({ types: ['lok' as never] })).toThrow('no event is named lok; did you mean lock?');
  });

  it('overflow in the place where they were', async () => {
    const { world, register, take } = windowOf();
    register();
    world.lock(2);
    world.overflow(3);
    world.lock(3);
    world.overflow();
    expect(await take()).toEqual([
      [7, 2],
      ['lost', 3],
      [7, 3],
      ['lost', undefined],
    ]);
    expect(() => world.overflow(0)).toThrow(RangeError);
    expect(() => world.notice(-1, 2)).toThrow(RangeError);
  });
});

describe('TermService', () => {
  it('has its event only while it runs, signalled when it is ready', () => {
    const { world, door } = windowOf();
    const event = () => door.ask(undefined, 'OpenEventW', { name: 'Global\\TermSrvReadyEvent' });
    expect(event()).toEqual({ ok: true, value: true });
    world.stopTerminalServices();
    expect(event()).toMatchObject({ code: 2 });
    expect(() => world.terminalServicesReady()).toThrow('the service TermService of WORLD does not run');
    world.startTerminalServices({ ready: false });
    expect(event()).toEqual({ ok: true, value: false });
    world.terminalServicesReady();
    expect(event()).toEqual({ ok: true, value: true });
  });

  it('is needed for no list, act or notice, near or far', async () => {
    const { world, door, register, take } = windowOf();
    const rds = world.host('rds01');
    const far = rds.logon({ user: 'zoe', client: { name: 'PC' } });
    register();
    world.stopTerminalServices();
    rds.stopTerminalServices();
    world.lock(2);
    expect(await take()).toEqual([[7, 2]]);
    const again = {};
    expect(door.ask(undefined, 'WTSRegisterSessionNotificationEx', { flags: 1 }, { on: again })).toMatchObject({
      ok: true,
    });
    const local = world.module.localHost();
    expect(await local.sessions({ details: true })).toHaveLength(4);
    expect(await local.processes({ session: 2 })).not.toHaveLength(0);
    expect(await local.message(2, 'x')).toBe('sent');
    await local.logoff(2);
    await using host = await world.module.openHost('rds01');
    expect(await host.session(far)).toMatchObject({ user: 'zoe' });
    await host.logoff(far);
  });

  it('reports the present state to the first question and to a late one, and each change once for each question', async () => {
    const { world, askForService, take } = windowOf();
    expect(askForService()).toEqual({ ok: true, value: undefined });
    expect(await take()).toEqual([['service', 4]]);
    askForService();
    expect(await take()).toEqual([]);
    world.stopTerminalServices();
    world.startTerminalServices();
    expect(await take()).toEqual([['service', 1], 'ready']);
    askForService();
    expect(await take()).toEqual([['service', 4]]);
    world.startTerminalServices();
    expect(await take()).toEqual([]);
  });

  it('that a scenario says is stopped is', () => {
    const world = createWorld({ version: 1, hosts: [{ termService: 'stopped' }] });
    const state = () =>
      (world as unknown as TerminalCallHandler).ask(undefined, 'QueryServiceStatus', { service: 'termservice' });
    expect(state()).toEqual({ ok: true, value: 1 });
    world.startTerminalServices();
    expect(state()).toEqual({ ok: true, value: 4 });
    expect(world.toScenario().hosts?.[0]).not.toHaveProperty('termService');
  });
});

describe('the Local Session Manager', () => {
  it('takes the registrations along when it stops', async () => {
    const { world, register, take } = windowOf();
    register();
    const stopped = world.stopService('LSM');
    expect(register()).toMatchObject({ ok: false, code: 1702 });
    stopped.end();
    world.lock(2);
    expect(await take()).toEqual([]);
    register();
    world.lock(2);
    expect(await take()).toEqual([[7, 2]]);
  });

  it('answers nothing while it is stopped, and its sessions stay', async () => {
    const { world, door } = windowOf();
    const host = world.module.localHost();
    const stopped = world.stopService('LSM');
    await expect(host.sessions()).rejects.toMatchObject({ errno: 1702 });
    await expect(host.logoff(2)).rejects.toMatchObject({ errno: 1702 });
    // What is no question to the service is answered.
    expect(world.module.activeConsoleSessionId()).toBe(1);
    expect(world.module.currentSessionId()).toBe(2);
    expect(door.ask(undefined, 'QueryServiceStatus', { service: 'TermService' })).toMatchObject({ value: 4 });
    expect(door.ask(undefined, 'QueryServiceStatus', { service: 'LSM' })).toMatchObject({ value: 1 });
    stopped.end();
    expect(await host.sessions()).toHaveLength(4);
  });

  it('of another machine is out of reach', async () => {
    const { world } = windowOf();
    world.host('rds01').stopService('LSM');
    await expect(world.module.openHost('rds01')).rejects.toMatchObject({ reason: 'unreachable', errno: 1722 });
  });

  it('that a scenario says is stopped is, and is written so', async () => {
    const world = createWorld({ version: 1, hosts: [{ lsm: 'stopped' }] });
    await expect(world.module.localHost().sessions()).rejects.toMatchObject({ errno: 1702 });
    expect(world.toScenario().hosts?.[0]).toMatchObject({ lsm: 'stopped' });
    expect(world.toScenario().hosts?.[0]).not.toHaveProperty('termService');
  });
});

describe('stopService', () => {
  const state = (world: ReturnType<typeof createWorld>) =>
    (world as unknown as TerminalCallHandler).ask(undefined, 'QueryServiceStatus', { service: 'TermService' });
  const STOPPED = { ok: true, value: 1 };
  const RUNNING = { ok: true, value: 4 };

  it('holds a service until the last fault ends', () => {
    const world = createWorld();
    const first = world.stopService('TermService');
    const second = world.stopService('TermService');
    first.end();
    first.end();
    expect(state(world)).toEqual(STOPPED);
    second.end();
    expect(state(world)).toEqual(RUNNING);
  });

  it('gives way to who starts the service by hand, and leaves stopped what was stopped otherwise', () => {
    const world = createWorld();
    const fault = world.stopService('TermService');
    world.startTerminalServices();
    expect(state(world)).toEqual(RUNNING);
    world.stopTerminalServices();
    fault.end();
    expect(state(world)).toEqual(STOPPED);
    world.stopService('TermService').end();
    expect(state(world)).toEqual(STOPPED);
  });

  it('knows the services there are', () => {
    expect(() => createWorld().stopService('Spooler' as never)).toThrow(
      new TypeError('a service is one of TermService, LSM, MSiSCSI, VSS, not Spooler'),
    );
  });
});

describe('WTSWaitSystemEvent', () => {
  const waiting = () => {
    const world = createWorld(two);
    const rds = world.host('rds01');
    const door = world as unknown as TerminalCallHandler;
    const wait = (mask = ANY, on: unknown = 'handle') => {
      const answers: unknown[] = [];
      Promise.resolve(door.ask('rds01', 'WTSWaitSystemEvent', { mask }, { on })).then(it => answers.push(it));
      return answers;
    };
    return { world, rds, door, wait };
  };

  it('answers with all that happened at once', async () => {
    const { world, rds, wait } = waiting();
    const heard = wait();
    await world.settled();
    expect(heard).toEqual([]);
    const id = rds.logon({ user: 'anna', client: { name: 'PC' } });
    await world.settled();
    // CREATE, CONNECT, LOGON, STATECHANGE.
    expect(heard).toEqual([{ ok: true, value: 0x1 | 0x8 | 0x20 | 0x80 }]);
    const again = wait();
    rds.lock(id);
    await world.settled();
    expect(again).toEqual([]);
    rds.disconnect(id);
    await world.settled();
    expect(again).toEqual([{ ok: true, value: 0x10 | 0x80 }]);
    const last = wait(0x2 | 0x40);
    rds.reconnect(id, {});
    await world.settled();
    expect(last).toEqual([]);
    rds.logoff(id);
    await world.settled();
    expect(last).toEqual([{ ok: true, value: 0x2 | 0x40 }]);
  });

  it('forgets what happens while nobody waits', async () => {
    const { world, rds, wait } = waiting();
    rds.logon({ user: 'anna' });
    await world.settled();
    const heard = wait();
    await world.settled();
    expect(heard).toEqual([]);
  });

  it('is flushed for all who wait on the same handle, and for no other', async () => {
    const { world, wait } = waiting();
    const all = [wait(ANY, 'a'), wait(ANY, 'a'), wait(ANY, 'b')];
    expect(wait(FLUSH, 'a')).toEqual([]);
    await world.settled();
    expect(all).toEqual([[{ ok: true, value: 0 }], [{ ok: true, value: 0 }], []]);
  });

  it('breaks with the connection', async () => {
    const { world, rds, wait } = waiting();
    const first = wait();
    const cut = rds.unreachable();
    await world.settled();
    const second = wait();
    await world.settled();
    cut.end();
    const third = wait();
    rds.stopService('LSM');
    await world.settled();
    expect([...first, ...second, ...third]).toMatchObject([{ code: 1722 }, { code: 1722 }, { code: 1722 }]);
  });

  it('is not answered by a host that hangs, though it waited before', async () => {
    const { world, rds, wait } = waiting();
    const heard = wait();
    const hang = rds.hang();
    rds.logon({ user: 'anna' });
    const flushed = wait(FLUSH);
    await world.advance(60_000);
    expect([...heard, ...flushed]).toEqual([]);
    hang.end();
    await world.settled();
    expect(heard).toMatchObject([{ ok: true, value: 0x20 | 0x80 }]);
    expect(flushed).toEqual([{ ok: true, value: 0 }]);
  });
});

it('GetLastInputInfo is about the caller’s own session, and never a false 0', async () => {
  const world = createWorld({ ...two, caller: { sessionId: 2 } });
  const door = world as unknown as TerminalCallHandler;
  world.input(2);
  expect(door.ask(undefined, 'GetLastInputInfo', {})).toEqual({ ok: true, value: 0 });
  await world.advance(2 ** 32 - 1_000);
  expect(door.ask(undefined, 'GetLastInputInfo', {})).toMatchObject({ ok: true });
  await world.advance(2_000);
  expect(door.ask(undefined, 'GetLastInputInfo', {})).toMatchObject({ ok: false, code: 0 });
  const services = createWorld(two, { as: 'system' }) as unknown as TerminalCallHandler;
  expect(services.ask(undefined, 'GetLastInputInfo', {})).toMatchObject({ ok: false, code: 0 });
});
