import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';

const fresh = () => {
  const world = createWorld();
  return { world, host: world.module.localHost() };
};

describe('fail', () => {
  it('strikes as often as it is told, and leaves the session alone', async () => {
    const { world, host } = fresh();
    const id = world.logon({ user: 'anna', client: { name: 'A' } });
    world.fail('WTSLogoffSession', { code: 'ERROR_ACCESS_DENIED', after: 1, times: 1 });
    await host.logoff(id);
    const again = world.logon({ user: 'anna', client: { name: 'A' } });
    await expect(host.logoff(again)).rejects.toMatchObject({ code: 'ERROR_ACCESS_DENIED' });
    expect((await host.session(again)).user).toBe('anna');
    await host.logoff(again);
    const logoffs = world.calls.filter(it => it.name === 'WTSLogoffSession');
    expect(logoffs.map(it => it.error)).toEqual([undefined, 'ERROR_ACCESS_DENIED', undefined]);
  });

  it('takes its turn after the one before it', async () => {
    const { world, host } = fresh();
    world.fail('WTSEnumerateSessionsExW', { code: 'ERROR_ACCESS_DENIED', times: 1 });
    world.fail('WTSEnumerateSessionsExW', { code: 'RPC_S_SERVER_UNAVAILABLE', times: 1 });
    await expect(host.sessions()).rejects.toMatchObject({ errno: 5 });
    await expect(host.sessions()).rejects.toMatchObject({ errno: 1722 });
    await expect(host.sessions()).resolves.toHaveLength(3);
  });

  it('can be meant for certain arguments', async () => {
    const { world, host } = fresh();
    world.fail('WTSQuerySessionInformationW', { code: 4711, args: [undefined, 10] });
    await expect(host.query(1, 'WTSClientName')).rejects.toMatchObject({ code: 'WIN32_4711', errno: 4711 });
    await expect(host.query(1, 'WTSUserName')).resolves.toBe('');
  });

  it('ends with its block', async () => {
    const { world, host } = fresh();
    {
      using _fault = world.fail('WTSEnumerateSessionsExW', { code: 'ERROR_ACCESS_DENIED' });
      await expect(host.sessions()).rejects.toThrow();
    }
    await expect(host.sessions()).resolves.toHaveLength(3);
  });

  it('names the nearest right word', () => {
    const { world } = fresh();
    const code = 'ERROR_ACCESS_DENIED';
    expect(() => world.fail('WTSLogofSession', { code })).toThrow(
      new TypeError('no raw call is named WTSLogofSession; did you mean WTSLogoffSession?'),
    );
    expect(() => world.fail('WTSLogoffSession', { code: 'ERROR_ACESS_DENIED' })).toThrow(
      'did you mean ERROR_ACCESS_DENIED?',
    );
    expect(() => world.fail('WTSLogoffSession', { code: 'nonsense-of-mine' })).toThrow("'WIN32_<number>'");
    expect(() => world.spoil('WTSLogoffSession', 'long' as never)).toThrow(
      'a shape is one of null, short, unterminated',
    );
    expect(() => world.delay('WTSLogoffSession', -1)).toThrow(RangeError);
    expect(() => world.remove('WTSEnumerateSessions')).toThrow('did you mean WTSEnumerateSessionsW?');
  });
});

describe('answers that do not come at once', () => {
  it('wait for the end of a hold', async () => {
    const { world, host } = fresh();
    const hold = world.hold('WTSEnumerateSessionsExW');
    let done = false;
    const listed = host.sessions().then(all => {
      done = true;
      return all;
    });
    await world.settled();
    expect(done).toBe(false);
    // What is told is how things are when the answer is made.
    world.logon({ user: 'anna', client: { name: 'A' } });
    hold.end();
    expect(await listed).toHaveLength(4);
  });

  it('wait for a host that hangs, except on a thread of JavaScript', async () => {
    const { world, host } = fresh();
    const hang = world.hang();
    expect(host.sessionsSync()).toHaveLength(3);
    await expect(Promise.all([host.sessions({ timeout: 100 }), world.advance(100)])).rejects.toMatchObject({
      code: 'ETIMEDOUT',
    });
    hang.end();
    expect(await host.sessions()).toHaveLength(3);
  });

  it('come after a delay on the world’s clock', async () => {
    const { world, host } = fresh();
    world.delay('WTSQuerySessionInformationW', 250, { times: 1 });
    let done = false;
    const name = host.query(1, 'WTSWinStationName').then(it => {
      done = true;
      return it;
    });
    await world.advance(249);
    expect(done).toBe(false);
    await world.advance(1);
    expect(await name).toBe('Console');
  });
});

describe('a host that is not there', () => {
  it('fails every call, but gives a handle', async () => {
    const { world } = fresh();
    const dead = world.host('rds02').unreachable();
    await expect(world.module.openHost('rds02')).rejects.toMatchObject({ reason: 'unreachable', host: 'rds02' });
    expect(world.calls.find(it => it.name === 'WTSOpenServerExW')?.error).toBeUndefined();
    dead.end();
    const host = await world.module.openHost('rds02');
    expect(await host.sessions()).toHaveLength(3);
    await host.close();
    expect(world.calls.at(-1)).toEqual({ name: 'WTSCloseServer', host: 'rds02', args: [] });
  });
});

describe('an export that is missing', () => {
  it('makes the older call', async () => {
    const { world, host } = fresh();
    const gone = world.remove('WTSEnumerateSessionsExW');
    expect(await host.sessions()).toHaveLength(3);
    const names = () => world.calls.map(it => it.name);
    expect(names()).toContain('WTSEnumerateSessionsW');
    expect(names()).not.toContain('WTSEnumerateSessionsExW');
    gone.end();
    await host.sessions();
    expect(names()).toContain('WTSEnumerateSessionsExW');
  });
});

describe('a spoiled buffer', () => {
  it('is an error where a structure is meant', async () => {
    const { world, host } = fresh();
    const bad = { errno: 13, syscall: 'WTSQuerySessionInformationW' };
    for (const shape of ['null', 'short'] as const) {
      const fault = world.spoil('WTSQuerySessionInformationW', shape);
      await expect(host.query(1, 'WTSClientInfo')).rejects.toMatchObject(bad);
      fault.end();
    }
    world.spoil('WTSEnumerateSessionsExW', 'null', { times: 1 });
    await expect(host.sessions()).rejects.toMatchObject({ errno: 13, syscall: 'WTSEnumerateSessionsExW' });
    expect(world.calls.at(-1)?.error).toBeUndefined();
  });

  it('leaves a text what it is', async () => {
    const { world, host } = fresh();
    for (const shape of ['short', 'unterminated'] as const) {
      world.spoil('WTSQuerySessionInformationW', shape, { times: 1 });
      expect(await host.query(1, 'WTSWinStationName')).toBe('Console');
    }
    world.spoil('WTSQuerySessionInformationW', 'unterminated', { times: 1 });
    expect(await host.queryRaw(1, 6)).toHaveLength(14);
    expect(await host.queryRaw(1, 6)).toHaveLength(16);
    // Only a text can lack its end.
    world.spoil('WTSQuerySessionInformationW', 'unterminated', { times: 1 });
    expect(await host.queryRaw(1, 25)).toHaveLength(232);
  });
});
