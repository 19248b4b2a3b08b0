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

  it('reports every change of sessions and of connections', async () => {
    await targets();
    const watch = iscsi().watch({ poll: 100 });
    const events: unknown[] = [];
    const reading = (async () => {
      for await (const event of watch) events.push(shown(event));
    })();
    await watch.ready;
    const { session } = await driver.iscsi.act('login', DB, { connections: 2 });
    await driver.pass(120);
    const cut = await driver.iscsi.fault('cut', { portal: { address: '10.0.0.6' } });
    await driver.pass(120);
    const all = await driver.iscsi.fault('cut', { target: DB });
    await driver.pass(120);
    await all.end();
    await driver.pass(120);
    await cut.end();
    await driver.iscsi.act('login', LOGS);
    await driver.pass(120);
    await driver.iscsi.act('logout', session);
    await driver.pass(120);
    await watch.close();
    await reading;
    expect(events).toEqual([
      ['snapshot', 0],
      ['login', DB, 2, undefined],
      ['connections', DB, 1, 2],
      ['disconnected', DB, 0, 1],
      ['connected', DB, 1, 0],
      ['connections', DB, 2, 1],
      ['login', LOGS, 1, undefined],
      ['logout', DB, 2, 2],
    ]);
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

  it('asks once for watches that are due together', async () => {
    const watches = [iscsi().watch({ poll: 100 }), iscsi().watch({ poll: 100 })];
    await Promise.all(watches.map(it => it.ready));
    await driver.clearCalls();
    await driver.pass(250);
    for (const it of watches) await it.close();
    const { length } = await driver.calls();
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThanOrEqual(4);
  });

  it('sees a session with the same id and another target as another one', async () => {
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
