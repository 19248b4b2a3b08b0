import { describe, expect, it } from 'vitest';
import type { IscsiEvent } from 'winstation/iscsi';
import { rejection, withWorld } from '../suite.js';

const DB = 'iqn.2024-01.example:db';
const LOGS = 'iqn.2024-01.example:logs';

describe('watch()', () => {
  const driver = withWorld({ version: 1, hosts: [{ name: 'WS01' }] });
  const iscsi = () => driver.modules['winstation/iscsi'].iscsi();
  const targets = async () => {
    await driver.iscsi.act('target', DB, { portals: [{ address: '10.0.0.5' }, { address: '10.0.0.6' }] });
    await driver.iscsi.act('target', LOGS);
  };
  const shown = (event: IscsiEvent) =>
    event.type === 'snapshot'
      ? ['snapshot', event.sessions.length]
      : event.type === 'gap'
        ? ['gap', (event.error as { code?: string }).code]
        : [event.type, event.session.target, event.session.connections.length, event.before?.connections.length];

  /** What comes next. A poll takes as long as it takes, so each change is waited for before the next one is made. */
  const next = async (reader: AsyncIterator<IscsiEvent>): Promise<unknown> => {
    await driver.pass(120);
    return shown((await reader.next()).value);
  };

  it('reports every change of sessions and of connections', async () => {
    await targets();
    await using watch = iscsi().watch({ poll: 100 });
    const reader = watch[Symbol.asyncIterator]();
    expect(await next(reader)).toEqual(['snapshot', 0]);
    const { session } = await driver.iscsi.act('login', DB, { connections: 2 });
    expect(await next(reader)).toEqual(['login', DB, 2, undefined]);
    const cut = await driver.iscsi.fault('cut', { portal: { address: '10.0.0.6' } });
    expect(await next(reader)).toEqual(['connections', DB, 1, 2]);
    const all = await driver.iscsi.fault('cut', { target: DB });
    expect(await next(reader)).toEqual(['disconnected', DB, 0, 1]);
    await all.end();
    expect(await next(reader)).toEqual(['connected', DB, 1, 0]);
    await cut.end();
    expect(await next(reader)).toEqual(['connections', DB, 2, 1]);
    await driver.iscsi.act('login', LOGS);
    expect(await next(reader)).toEqual(['login', LOGS, 1, undefined]);
    await driver.iscsi.act('logout', session);
    expect(await next(reader)).toEqual(['logout', DB, 2, 2]);
    await watch.close();
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it('reports a list that fails as a gap, and goes on', async () => {
    await targets();
    await using watch = iscsi().watch({ poll: 100, where: { target: LOGS } });
    const reader = watch[Symbol.asyncIterator]();
    await watch.ready;
    expect(shown((await reader.next()).value)).toEqual(['snapshot', 0]);
    const stopped = await driver.fault('stopService', 'MSiSCSI');
    await driver.pass(120);
    expect(shown((await reader.next()).value)).toEqual(['gap', 'ISDSC_SERVICE_NOT_RUNNING']);
    await driver.iscsi.act('login', DB);
    await driver.iscsi.act('login', LOGS);
    await stopped.end();
    await driver.pass(120);
    let next = shown((await reader.next()).value);
    while (next[0] === 'gap') next = shown((await reader.next()).value);
    expect(next).toEqual(['login', LOGS, 1, undefined]);
  });

  it('asks once for watches with the same interval, whenever they began', async () => {
    await targets();
    await using one = iscsi().watch({ poll: 100 });
    await one.ready;
    await driver.pass(30);
    await using other = iscsi().watch({ poll: 100 });
    await other.ready;
    const readers = [one, other].map(it => it[Symbol.asyncIterator]());
    const rows = async () => {
      await driver.pass(120);
      const events = await Promise.all(readers.map(it => it.next()));
      return events.map(({ value }) => (value as IscsiEvent & { readonly type: 'login' }).session);
    };
    await rows();
    await driver.iscsi.act('login', DB);
    await rows();
    await driver.iscsi.act('login', LOGS);
    const [first, second] = await rows();
    expect(first?.target).toBe(LOGS);
    // One row, of one list.
    expect(second).toBe(first);
  });

  it('sees sessions of before a restart go, and those of after it come', async () => {
    await targets();
    await driver.iscsi.act('login', DB, { saved: true });
    await using watch = iscsi().watch({ poll: 100 });
    const reader = watch[Symbol.asyncIterator]();
    await watch.ready;
    await reader.next();
    await driver.restart();
    await driver.pass(120);
    expect([shown((await reader.next()).value)[0], shown((await reader.next()).value)[0]]).toEqual(['logout', 'login']);
  });

  it('ends by its signal, and fails when the first list does', async () => {
    const ending = new AbortController();
    const watch = iscsi().watch({ poll: 100, signal: ending.signal });
    await watch.ready;
    const reader = watch[Symbol.asyncIterator]();
    await reader.next();
    const next = rejection(reader.next());
    ending.abort(new Error('enough'));
    expect(await next).toMatchObject({ name: 'AbortError' });
    await driver.fault('stopService', 'MSiSCSI');
    expect(await rejection(iscsi().watch({ poll: 100 }).ready)).toMatchObject({ code: 'ISDSC_SERVICE_NOT_RUNNING' });
    for (const poll of [undefined, 0, -1, Number.NaN, '5']) {
      expect(() => iscsi().watch({ poll } as never), String(poll)).toThrow(/poll/);
    }
  });
});
