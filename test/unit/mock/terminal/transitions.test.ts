import { describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../../lib/mock/index.js';

const one = async (world: World, id: number) => await world.module.localHost().session(id);
const ids = async (world: World) => (await world.module.localHost().sessions()).map(it => it.id);

describe('the console', () => {
  it('gets a fresh session when its user logs off', async () => {
    const world = createWorld();
    const id = world.logon({ user: 'anna' });
    expect(id).toBe(1);
    world.logoff(id);
    expect(await ids(world)).toEqual([0, 2, 65536]);
    expect(world.module.activeConsoleSessionId()).toBe(2);
    expect(await one(world, 2)).toMatchObject({ name: 'Console', state: 'connected', user: undefined });
  });

  it('changes hands when users are switched', async () => {
    const world = createWorld();
    const anna = world.logon({ user: 'anna' });
    const ben = world.logon({ user: 'ben', client: 'console' });
    expect(await one(world, anna)).toMatchObject({ state: 'disconnected', name: '', user: 'anna', isConsole: false });
    expect(await one(world, ben)).toMatchObject({ state: 'active', name: 'Console', isConsole: true });
    world.reconnect(anna, 'console');
    expect(await one(world, anna)).toMatchObject({
      state: 'active',
      name: 'Console',
      isConsole: true,
      isRemote: false,
    });
    expect(await one(world, ben)).toMatchObject({ state: 'disconnected', name: '', isConsole: false });
  });

  it('gives its session to a remote client and goes on with another', async () => {
    const world = createWorld();
    const anna = world.logon({ user: 'anna' });
    world.reconnect(anna, { name: 'HOME' });
    expect(await one(world, anna)).toMatchObject({ name: 'RDP-Tcp#0', isConsole: false, isRemote: true });
    expect(world.module.activeConsoleSessionId()).toBe(2);
    // Back again: the session that showed the logon screen meanwhile is of no use to anybody.
    world.reconnect(anna, 'console');
    expect(await ids(world)).toEqual([0, 1, 65536]);
  });
});

describe('a remote session', () => {
  it('stays when its client goes, and takes another', async () => {
    const world = createWorld();
    const id = world.logon({ user: 'anna', client: { name: 'OFFICE' } });
    await world.advance(1_000);
    const gone = world.now;
    world.disconnect(id);
    await world.advance(5_000);
    expect(await one(world, id)).toMatchObject({
      state: 'disconnected',
      name: '',
      disconnectTime: gone,
      idleMs: 5_000,
    });
    const back = world.now;
    world.reconnect(id, { name: 'HOME', address: '2001:db8::1' });
    expect(await one(world, id)).toMatchObject({ state: 'active', name: 'RDP-Tcp#1', connectTime: back, idleMs: 0 });
    expect((await one(world, id)).client).toMatchObject({ name: 'HOME', address: '2001:db8::1' });
  });

  it('shows the logon screen until somebody logs on', async () => {
    const world = createWorld();
    const id = world.connect({ name: 'KIOSK' });
    expect(await one(world, id)).toMatchObject({ state: 'connected', kind: 'free', user: undefined });
    expect(world.logon({ user: 'anna', session: id })).toBe(id);
    expect(await one(world, id)).toMatchObject({ state: 'active', user: 'anna', client: { name: 'KIOSK' } });
    const other = world.connect();
    world.disconnect(other);
    expect(await ids(world)).not.toContain(other);
  });

  it('takes its processes along when it ends', async () => {
    const world = createWorld();
    const host = world.module.localHost();
    const id = world.logon({ user: 'anna', client: { name: 'A' } });
    const pid = world.startProcess({ name: 'notes.exe', session: id });
    expect((await host.processes({ session: id })).map(it => it.name)).toEqual([
      'winlogon.exe',
      'explorer.exe',
      'notes.exe',
    ]);
    expect(world.module.sessionIdOf(pid)).toBe(id);
    await host.logoff(id);
    expect(await host.processes()).not.toContainEqual(expect.objectContaining({ sessionId: id }));
    expect(() => world.module.sessionIdOf(pid)).toThrow(expect.objectContaining({ reason: 'not-found' }));
  });

  it('gives its id to the next one, but never its key', async () => {
    const world = createWorld();
    const keys = new Set<string>();
    for (let i = 0; i < 5; i++) {
      const id = world.logon({ user: 'anna', client: { name: 'A' } });
      expect(id).toBe(2);
      keys.add((await one(world, id)).key);
      world.logoff(id);
    }
    expect(keys.size).toBe(5);
  });

  it('is idle until somebody does something', async () => {
    const world = createWorld();
    const id = world.logon({ user: 'anna', client: { name: 'A' } });
    world.lock(id);
    await world.advance(90_000);
    expect(await one(world, id)).toMatchObject({ lock: 'locked', idleMs: 90_000 });
    world.unlock(id);
    expect(await one(world, id)).toMatchObject({ lock: 'unlocked', idleMs: 0 });
    await world.advance(10_000);
    world.input(id);
    expect(await one(world, id)).toMatchObject({ idleMs: 0 });
  });
});

describe('a message', () => {
  const ask = (world: World, id: number, expires?: number) =>
    world.module.localHost().message(id, 'Still there?', { title: 'Hello', buttons: 'yesNo', wait: true, expires });

  it('waits for its answer', async () => {
    const world = createWorld();
    const id = world.logon({ user: 'anna' });
    const answer = ask(world, id);
    await world.settled();
    expect(world.messages).toMatchObject([
      { sessionId: id, title: 'Hello', text: 'Still there?', style: 4, waiting: true },
    ]);
    world.answerMessage(id, 'yes');
    expect(await answer).toBe('yes');
    expect(world.messages).toEqual([]);
  });

  it('goes away when its time is up', async () => {
    const world = createWorld();
    const answer = ask(world, 1, 5_000);
    await world.advance(4_999);
    expect(world.messages).toHaveLength(1);
    await world.advance(1);
    expect(await answer).toBe('expired');
  });

  it('is answered at once when nobody waits, and shown all the same', async () => {
    const world = createWorld();
    expect(await world.module.localHost().message(1, 'Hello')).toBe('sent');
    expect(world.messages).toMatchObject([{ sessionId: 1, waiting: false, expiresAt: undefined }]);
  });

  it('ends with its session', async () => {
    const world = createWorld();
    const id = world.logon({ user: 'anna' });
    const answer = ask(world, id);
    await world.settled();
    world.logoff(id);
    await expect(answer).rejects.toMatchObject({ reason: 'not-found' });
  });
});

describe('a mistake at the back door', () => {
  it('says which sessions there are', () => {
    const world = createWorld();
    expect(() => world.lock(7)).toThrow('WORLD has no session 7; it has 0, 1 and 65536');
    expect(() => world.lock(1)).toThrow('session 1 of WORLD has nobody logged on');
    expect(() => world.logoff(0)).toThrow('never ends');
    expect(() => world.logoff(65536)).toThrow('is a listener');
    expect(() => world.disconnect(1)).toThrow('is the console, and nobody is logged on');
    expect(() => world.endProcess(3)).toThrow('WORLD has no process 3');
    expect(() => world.answerMessage(1, 'yes')).toThrow('session 1 of WORLD shows no message; none does');
    expect(() => world.answerMessage(1, 'yess' as never)).toThrow('did you mean yes?');
    expect(() => world.logon({ user: '' })).toThrow('logon needs a user');
    expect(() => world.connect({ nmae: 'A' } as never)).toThrow('client.nmae is not known; did you mean name?');
    expect(() => world.connect({ address: 'home' })).toThrow("client.address is not an IPv4 or IPv6 address: 'home'");
  });
});
