import { channel } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import type { SessionEvent, SessionHost } from 'winstation';
import { createWorld } from 'winstation/mock';
import { rejection, withWorld } from '../suite.js';

const VERSION = 'NetWkstaGetInfo';
/** How long lists wait for the version, all together. */
const PATIENCE = 2_000;

const sessions = [
  { id: 0 },
  { id: 1, name: 'Console', state: 'connected', lock: 'locked' },
  { id: 2, user: 'anna', domain: 'CORP', lock: 'locked' },
  { id: 3, user: 'ben', domain: 'CORP', lock: 'unlocked' },
  { id: 4, user: 'carla', domain: 'CORP', lock: 'unknown' },
  { id: 65536 },
];
const WINDOWS = { SEVEN: '6.1.7600', R2: '6.1.7601', EIGHT: '6.2.9200', R3: '6.3.9600', TEN: '10.0.19045' };
const scenario = {
  version: 1,
  now: '2026-01-05T08:00:00Z',
  hosts: [
    { name: 'HERE', local: true, windows: '6.1.7601', sessions },
    ...Object.entries(WINDOWS).map(([name, windows]) => ({ name, windows, sessions })),
  ],
};

const RIGHT = { 0: 'unknown', 1: 'unknown', 2: 'locked', 3: 'unlocked', 4: 'unknown', 65536: 'unknown' };
const SWAPPED = { ...RIGHT, 2: 'unlocked', 3: 'locked' };
const UNKNOWN = { ...RIGHT, 2: 'unknown', 3: 'unknown' };

describe('the lock of another machine', () => {
  const driver = withWorld(scenario);
  const open = (name: string) => driver.winstation.openHost(name);
  const locks = async (host: SessionHost, timeout?: number) =>
    Object.fromEntries((await host.sessions({ details: true, timeout })).map(({ id, lock }) => [id, lock]));
  const withheld = async (host: SessionHost) =>
    (await host.sessions({ details: true })).flatMap(it => it.withheld.map(({ what, code }) => [it.id, what, code]));
  const asked = async () => (await driver.calls()).filter(({ name }) => name === VERSION);

  it.each(Object.keys(WINDOWS))('is reported correctly: %s', async name => {
    await using host = await open(name);
    expect(await locks(host)).toEqual(RIGHT);
    expect(await host.session(2)).toMatchObject({ lock: 'locked', withheld: [] });
    expect(await host.session(3)).toMatchObject({ lock: 'unlocked', withheld: [] });
    expect(await host.findSession({ user: 'ben' })).toMatchObject({ id: 3, lock: 'unlocked' });
    expect(await host.session(4)).toMatchObject({ lock: 'unknown', withheld: [] });
  });

  it.each(['session', 'findSession'] as const)('is reported correctly when %s() is the first to ask', async method => {
    await using host = await open('R2');
    const found = method === 'session' ? await host.session(3) : await host.findSession({ id: 3 });
    expect(found).toMatchObject({ id: 3, lock: 'unlocked', withheld: [] });
    expect(await asked()).toHaveLength(1);
  });

  it('is read with the help of its version, which is asked for last, and from the host itself', async () => {
    await using host = await open('R2');
    await driver.advance(60_000);
    await driver.clearCalls();
    await host.sessions({ details: true, where: { id: [2, 4] } });
    expect((await driver.calls()).map(({ name, host, args }) => [name, host, ...args])).toEqual([
      ['WTSEnumerateSessionsExW', 'R2', 1],
      // This Windows has no activity ids. It said so once and is not asked again.
      ...[16, 23, 30, 25].map(it => ['WTSQuerySessionInformationW', 'R2', 2, it]),
      ...[16, 23, 25].map(it => ['WTSQuerySessionInformationW', 'R2', 4, it]),
      ['LookupAccountNameW', 'R2', 'CORP\\anna'],
      ['LookupAccountNameW', 'R2', 'CORP\\carla'],
      [VERSION, 'R2', 100],
    ]);
  });

  it('needs one question for each open host, however many callers ask', async () => {
    await using host = await open('R2');
    await Promise.all([locks(host), locks(host), host.session(2)]);
    await locks(host);
    expect(await asked()).toHaveLength(1);
    await using other = await open('R2');
    expect(await locks(other)).toEqual(RIGHT);
    expect(await asked()).toHaveLength(2);
  });

  it('needs no question where there are no flags to read', async () => {
    await using host = await open('R2');
    await host.sessions();
    await host.processes();
    await host.sessions({ details: true, where: { kind: ['free', 'services', 'listener'] } });
    await host.session(1);
    await host.session(4);
    expect(await host.query(2, 'WTSSessionInfoEx')).toMatchObject({ sessionFlags: 1 });
    await driver.on('R2').fault('fail', 'WTSQuerySessionInformationW', {
      code: 'ERROR_NOT_SUPPORTED',
      args: [null, 25],
    });
    expect(await locks(host)).toEqual(UNKNOWN);
    expect(await asked()).toEqual([]);
  });

  it('is never asked for on this machine, because no Node runs where the flags are swapped', async () => {
    const host = driver.winstation.localHost();
    expect(await locks(host)).toEqual(SWAPPED);
    await host.session(2);
    await host.capture();
    expect(await asked()).toEqual([]);
  });

  describe.each(['R2', 'TEN'])('that does not report its version: %s', name => {
    const assumed = name === 'R2' ? SWAPPED : RIGHT;

    it.each([
      ...['ERROR_ACCESS_DENIED', 'ERROR_NOT_SUPPORTED', 'ERROR_BAD_NETPATH', 'ERROR_CALL_NOT_IMPLEMENTED'],
      ...['ERROR_INVALID_LEVEL', 'ERROR_MOD_NOT_FOUND', 'ERROR_PROC_NOT_FOUND', 'RPC_S_SERVER_UNAVAILABLE'],
      ...['ERROR_CTX_WINSTATION_NOT_FOUND', 'WIN32_2138', 'WIN32_31337'],
    ])('is what newer ones would mean: %s', async code => {
      await using host = await open(name);
      const fault = await driver.on(name).fault('fail', VERSION, { code });
      expect(await withheld(host)).toEqual([
        [2, 'version', code],
        [3, 'version', code],
      ]);
      expect(await host.session(3)).toMatchObject({ lock: assumed[3], withheld: [{ what: 'version', code }] });
      await fault.end();
      // It does not change to the opposite while the host is in use.
      expect(await locks(host)).toEqual(assumed);
      expect(await asked()).toHaveLength(1);
    });

    it('is the same when the export is missing', async () => {
      await using host = await open(name);
      const missing = await driver.remove(VERSION);
      expect(await locks(host)).toEqual(assumed);
      expect(await withheld(host)).toContainEqual([2, 'version', 'ERROR_PROC_NOT_FOUND']);
      await missing.end();
    });

    it('is the same when a success has no buffer', async () => {
      for (const fault of ['spoil', 'fail'] as const) {
        await using host = await open(name);
        const broken =
          fault === 'spoil'
            ? await driver.on(name).fault('spoil', VERSION, 'null')
            : await driver.on(name).fault('fail', VERSION, { code: 0 });
        expect(await locks(host)).toEqual(assumed);
        expect(await withheld(host)).toContainEqual([3, 'version', 'ERROR_INVALID_DATA']);
        await broken.end();
      }
    });
  });

  describe('while the version is asked for', () => {
    it('is unknown after a while, and right when the answer has come', async () => {
      await using host = await open('R2');
      const hold = await driver.on('R2').fault('hold', VERSION);
      const first = locks(host);
      await expect.poll(asked).toHaveLength(1);
      await driver.pass(PATIENCE + 100);
      expect(await first).toEqual(UNKNOWN);
      // No call waits a second time. Nothing is in `withheld`: the version may still come.
      expect(await locks(host)).toEqual(UNKNOWN);
      expect(await withheld(host)).toEqual([]);
      await hold.end();
      await expect.poll(() => locks(host)).toEqual(RIGHT);
      expect(await asked()).toHaveLength(1);
    });

    it('delays no other call', async () => {
      await using host = await open('R2');
      const hold = await driver.on('R2').fault('hold', VERSION);
      const first = locks(host);
      await expect.poll(asked).toHaveLength(1);
      expect(await host.query(2, 'WTSUserName')).toBe('anna');
      expect(await host.sessions()).toHaveLength(6);
      await hold.end();
      expect(await first).toEqual(RIGHT);
    });

    it('makes no list time out', async () => {
      await using host = await open('R2');
      const hold = await driver.on('R2').fault('hold', VERSION);
      const list = locks(host, 1_000);
      await expect.poll(asked).toHaveLength(1);
      await driver.pass(1_000);
      expect(await list).toEqual(UNKNOWN);
      await hold.end();
      expect(await locks(host)).toEqual(RIGHT);
      expect(await asked()).toHaveLength(1);
    });

    it('ends with the signal for the call that waits, and for no other', async () => {
      await using host = await open('R2');
      const hold = await driver.on('R2').fault('hold', VERSION);
      const abort = new AbortController();
      const aborted = rejection(host.session(2, { signal: abort.signal }));
      await expect.poll(asked).toHaveLength(1);
      const other = locks(host);
      abort.abort();
      expect(await aborted).toMatchObject({ name: 'AbortError' });
      await hold.end();
      expect(await other).toEqual(RIGHT);
      expect(await asked()).toHaveLength(1);
    });

    it('ends when the host is closed', async () => {
      const host = await open('R2');
      const hold = await driver.on('R2').fault('hold', VERSION);
      const waiting = rejection(host.session(2));
      await expect.poll(asked).toHaveLength(1);
      await host.close();
      expect(await waiting).toMatchObject({ code: 'ERR_WINSTATION_HOST_CLOSED' });
      await hold.end();
    });
  });

  it('stays known when the thread of the lane was left behind', async () => {
    await using host = await open('R2');
    expect(await locks(host)).toEqual(RIGHT);
    const hold = await driver.on('R2').fault('hold', 'WTSEnumerateSessionsExW', { times: 1 });
    const stopped = rejection(host.sessions({ timeout: 100 }));
    await driver.pass(100);
    expect(await stopped).toMatchObject({ name: 'TimeoutError' });
    const follower = host.session(3);
    await driver.pass(1_200);
    expect(await follower).toMatchObject({ lock: 'unlocked' });
    await hold.end();
    expect((await driver.calls()).filter(({ name }) => name === 'WTSOpenServerExW')).toHaveLength(2);
    expect(await asked()).toHaveLength(1);
  });

  describe('in a watch', () => {
    async function watched(host: SessionHost) {
      const watch = host.watch({ types: ['lock', 'unlock'], poll: 300, details: true });
      const events: SessionEvent[] = [];
      const reading = (async () => {
        for await (const event of watch) events.push(event);
      })();
      reading.catch(() => {});
      const reported = () =>
        events.flatMap(it => ('sessionId' in it ? [[it.type, it.sessionId, it.session?.lock]] : []));
      const count = () =>
        expect.poll(
          async () => {
            await driver.pass(100);
            return reported().length;
          },
          { timeout: 10_000 },
        );
      return { watch, reported, count };
    }

    it.each(['R2', 'TEN'])('is reported as it happens: %s', async name => {
      await using host = await open(name);
      const { watch, reported, count } = await watched(host);
      await watch.ready;
      expect([2, 3].map(id => watch.sessions.get(id)?.lock)).toEqual(['locked', 'unlocked']);
      await driver.on(name).act('lock', 3);
      await count().toBe(1);
      await driver.on(name).act('unlock', 2);
      await count().toBe(2);
      expect(reported()).toEqual([
        ['lock', 3, 'locked'],
        ['unlock', 2, 'unlocked'],
      ]);
      expect(await asked()).toHaveLength(1);
      await watch.close();
      await driver.pass(50);
    });

    it('is not reported when only the version has become known', async () => {
      await using host = await open('R2');
      const hold = await driver.on('R2').fault('hold', VERSION);
      const { watch, reported, count } = await watched(host);
      await expect.poll(asked).toHaveLength(1);
      await driver.pass(PATIENCE + 100);
      await watch.ready;
      expect(watch.sessions.get(3)?.lock).toBe('unknown');
      await hold.end();
      await expect.poll(async () => (await host.session(3)).lock).toBe('unlocked');
      // The next list of the watch also uses the version.
      await driver.pass(700);
      await driver.on('R2').act('lock', 3);
      await count().toBe(1);
      expect(reported()).toEqual([['lock', 3, 'locked']]);
      await watch.close();
      await driver.pass(50);
    });
  });

  it.each(Object.keys(WINDOWS))('is captured as a word, so that a world shows the same: %s', async name => {
    await using host = await open(name);
    const captured = await host.capture({ redact: false });
    const words = captured.hosts?.[0]?.sessions?.map(({ id, lock }) => [id, lock]);
    expect(words).toEqual(sessions.map(({ id, lock }) => [id, lock ?? 'unknown']));
    expect(await asked()).toHaveLength(1);
    const swaps = WINDOWS[name as keyof typeof WINDOWS].startsWith('6.1.');
    expect(captured.hosts?.[0]).toMatchObject(swaps ? { windows: '6.1', local: false } : { name });
    const hosts = [{ name: 'HERE', local: true }, ...(captured.hosts ?? [])];
    const again = await createWorld({ ...captured, hosts }).module.openHost(name);
    expect(await locks(again)).toEqual(RIGHT);
    expect(await again.query(2, 'WTSSessionInfoEx')).toEqual(await host.query(2, 'WTSSessionInfoEx'));
    expect((await again.capture({ redact: false })).hosts).toEqual(captured.hosts);
    // In the new world the captured host is the local one, if Node could run on it.
    const { module } = createWorld(captured);
    const alone = swaps ? await module.openHost(name) : module.localHost();
    expect(alone.name).toBe(name);
    expect(await locks(alone)).toEqual(RIGHT);
    await alone.close();
    await again.close();
  });

  it('is captured as unknown while the version is asked for', async () => {
    await using host = await open('R2');
    const hold = await driver.on('R2').fault('hold', VERSION);
    const capturing = host.capture({ redact: false });
    await expect.poll(asked).toHaveLength(1);
    await driver.pass(PATIENCE + 100);
    const captured = await capturing;
    expect(captured.hosts?.[0]?.sessions?.map(({ lock }) => lock)).toEqual(sessions.map(() => 'unknown'));
    await hold.end();
  });

  it('is traced like any other call', async () => {
    const heard: unknown[] = [];
    const hear = (message: unknown) => heard.push(message);
    const calls = channel('winstation:call');
    await using host = await open('R2');
    await using other = await open('TEN');
    await driver.on('TEN').fault('fail', VERSION, { code: 'ERROR_ACCESS_DENIED' });
    calls.subscribe(hear);
    try {
      await host.session(2);
      await other.session(2);
    } finally {
      calls.unsubscribe(hear);
    }
    const about = { syscall: VERSION, sessionId: undefined, infoClass: undefined };
    expect(heard.filter(it => (it as { syscall: string }).syscall === VERSION)).toEqual([
      { ...about, host: 'R2', ok: true, code: undefined },
      { ...about, host: 'TEN', ok: false, code: 5 },
    ]);
  });
});
