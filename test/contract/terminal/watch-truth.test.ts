import { describe, expect, it } from 'vitest';
import type { SessionEvent, SessionHost, SessionWatch, WatchOptions } from 'winstation';
import { rich } from '../rich.js';
import { rawCalls, rejection, withWorld } from '../suite.js';

const QUERY = 'WTSQuerySessionInformationW';
const LIST = 'WTSEnumerateSessionsExW';
const REGISTER = 'WTSRegisterSessionNotificationEx';
const INFO_EX = 25;
const LOCK_NOTICE = 7;
const TERMINATE_NOTICE = 0xb;

describe('a watch is true', () => {
  const driver = withWorld(rich);
  const open: SessionWatch[] = [];

  function watched(options?: WatchOptions, host: SessionHost = driver.winstation.localHost()) {
    const watch = host.watch(options);
    open.push(watch);
    const events: SessionEvent[] = [];
    const reading = (async () => {
      for await (const event of watch) events.push(event);
    })();
    reading.catch(() => {});
    return { watch, events, reading };
  }
  async function armed(options?: WatchOptions, host?: SessionHost) {
    const it = watched(options, host);
    await driver.pass(0);
    await it.watch.ready;
    return it;
  }
  const closeAll = async () => {
    for (const watch of open.splice(0)) await watch.close();
    await driver.pass(50);
  };
  const short = (events: readonly SessionEvent[]): unknown[] =>
    events.map(event => ('sessionId' in event ? [event.type, event.sessionId] : event.type));
  const untilSeen = (isSo: () => boolean, ms = 0) =>
    expect
      .poll(
        async () => {
          await driver.pass(ms);
          return isSo();
        },
        { timeout: 20_000 },
      )
      .toBe(true);
  /** The raw calls about sessions. */
  const asked = async (): Promise<unknown[]> => {
    const calls = await rawCalls(driver);
    return calls.flatMap<unknown>(([name, ...args]) => (name === QUERY ? [args] : name === LIST ? [name] : []));
  };
  const until = (events: readonly SessionEvent[], type: SessionEvent['type'], count = 1) =>
    untilSeen(() => events.filter(event => event.type === type).length >= count);

  it.each([0xfffffffe, 0xffffffff])('drops a notice with the id %i, which no session has', async id => {
    const { events } = await armed();
    await driver.act('notice', LOCK_NOTICE, id);
    await driver.act('lock', 9);
    await until(events, 'lock');
    expect(short(events)).toEqual(['snapshot', ['lock', 9]]);
    await closeAll();
  });

  it('adds no session for a notice about one that never existed, and ends none', async () => {
    const { watch, events } = await armed({ details: true });
    await driver.act('notice', LOCK_NOTICE, 4711);
    await driver.act('notice', TERMINATE_NOTICE, 9);
    await until(events, 'terminate');
    expect(events[1]).toMatchObject({ type: 'lock', sessionId: 4711, session: undefined, before: undefined });
    expect(events[2]).toMatchObject({ type: 'terminate', sessionId: 9, session: { user: 'berta' } });
    expect([...watch.sessions.keys()]).toEqual([0, 1, 3, 7, 9, 12, 65536]);
    await closeAll();
  });

  it.each([{ details: true }, { details: false }])('costs one call for a lock (%j)', async ({ details }) => {
    const { watch, events } = await armed({ details });
    await driver.clearCalls();
    await driver.act('lock', 9);
    await until(events, 'lock');
    await untilSeen(() => watch.sessions.get(9)?.lock === 'locked');
    expect(await asked()).toEqual([[9, INFO_EX]]);
    await closeAll();
  });

  it('costs nothing for an event about a session that it does not show', async () => {
    const { events } = await armed({ where: { id: 9 } });
    await driver.clearCalls();
    await driver.act('lock', 3);
    await driver.act('unlock', 3);
    await driver.act('lock', 9);
    await until(events, 'lock');
    await driver.pass(50);
    expect(await asked()).toEqual([[9, INFO_EX]]);
    await closeAll();
  });

  it('costs one call for the end of a session', async () => {
    const { watch } = await armed();
    await driver.clearCalls();
    await driver.act('notice', TERMINATE_NOTICE, 12);
    await expect.poll(asked).toEqual([[12, INFO_EX]]);
    expect(watch.sessions.has(12)).toBe(true);
    await closeAll();
  });

  it('waits for no SID: its table gets them later', async () => {
    const held = await driver.fault('hold', 'LookupAccountNameW');
    const { watch } = await armed();
    expect(watch.sessions.get(9)).toMatchObject({ user: 'berta', sid: undefined });
    let changes = 0;
    watch.on('change', () => changes++);
    await held.end();
    await untilSeen(() => watch.sessions.get(9)?.sid === 'S-1-5-21-1004336348-1177238915-682003330-5129');
    expect(changes).toBe(1);
    await closeAll();
  });

  it('goes on after a list and a refresh that fail', async () => {
    await driver.fault('fail', LIST, { code: 'RPC_S_SERVER_TOO_BUSY', times: 1 });
    const { watch, events } = watched({ details: true });
    await untilSeen(() => events.length === 1, 100);
    await driver.fault('fail', QUERY, { code: 'RPC_S_SERVER_UNAVAILABLE', times: 1 });
    await driver.act('lock', 9);
    await untilSeen(() => events.length === 2, 100);
    expect(short(events)).toEqual(['snapshot', ['lock', 9]]);
    expect(watch.sessions.get(9)?.lock).toBe('locked');
    await closeAll();
  }, 20_000);

  it('registers again, with a gap and a snapshot, where Windows has no session manager for a moment', async () => {
    const { events } = await armed();
    await driver.fault('fail', QUERY, { code: 'RPC_S_INVALID_BINDING', times: 1 });
    await driver.act('lock', 9);
    await untilSeen(() => events.length === 4, 100);
    expect(short(events)).toEqual(['snapshot', ['lock', 9], 'gap', 'snapshot']);
    expect((await rawCalls(driver)).filter(([name]) => name === REGISTER)).toHaveLength(2);
    await driver.act('unlock', 9);
    await until(events, 'unlock');
    await closeAll();
  }, 20_000);

  it('is armed where TermService is stopped, and reports what happens', async () => {
    await driver.act('stopTerminalServices');
    const { events } = await armed();
    await driver.act('lock', 9);
    await until(events, 'lock');
    expect(short(events)).toEqual(['snapshot', ['lock', 9]]);
    await closeAll();
  });

  describe('of a remote host', () => {
    it('invents no event where Windows does not answer for a session for a moment', async () => {
      await using host = await driver.winstation.openHost('RDS01');
      const { watch, events } = await armed({ poll: 100 }, host);
      const key = watch.sessions.get(5)?.key;
      await driver
        .on('RDS01')
        .fault('fail', QUERY, { code: 'ERROR_CTX_WINSTATION_BUSY', times: 1, args: [5, INFO_EX] });
      for (let i = 0; i < 6; i++) await driver.pass(120);
      expect(short(events)).toEqual(['snapshot']);
      expect(watch.sessions.get(5)).toMatchObject({ key, user: 'carla', withheld: [] });
      await closeAll();
    });

    it('reports the snapshot and the change to the listeners of a second watch', async () => {
      await using host = await driver.winstation.openHost('RDS01');
      await armed({}, host);
      const second = host.watch();
      open.push(second);
      const heard: string[] = [];
      second.on('snapshot', () => heard.push('snapshot')).on('change', () => heard.push('change'));
      await driver.pass(0);
      await second.ready;
      expect(heard.slice(0, 2)).toEqual(['snapshot', 'change']);
      expect((await host.once('snapshot')).type).toBe('snapshot');
      await closeAll();
    });

    it('keeps the table correct when a client changes between two lists', async () => {
      await using host = await driver.winstation.openHost('RDS01');
      const { watch, events } = await armed({ where: { client: 'THIN5' } }, host);
      expect([...watch.sessions.keys()]).toEqual([5]);
      const held = await driver.on('RDS01').fault('hold', LIST);
      await driver.on('RDS01').act('reconnect', 5, { name: 'THIN6' });
      await held.end();
      await untilSeen(() => !watch.sessions.has(5));
      expect(short(events)).toEqual(['snapshot']);
      await closeAll();
    });

    it('that hangs from the start ends with the timeout for arming', async () => {
      await using host = await driver.winstation.openHost('RDS01');
      const hang = await driver.on('RDS01').fault('hang');
      const { watch, reading } = watched({ timeout: 200 }, host);
      const ready = rejection(watch.ready);
      await driver.pass(250);
      expect(await ready).toMatchObject({ name: 'TimeoutError', code: 'ETIMEDOUT' });
      expect(await rejection(reading)).toMatchObject({ name: 'TimeoutError' });
      await hang.end();
      await driver.pass(1_100);
      await closeAll();
    }, 20_000);
  });
});
