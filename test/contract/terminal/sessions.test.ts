import { describe, expect, it } from 'vitest';
import { rich } from '../rich.js';
import { rawCalls, rejection, withWorld } from '../suite.js';

describe('sessions()', () => {
  const driver = withWorld(rich);

  it('lists every session with all values of the listing', async () => {
    const host = driver.winstation.localHost();
    const sessions = await host.sessions();
    const base = { host: host.name, isConsole: false, isCurrent: false };
    const nobody = { user: undefined, domain: undefined, account: undefined };
    expect(sessions.map(({ takenAt, ...rest }) => rest)).toEqual([
      { ...base, ...nobody, id: 0, name: 'Services', state: 'disconnected', kind: 'services' },
      { ...base, ...nobody, id: 1, name: 'Console', state: 'connected', kind: 'free', isConsole: true },
      {
        ...base,
        id: 3,
        name: 'RDP-Tcp#17',
        state: 'active',
        kind: 'user',
        user: 'anna.with-a-name-longer-than-twenty',
        domain: 'CORPORATE-NETWORK-EU',
        account: 'CORPORATE-NETWORK-EU\\anna.with-a-name-longer-than-twenty',
        isCurrent: true,
      },
      {
        ...base,
        id: 7,
        name: '',
        state: 'disconnected',
        kind: 'user',
        user: 'Ωmega漢字',
        domain: 'CORP',
        account: 'CORP\\Ωmega漢字',
      },
      {
        ...base,
        id: 9,
        name: 'RDP-Tcp#18',
        state: 'active',
        kind: 'user',
        user: 'berta',
        domain: 'CORP',
        account: 'CORP\\berta',
      },
      { ...base, ...nobody, id: 12, name: '', state: 'down', kind: 'free' },
      { ...base, ...nobody, id: 65536, name: 'RDP-Tcp', state: 'listen', kind: 'listener' },
    ]);
  });

  it('makes the same raw calls on every backend', async () => {
    await driver.winstation.localHost().sessions();
    expect(await rawCalls(driver)).toEqual([
      ['WTSGetActiveConsoleSessionId'],
      ['ProcessIdToSessionId', 4321],
      ['WTSEnumerateSessionsExW', 1],
    ]);
  });

  it('returns frozen rows that can be cloned and have every key', async () => {
    const [first] = await driver.winstation.localHost().sessions();
    expect(Object.isFrozen(first)).toBe(true);
    expect(structuredClone(first)).toEqual(first);
    expect(Object.keys(first ?? {})).toEqual([
      'host',
      'id',
      'name',
      'state',
      'kind',
      'user',
      'domain',
      'account',
      'isConsole',
      'isCurrent',
      'takenAt',
    ]);
    expect(first?.takenAt).toBeInstanceOf(Date);
    expect(Number.isNaN(first?.takenAt.getTime())).toBe(false);
  });

  it('lists the same synchronously', async () => {
    const host = driver.winstation.localHost();
    const strip = (rows: readonly { takenAt: Date }[]) => rows.map(({ takenAt, ...rest }) => rest);
    expect(strip(host.sessionsSync())).toEqual(strip(await host.sessions()));
  });

  it('knows each of the ten states, and one that it does not know', async () => {
    const states = [
      'active',
      'connected',
      'connectQuery',
      'shadow',
      'disconnected',
      'idle',
      'listen',
      'reset',
      'down',
      'init',
    ] as const;
    await driver.reset({
      version: 1,
      hosts: [{ local: true, sessions: states.map((state, i) => ({ id: 100 + i, name: `s${i}`, state })) }],
    });
    const sessions = await driver.winstation.localHost().sessions();
    expect(sessions.map(({ id, name, state }) => [id, name, state])).toEqual(
      states.map((state, i) => [100 + i, `s${i}`, state]),
    );
  });

  describe('where', () => {
    const ids = async (where: object) => (await driver.winstation.localHost().sessions({ where })).map(({ id }) => id);

    it.each([
      [{ kind: 'user' }, [3, 7, 9]],
      [{ kind: ['services', 'listener'] }, [0, 65536]],
      [{ state: 'active' }, [3, 9]],
      [{ state: ['down', 'connected'] }, [1, 12]],
      [{ user: 'BERTA' }, [9]],
      [{ user: 'corp\\berta' }, [9]],
      [{ user: 'OTHER\\berta' }, []],
      [{ user: ['ωMEGA漢字', 'berta'] }, [7, 9]],
      [{ id: 'console' }, [1]],
      [{ id: 'current' }, [3]],
      [{ id: [0, 12, 99] }, [0, 12]],
      [{ client: 'v6client' }, [9]],
      [{ client: ['LAPTOP-äö', 'nobody'] }, [3]],
      [{ kind: 'user', state: 'active', user: 'berta' }, [9]],
      [{ kind: 'user', id: [] }, []],
      [{}, [0, 1, 3, 7, 9, 12, 65536]],
    ])('%j', async (where, expected) => {
      expect(await ids(where)).toEqual(expected);
    });

    it('is applied before details are asked for', async () => {
      await driver.winstation.localHost().sessions({ details: true, where: { id: 9 } });
      const asked = (await driver.calls()).filter(call => call.name === 'WTSQuerySessionInformationW');
      expect(new Set(asked.map(call => call.args[0]))).toEqual(new Set([9]));
    });

    it('asks only for the clients of sessions that match the rest of the filter', async () => {
      await driver.winstation.localHost().sessions({ where: { kind: 'user', state: 'active', client: 'V6CLIENT' } });
      const asked = (await driver.calls()).filter(call => call.name === 'WTSQuerySessionInformationW');
      expect(asked.map(call => call.args)).toEqual([
        [3, 10],
        [9, 10],
        // The session at that client is compared once more.
        [9, 10],
        [9, 25],
      ]);
    });
  });

  describe('when the newer call is missing', () => {
    it.each(['ERROR_UNREPORTED', 'ERROR_NOT_SUPPORTED', 'ERROR_CALL_NOT_IMPLEMENTED', 'ERROR_PROC_NOT_FOUND'])(
      'takes the older one (%s)',
      async code => {
        const strip = (rows: readonly { takenAt: Date }[]) => rows.map(({ takenAt, ...rest }) => rest);
        const host = driver.winstation.localHost();
        const newer = strip(await host.sessions());
        await driver.clearCalls();
        const fault = await driver.fault('fail', 'WTSEnumerateSessionsExW', { code });
        expect(strip(await host.sessions())).toEqual(newer);
        const calls = (await rawCalls(driver)).slice(2);
        expect(calls.slice(0, 6)).toEqual([
          ['WTSEnumerateSessionsExW', 1],
          ['WTSEnumerateSessionsW'],
          ['WTSQuerySessionInformationW', 0, 5],
          ['WTSQuerySessionInformationW', 0, 7],
          ['WTSQuerySessionInformationW', 0, 25],
          ['WTSQuerySessionInformationW', 1, 5],
        ]);
        await fault.end();
      },
    );

    it('leaves out a session that ends between the calls', async () => {
      await driver.fault('fail', 'WTSEnumerateSessionsExW', { code: 'ERROR_CALL_NOT_IMPLEMENTED' });
      await driver.fault('fail', 'WTSQuerySessionInformationW', {
        code: 'ERROR_CTX_CLOSE_PENDING',
        args: [3],
      });
      const ids = (await driver.winstation.localHost().sessions()).map(({ id }) => id);
      expect(ids).toEqual([0, 1, 7, 9, 12, 65536]);
    });

    it('fails with the missing call in a synchronous list, and does not return an empty list', async () => {
      await driver.fault('fail', 'WTSEnumerateSessionsExW', { code: 'ERROR_CALL_NOT_IMPLEMENTED' });
      expect(() => driver.winstation.localHost().sessionsSync()).toThrowError(
        expect.objectContaining({
          code: 'ERROR_CALL_NOT_IMPLEMENTED',
          syscall: 'WTSEnumerateSessionsExW',
          reason: 'not-supported',
        }),
      );
    });
  });

  it('reports any other failure under its name', async () => {
    await driver.fault('fail', 'WTSEnumerateSessionsExW', { code: 'RPC_S_SERVER_UNAVAILABLE' });
    const host = driver.winstation.localHost();
    const expected = {
      name: 'WindowsError',
      code: 'RPC_S_SERVER_UNAVAILABLE',
      errno: 1722,
      syscall: 'WTSEnumerateSessionsExW',
      host: host.name,
      sessionId: undefined,
      reason: 'unreachable',
    };
    expect(await rejection(host.sessions())).toMatchObject(expected);
    expect(() => host.sessionsSync()).toThrowError(expect.objectContaining(expected));
  });

  it('reports the older call when both fail', async () => {
    await driver.fault('fail', 'WTSEnumerateSessionsExW', { code: 'ERROR_UNREPORTED' });
    await driver.fault('fail', 'WTSEnumerateSessionsW', { code: 'ERROR_ACCESS_DENIED' });
    const error = await rejection(driver.winstation.localHost().sessions());
    expect(error).toMatchObject({
      code: 'ERROR_ACCESS_DENIED',
      syscall: 'WTSEnumerateSessionsW',
      reason: 'access-denied',
    });
  });

  it('treats a missing buffer as a failure, not as an empty list', async () => {
    await driver.fault('spoil', 'WTSEnumerateSessionsExW', 'null');
    const error = await rejection(driver.winstation.localHost().sessions());
    expect(error).toMatchObject({ code: 'ERROR_INVALID_DATA', errno: 13, syscall: 'WTSEnumerateSessionsExW' });
  });

  it('lists nothing on a host without sessions', async () => {
    await driver.reset({ version: 1, hosts: [{ local: true, sessions: [], consoleSessionId: null, processes: [] }] });
    expect(await driver.winstation.localHost().sessions()).toEqual([]);
    expect(driver.winstation.localHost().sessionsSync()).toEqual([]);
    expect(await driver.winstation.localHost().sessions({ details: true })).toEqual([]);
  });

  it('keeps texts as they are: long, empty, beyond Latin-1, and lone surrogates', async () => {
    const texts = ['x'.repeat(300), 'ÿ', 'Ā', '😀', '\ud800', '\udfff-\ud800', 'a\u0301', 'ﷺ', ' ', 'tab\there'];
    await driver.reset({
      version: 1,
      hosts: [
        {
          local: true,
          sessions: texts.map((user, i) => ({
            id: 10 + i,
            name: `RDP-Tcp#${i}`,
            state: 'active',
            user,
            domain: texts.at(-1 - i),
          })),
        },
      ],
    });
    const rows = await driver.winstation.localHost().sessions();
    expect(rows.map(({ user }) => user)).toEqual(texts);
    expect(rows.map(({ domain }) => domain)).toEqual([...texts].reverse());
    expect(
      driver.winstation
        .localHost()
        .sessionsSync()
        .map(({ user }) => user),
    ).toEqual(texts);
  });

  it('lists ten thousand sessions', async () => {
    const sessions = Array.from({ length: 10_000 }, (_, i) => ({
      id: i + 1,
      name: `RDP-Tcp#${i}`,
      state: 'active' as const,
      user: `user${i}`,
      domain: i % 2 ? 'EVEN' : 'ÖDD',
    }));
    await driver.reset({ version: 1, hosts: [{ local: true, sessions, processes: [] }] });
    const rows = await driver.winstation.localHost().sessions();
    expect(rows.map(({ id, name, user, domain }) => [id, name, user, domain])).toEqual(
      sessions.map(({ id, name, user, domain }) => [id, name, user, domain]),
    );
  });

  it('answers many calls at the same time, in order', async () => {
    const host = driver.winstation.localHost();
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        host.sessions({ where: { id: i } }).then(() => {
          order.push(i);
        }),
      ),
    );
    expect(order).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });
});
