import { describe, expect, it } from 'vitest';
import {
  ioSessionNotifications,
  type SessionEvent,
  type SessionHost,
  type SessionWatch,
  type WatchOptions,
} from 'winstation';
import { rich } from '../rich.js';
import { rawCalls, rejection, withWorld } from '../suite.js';

describe('watch()', () => {
  const driver = withWorld(rich);
  const open: SessionWatch[] = [];

  /** A watch that is armed, and all its events. */
  async function armed(options?: WatchOptions, host: SessionHost = driver.winstation.localHost()) {
    const watch = host.watch(options);
    open.push(watch);
    const events: SessionEvent[] = [];
    const reading = (async () => {
      for await (const event of watch) events.push(event);
    })();
    reading.catch(() => {});
    await driver.pass(0);
    await watch.ready;
    return { watch, events, reading };
  }
  const closeAll = async () => {
    for (const watch of open.splice(0)) await watch.close();
    await driver.pass(50);
  };
  const types = (events: readonly SessionEvent[]) => events.map(({ type }) => type);
  const reported = (events: readonly SessionEvent[]): unknown[] =>
    events.map(event => ('sessionId' in event ? [event.type, event.sessionId] : [event.type]));
  const until = (events: readonly SessionEvent[], count: number) =>
    expect.poll(() => events.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(count);

  it('registers, then lists, then delivers', async () => {
    const { events } = await armed();
    await until(events, 1);
    expect(events[0]).toMatchObject({ type: 'snapshot', host: driver.winstation.localHost().name });
    expect(events[0]?.type === 'snapshot' && events[0].sessions.map(({ id }) => id)).toEqual([
      0, 1, 3, 7, 9, 12, 65536,
    ]);
    const names = (await rawCalls(driver)).map(call => call[0]);
    expect(names.indexOf('WTSRegisterSessionNotificationEx')).toBeLessThan(names.indexOf('WTSEnumerateSessionsExW'));
    await driver.act('lock', 9);
    await until(events, 2);
    expect(events[1]).toMatchObject({
      type: 'lock',
      sessionId: 9,
      overlap: false,
      session: undefined,
      before: undefined,
    });
    expect(events[1]?.time).toBeInstanceOf(Date);
    await closeAll();
  });

  it('reports a logon, a lock, a disconnect, a reconnect and a logoff in the order of Windows', async () => {
    const { events } = await armed({
      types: [
        'create',
        'terminate',
        'remoteConnect',
        'remoteDisconnect',
        'logon',
        'logoff',
        'lock',
        'unlock',
        'desktopReady',
      ],
    });
    const id = await driver.act('logon', { user: 'dora', domain: 'CORP', client: { name: 'PC4' } });
    await driver.act('lock', id);
    await driver.act('unlock', id);
    await driver.act('disconnect', id);
    await driver.act('reconnect', id, { name: 'PC5' });
    await driver.act('logoff', id);
    await until(events, 11);
    expect(reported(events)).toEqual([
      ['create', id],
      ['remoteConnect', id],
      ['logon', id],
      ['desktopReady', id],
      ['lock', id],
      ['unlock', id],
      ['remoteDisconnect', id],
      ['remoteConnect', id],
      ['logoff', id],
      ['remoteDisconnect', id],
      ['terminate', id],
    ]);
    await closeAll();
  });

  it('adds the session, now and before', async () => {
    const { events } = await armed({ details: true, types: ['lock', 'logon', 'logoff', 'remoteConnect', 'terminate'] });
    await driver.act('lock', 7);
    await until(events, 1);
    expect(events[0]).toMatchObject({
      type: 'lock',
      sessionId: 7,
      session: { id: 7, user: 'Ωmega漢字', lock: 'locked' },
      before: { id: 7, lock: 'unlocked' },
    });
    const id = await driver.act('logon', {
      user: 'emil',
      domain: 'CORP',
      client: { name: 'PC6', address: '10.9.8.7' },
    });
    await until(events, 3);
    expect(events[1]).toMatchObject({ type: 'remoteConnect', sessionId: id, reconnect: undefined, before: undefined });
    expect(events[2]).toMatchObject({
      type: 'logon',
      session: { id, account: 'CORP\\emil', client: { name: 'PC6', address: '10.9.8.7' } },
    });
    await driver.act('logoff', id);
    await until(events, 5);
    expect(events[3]).toMatchObject({ type: 'logoff', sessionId: id, before: { user: 'emil' } });
    expect(events[4]).toMatchObject({ type: 'terminate', sessionId: id, session: undefined });
    await closeAll();
  });

  it('marks reconnects', async () => {
    const { events } = await armed({ types: ['remoteConnect'] });
    await driver.act('reconnect', 7, { name: 'PC1' });
    await until(events, 1);
    expect(events[0]).toMatchObject({ type: 'remoteConnect', sessionId: 7, reconnect: true });
    await closeAll();
  });

  it('keeps a live table', async () => {
    const { watch } = await armed();
    const changes: number[] = [];
    watch.on('change', now => changes.push(now.size));
    const id = await driver.act('logon', { user: 'fred', domain: 'CORP', client: { name: 'PC2' } });
    await expect.poll(() => watch.sessions.get(id)?.user).toBe('fred');
    await driver.act('logoff', id);
    await expect.poll(() => watch.sessions.has(id)).toBe(false);
    expect(watch.sessions.size).toBe(7);
    expect(changes.length).toBeGreaterThan(0);
    await closeAll();
  });

  it('filters the events of one session by its id', async () => {
    const { events } = await armed({ where: { id: 'current' }, types: ['lock', 'unlock'] });
    await driver.act('lock', 9);
    await driver.act('unlock', 3);
    await driver.act('lock', 3);
    await until(events, 2);
    expect(reported(events)).toEqual([
      ['unlock', 3],
      ['lock', 3],
    ]);
    await closeAll();
  });

  it('matches sessions before or after the event', async () => {
    const { events } = await armed({ where: { user: 'berta' }, types: ['lock', 'logoff', 'terminate'] });
    await driver.act('lock', 3);
    await driver.act('lock', 9);
    await until(events, 1);
    await driver.act('logoff', 9);
    await until(events, 2);
    expect(reported(events).slice(0, 2)).toEqual([
      ['lock', 9],
      ['logoff', 9],
    ]);
    await closeAll();
  });

  it('has a cursor for each iterator, and one window for many watches', async () => {
    const first = await armed();
    const second = await armed({ types: ['lock'] });
    const third = await armed({ details: true });
    await driver.act('lock', 9);
    await until(first.events, 2);
    await until(second.events, 1);
    await until(third.events, 2);
    const registrations = (await rawCalls(driver)).filter(call => call[0] === 'WTSRegisterSessionNotificationEx');
    expect(registrations).toHaveLength(1);
    await closeAll();
    await expect
      .poll(
        async () => (await rawCalls(driver)).filter(call => call[0] === 'WTSUnRegisterSessionNotificationEx').length,
      )
      .toBe(1);
  });

  it('reports to a slow reader how many events it missed, then a snapshot', async () => {
    const watch = driver.winstation.localHost().watch({ queue: 4, types: ['lock', 'unlock'] });
    open.push(watch);
    await driver.pass(0);
    await watch.ready;
    let heard = 0;
    watch.on('lock', () => heard++).on('unlock', () => heard++);
    const reader = watch[Symbol.asyncIterator]();
    for (let i = 0; i < 10; i++) {
      await driver.act('lock', 9);
      await driver.act('unlock', 9);
    }
    await expect.poll(() => heard).toBe(20);
    expect((await reader.next()).value).toMatchObject({ type: 'gap', reason: 'slow', missed: 20 });
    expect((await reader.next()).value).toMatchObject({ type: 'snapshot' });
    await driver.act('lock', 9);
    expect((await reader.next()).value).toMatchObject({ type: 'lock', sessionId: 9 });
    await closeAll();
  });

  it('waits until Terminal Services is ready', async () => {
    await driver.fault('fail', 'WTSRegisterSessionNotificationEx', { code: 'RPC_S_INVALID_BINDING', times: 3 });
    const watch = driver.winstation.localHost().watch();
    open.push(watch);
    let isReady = false;
    watch.ready.then(() => {
      isReady = true;
    });
    await expect
      .poll(
        async () => {
          await driver.pass(300);
          return isReady;
        },
        { timeout: 10_000 },
      )
      .toBe(true);
    const tries = (await rawCalls(driver)).filter(call => call[0] === 'WTSRegisterSessionNotificationEx');
    expect(tries).toHaveLength(4);
    expect((await rawCalls(driver)).map(call => call[0])).toContain('OpenEventW');
    await closeAll();
  });

  it.each([
    ['WTSRegisterSessionNotificationEx', 'ERROR_ACCESS_DENIED'],
    ['CreateWindowExW', 'ERROR_NOT_ENOUGH_MEMORY'],
    ['CreateThread', 'ERROR_NOT_ENOUGH_MEMORY'],
  ])('fails clearly when %s fails', async (syscall, code) => {
    await driver.fault('fail', syscall, { code });
    const watch = driver.winstation.localHost().watch();
    const iterated = rejection(
      (async () => {
        for await (const _ of watch);
      })(),
    );
    expect(await rejection(watch.ready)).toMatchObject({ name: 'WindowsError', code, syscall });
    expect(await iterated).toMatchObject({ code, syscall });
    await driver.pass(50);
  });

  it('notices that Terminal Services restarted: a gap, a registration, a snapshot', async () => {
    const { watch, events } = await armed();
    await until(events, 1);
    for (const [act, reported] of [
      ['stopTerminalServices', ['snapshot', 'gap', 'snapshot']],
      ['startTerminalServices', ['snapshot', 'gap', 'snapshot', 'gap', 'snapshot']],
    ] as const) {
      await driver.act(act);
      await expect
        .poll(
          async () => {
            await driver.pass(300);
            return types(events);
          },
          { timeout: 10_000 },
        )
        .toEqual(reported);
    }
    expect(events[1]).toMatchObject({ type: 'gap', reason: 'service-restart', missed: undefined });
    expect(watch.sessions.size).toBe(7);
    await driver.act('lock', 9);
    await until(events, 6);
    expect(events[5]).toMatchObject({ type: 'lock', sessionId: 9 });
    await closeAll();
  });

  it('ends by break, by close, by the signal, and by `await using`', async () => {
    const host = driver.winstation.localHost();
    for await (const event of host.watch()) {
      expect(event.type).toBe('snapshot');
      break;
    }
    const { watch, reading } = await armed();
    await watch.close();
    await reading;
    const abort = new AbortController();
    const aborted = await armed({ signal: abort.signal });
    abort.abort('enough');
    expect(await rejection(aborted.reading)).toMatchObject({ name: 'AbortError', code: 'ABORT_ERR', cause: 'enough' });
    {
      await using used = host.watch();
      await driver.pass(0);
      await used.ready;
    }
    await closeAll();
  });

  it('goes on after a listener that throws', async () => {
    const { watch, events } = await armed();
    const thrown: unknown[] = [];
    const hear = (error: unknown) => thrown.push(error);
    const others = process.rawListeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', hear);
    try {
      watch.on('lock', () => {
        throw new Error('a bug of the user');
      });
      let second = 0;
      watch.on('lock', () => second++);
      await driver.act('lock', 9);
      await until(events, 2);
      await expect.poll(() => thrown.length).toBe(1);
      expect(thrown[0]).toMatchObject({ message: 'a bug of the user' });
      expect(second).toBe(1);
    } finally {
      process.off('unhandledRejection', hear);
      for (const listener of others) process.on('unhandledRejection', listener as never);
    }
    await closeAll();
  });

  it.each([
    [{ types: ['logn'] }, 'ERR_INVALID_ARG_VALUE'],
    [{ types: 'logon' }, 'ERR_INVALID_ARG_TYPE'],
    [{ queue: 0 }, 'ERR_OUT_OF_RANGE'],
    [{ poll: 1 }, 'ERR_OUT_OF_RANGE'],
    [{ detail: true }, 'ERR_INVALID_ARG_VALUE'],
    [{ where: { usre: 'x' } }, 'ERR_INVALID_ARG_VALUE'],
  ])('wrong options: %j', (options, code) => {
    expect(() => driver.winstation.localHost().watch(options as never)).toThrowError(expect.objectContaining({ code }));
  });

  describe('once() and whenIdle()', () => {
    it('once() takes several types, and the first of them ends it', async () => {
      const next = driver.winstation.localHost().once(['unlock', 'lock'], { where: { id: 9 } });
      await expect
        .poll(async () => (await rawCalls(driver)).filter(call => call[0] === 'WTSEnumerateSessionsExW').length)
        .toBe(1);
      await driver.pass(50);
      await driver.act('lock', 9);
      expect(await next).toMatchObject({ type: 'lock', sessionId: 9 });
      await driver.pass(50);
      const host = driver.winstation.localHost();
      expect(await rejection(host.once([]))).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
      expect(await rejection(host.once(['lock', 'lok' as 'lock']))).toMatchObject({ code: 'ERR_INVALID_ARG_VALUE' });
      expect(await rejection(host.once(5 as never))).toMatchObject({ code: 'ERR_INVALID_ARG_TYPE' });
    });

    it('returns the next event', async () => {
      const next = driver.winstation.localHost().once('lock', { where: { id: 9 }, details: true });
      await expect
        .poll(async () => (await rawCalls(driver)).filter(call => call[0] === 'WTSEnumerateSessionsExW').length)
        .toBe(1);
      await driver.pass(50);
      await driver.act('lock', 3);
      await driver.act('lock', 9);
      expect(await next).toMatchObject({ type: 'lock', sessionId: 9, session: { lock: 'locked' } });
      await driver.pass(50);
    });

    it('ends with the timeout, and leaves nothing behind', async () => {
      const next = rejection(driver.winstation.localHost().once('logon', { timeout: 200 }));
      await driver.pass(250);
      expect(await next).toMatchObject({ name: 'TimeoutError', code: 'ETIMEDOUT' });
      await driver.pass(50);
    });

    it('knows an idle time of the own session that is longer than the ticks of Windows count', async () => {
      const host = driver.winstation.localHost();
      const days = 24 * 60 * 60 * 1000;
      await driver.act('input', 3);
      await driver.advance(40 * days);
      expect((await host.whenIdle('current', { forMs: 1 })).idleMs).toBeGreaterThanOrEqual(40 * days);
      await driver.advance(20 * days);
      expect((await host.whenIdle('current', { forMs: 1 })).idleMs).toBeGreaterThanOrEqual(60 * days);
    });

    it('resolves at once for an idle session, and fails where the idle time is not known', async () => {
      const host = driver.winstation.localHost();
      expect(await host.whenIdle(7, { forMs: 60_000 })).toMatchObject({ id: 7, idleMs: 3_600_000 });
      expect(await rejection(host.whenIdle(9, { forMs: 1 }))).toMatchObject({
        name: 'IdleUnknownError',
        code: 'ERR_WINSTATION_IDLE_UNKNOWN',
        sessionId: 9,
      });
      expect(await rejection(host.whenIdle(99, { forMs: 1 }))).toMatchObject({ reason: 'not-found' });
    });
  });

  describe('on a remote host', () => {
    it('compares lists', async () => {
      await using host = await driver.winstation.openHost('RDS01');
      const { events } = await armed({ details: true }, host);
      await until(events, 1);
      const rds = driver.on('RDS01');
      const id = await rds.act('logon', { user: 'gina', domain: 'CORP', client: { name: 'PC8' } });
      await until(events, 4);
      expect(reported(events).slice(1, 4)).toEqual([
        ['create', id],
        ['remoteConnect', id],
        ['logon', id],
      ]);
      expect(events[3]).toMatchObject({ session: { account: 'CORP\\gina', client: { name: 'PC8' } } });
      await rds.act('disconnect', id);
      await until(events, 5);
      expect(events[4]).toMatchObject({ type: 'remoteDisconnect', sessionId: id, before: { state: 'active' } });
      await rds.act('reconnect', id, { name: 'PC9' });
      await until(events, 6);
      expect(events[5]).toMatchObject({ type: 'remoteConnect', reconnect: true, session: { client: { name: 'PC9' } } });
      await rds.act('logoff', id);
      await until(events, 9);
      expect(reported(events).slice(6)).toEqual([
        ['logoff', id],
        ['remoteDisconnect', id],
        ['terminate', id],
      ]);
      await closeAll();
    });

    it('reports no locks unless they are polled', async () => {
      await using host = await driver.winstation.openHost('RDS01');
      for (const type of ['lock', 'unlock', 'remoteControl', 'desktopReady'] as const) {
        expect(() => host.watch({ types: [type] })).toThrowError(
          expect.objectContaining({ code: 'ERR_INVALID_ARG_VALUE' }),
        );
      }
      const { events } = await armed({ types: ['lock'], poll: 100 }, host);
      await driver.on('RDS01').act('lock', 5);
      await expect
        .poll(
          async () => {
            await driver.pass(120);
            return reported(events);
          },
          { timeout: 5_000 },
        )
        .toEqual([['lock', 5]]);
      await closeAll();
    });

    it('reports a broken connection as a gap, and goes on with a snapshot', async () => {
      await using host = await driver.winstation.openHost('RDS01');
      const { events } = await armed({}, host);
      await until(events, 1);
      const broken = await driver.on('RDS01').fault('unreachable');
      await until(events, 2);
      expect(events[1]).toMatchObject({ type: 'gap', reason: 'connection-lost' });
      await broken.end();
      await expect
        .poll(
          async () => {
            await driver.pass(500);
            return types(events);
          },
          { timeout: 20_000 },
        )
        .toEqual(['snapshot', 'gap', 'snapshot']);
      await closeAll();
    }, 30_000);

    it('makes pauses where the wait fails at once', async () => {
      await using host = await driver.winstation.openHost('RDS01');
      await driver.on('RDS01').fault('fail', 'WTSWaitSystemEvent', { code: 'ERROR_UNREPORTED' });
      await armed({}, host);
      await driver.clearCalls();
      await driver.pass(2_000);
      const waits = (await rawCalls(driver)).filter(call => call[0] === 'WTSWaitSystemEvent');
      expect(waits.length).toBeLessThan(6);
      await closeAll();
    }, 20_000);

    it('ends with its host', async () => {
      const host = await driver.winstation.openHost('RDS01');
      const { reading } = await armed({}, host);
      await host.close();
      expect(await rejection(reading)).toMatchObject({ code: 'ERR_WINSTATION_HOST_CLOSED' });
      await closeAll();
    });
  });

  it('can also be read as notifications of the kernel', async () => {
    const watch = driver.winstation.localHost().watch({ details: true });
    open.push(watch);
    await driver.pass(0);
    await watch.ready;
    const notifications = ioSessionNotifications(watch);
    const read = async () => {
      const { value } = await notifications.next();
      return value && [value.event, value.info, value.to, value.documented];
    };
    const first = read();
    const id = await driver.act('logon', { user: 'hans', domain: 'CORP', client: { name: 'PC3' } });
    expect(await first).toEqual([
      'IoSessionEventCreated',
      { sessionId: id, localSession: undefined },
      'IoSessionStateCreated',
      true,
    ]);
    expect(await read()).toEqual([
      'IoSessionEventConnected',
      { sessionId: id, localSession: false },
      'IoSessionStateConnected',
      true,
    ]);
    expect(await read()).toEqual([
      'IoSessionEventLogon',
      { sessionId: id, localSession: false },
      'IoSessionStateLoggedOn',
      true,
    ]);
    await driver.act('disconnect', id);
    expect(await read()).toEqual([
      'IoSessionEventDisconnected',
      { sessionId: id, localSession: undefined },
      'IoSessionStateDisconnectedLoggedOn',
      true,
    ]);
    await driver.act('reconnect', id, { name: 'PC3' });
    expect(await read()).toEqual([
      'IoSessionEventConnected',
      { sessionId: id, localSession: false },
      'IoSessionStateLoggedOn',
      false,
    ]);
    await closeAll();
  });
});
