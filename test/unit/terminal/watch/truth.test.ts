import { afterEach, describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import type { SessionDetails } from '../../../../lib/terminal/sessions/types.js';
import type { SessionHost } from '../../../../lib/terminal/types.js';
import { differences } from '../../../../lib/terminal/watch/diff.js';
import { merged } from '../../../../lib/terminal/watch/row-merge.js';
import { scenario, watched } from './harness.js';

const INFO = 'WTSQuerySessionInformationW';
const LOST = ['gap', 'connection-lost', undefined];

describe('a remote watch', () => {
  const opened: SessionHost[] = [];
  const there = async (options = {}, world = createWorld(scenario)) => {
    const host = await world.module.openHost('THERE');
    opened.push(host);
    return { host, ...(await watched(options, world, host)), back: world.host('THERE') };
  };
  afterEach(async () => {
    for (const host of opened.splice(0)) await host.close();
  });

  it.each(['ERROR_CTX_WINSTATION_BUSY', 'RPC_S_SERVER_UNAVAILABLE', 'RPC_S_CALL_CANCELLED', 'ERROR_ACCESS_DENIED'])(
    'invents no event where Windows does not answer for one session for a moment (%s)',
    async code => {
      const { world, back, reported, watch } = await there({ poll: 1_000 });
      await world.advance(2_000);
      const before = watch.sessions.get(2);
      back.fail(INFO, { code, times: 1, args: [2] });
      await world.advance(10_000);
      expect(reported()).toEqual([]);
      const { key, logonTime, lock, client, user } = before as SessionDetails;
      expect(watch.sessions.get(2)).toMatchObject({ key, logonTime, lock, client, user, withheld: [] });
    },
  );

  it('keeps what it knew of a session while Windows does not answer for it', async () => {
    const { world, back, reported, watch } = await there({ poll: 1_000 });
    back.lock(2);
    await world.advance(2_000);
    expect(reported()).toEqual([['lock', 2]]);
    const before = watch.sessions.get(2) as SessionDetails;
    using _busy = back.fail(INFO, { code: 'ERROR_CTX_WINSTATION_BUSY', args: [2] });
    await world.advance(5_000);
    const { key, logonTime, connectTime, client } = before;
    expect(watch.sessions.get(2)).toMatchObject({ key, logonTime, connectTime, client, lock: 'locked' });
    expect(watch.sessions.get(2)?.withheld.map(({ what }) => what)).toContain('WTSSessionInfoEx');
  });

  it('still reports what the list alone shows of such a session', async () => {
    const { world, back, reported } = await there({ poll: 1_000 });
    await world.advance(1_000);
    using _busy = back.fail(INFO, { code: 'ERROR_CTX_WINSTATION_BUSY', args: [2] });
    back.disconnect(2);
    await world.advance(2_000);
    expect(reported()).toEqual([['remoteDisconnect', 2]]);
    back.logoff(2);
    await world.advance(2_000);
    expect(reported()).toEqual([
      ['logoff', 2],
      ['terminate', 2],
    ]);
  });

  it('asks again soon for what Windows did not answer for a moment', async () => {
    const { world, back, watch } = await there();
    await world.advance(2_000);
    back.fail(INFO, { code: 'ERROR_CTX_WINSTATION_BUSY', times: 1, args: [2] });
    back.disconnect(2);
    await world.advance(2_000);
    expect(watch.sessions.get(2)).toMatchObject({ state: 'disconnected', withheld: [] });
    expect(watch.sessions.get(2)?.disconnectTime).toBeInstanceOf(Date);
  });

  it('keeps the table correct for changes without an event: another client, and the filter with it', async () => {
    const { world, back, reported, watch } = await there({ where: { client: 'PC1' } });
    const id = back.logon({ user: 'dora', client: { name: 'PC1' } });
    await world.settled();
    expect([...watch.sessions.keys()]).toEqual([id]);
    reported();
    let changes = 0;
    watch.on('change', () => {
      changes += 1;
    });
    // Both happen between two lists, so no event shows them.
    back.reconnect(id, { name: 'PC2' });
    await world.settled();
    expect(reported()).toEqual([]);
    expect([...watch.sessions.keys()]).toEqual([]);
    expect(changes).toBe(1);
    back.reconnect(id, { name: 'PC1' });
    await world.settled();
    expect(watch.sessions.get(id)?.client?.name).toBe('PC1');
    expect(changes).toBe(2);
  });

  it('keeps the table correct when a lock state becomes known', async () => {
    const world = createWorld(scenario);
    const version = world.host('THERE').hold('NetWkstaGetInfo');
    const { reported, watch } = await there({}, world);
    await world.advance(5_000);
    expect(watch.sessions.get(2)?.lock).toBe('unknown');
    reported();
    version.end();
    await world.advance(60_000);
    expect(watch.sessions.get(2)?.lock).toBe('unlocked');
    expect(reported()).toEqual([]);
  });

  it('reports no change while only idle times grow', async () => {
    const { world, watch } = await there({ poll: 1_000 });
    let changes = 0;
    watch.on('change', () => {
      changes += 1;
    });
    await world.advance(20_000);
    expect(changes).toBe(0);
    expect(watch.sessions.get(2)?.takenAt).toEqual(world.now);
  });

  it('that cannot wait for events reports it: ready rejects within the timeout of the host', async () => {
    const world = createWorld(scenario);
    world.host('THERE').fail('WTSWaitSystemEvent', { code: 'RPC_S_SERVER_UNAVAILABLE' });
    const { watch, ended } = await there({}, world);
    await world.advance(29_000);
    let settled = false;
    const ready = watch.ready.catch((error: unknown) => error).finally(() => (settled = true));
    await world.settled();
    expect(settled).toBe(false);
    await world.advance(1_000);
    expect(await ready).toMatchObject({ name: 'TimeoutError', code: 'ETIMEDOUT' });
    expect(await ended).toMatchObject({ name: 'TimeoutError' });
  });

  it('of a host that hangs from the start ends with its own timeout', async () => {
    const world = createWorld(scenario);
    const host = await world.module.openHost('THERE');
    opened.push(host);
    world.host('THERE').hang();
    const { watch, ended } = await watched({ timeout: 2_000 }, world, host);
    const ready = watch.ready.catch((error: unknown) => error);
    await world.advance(2_000);
    expect(await ready).toMatchObject({ name: 'TimeoutError' });
    expect(await ended).toMatchObject({ name: 'TimeoutError' });
  });

  it('that is armed in time is not ended by the timeout', async () => {
    const { world, back, reported } = await there({ timeout: 1_000 });
    await world.advance(5_000);
    back.disconnect(2);
    await world.settled();
    expect(reported()).toEqual([['remoteDisconnect', 2]]);
  });

  it('of a host that begins to hang is a gap within a minute and the timeout, and leaves one wait behind', async () => {
    const { world, back, reported } = await there();
    await world.advance(2_000);
    const hang = back.hang();
    await world.advance(90_000);
    expect(reported()).toEqual([LOST]);
    const opens = () => world.calls.filter(call => call.name === 'WTSOpenServerExW').length;
    world.clearCalls();
    await world.advance(600_000);
    // The threads that may be written off, and no wait.
    expect(opens()).toBeLessThanOrEqual(4);
    expect(world.calls.filter(call => call.name === 'WTSWaitSystemEvent')).toEqual([]);
    expect(reported()).toEqual([]);
    hang.end();
    await world.advance(61_000);
    expect(reported()).toEqual(['snapshot']);
    back.disconnect(2);
    await world.settled();
    expect(reported()).toEqual([['remoteDisconnect', 2]]);
  });

  it('of a host that cannot wait any more is a gap', async () => {
    const { world, back, reported } = await there();
    await world.advance(2_000);
    back.fail('WTSWaitSystemEvent', { code: 'RPC_S_SERVER_UNAVAILABLE' });
    back.disconnect(2);
    await world.advance(1_000);
    expect(reported()).toContainEqual(LOST);
  });
});

describe('rows of one session', () => {
  const row = (it: Partial<SessionDetails>): SessionDetails =>
    ({ id: 2, account: it.user && `CORP\\${it.user}`, state: 'active', withheld: [], lock: 'unknown', ...it }) as never;
  const anna = row({ user: 'anna', key: '2-1', logonTime: new Date(1), lock: 'locked' });
  const vague = {
    key: '2-0',
    logonTime: undefined,
    withheld: [{ what: 'WTSSessionInfoEx', code: 'ERROR_BUSY', reason: 'busy' }],
  } as const;
  const types = (was: SessionDetails, is: SessionDetails) =>
    differences(new Map([[2, was]]), new Map([[2, merged(was, is)]]), 0).map(({ type }) => type);

  it('belong to another logon when the keys differ, and to the same when one has no logon time', () => {
    expect(types(anna, row({ user: 'anna', key: '2-2', logonTime: new Date(2) }))).toContain('terminate');
    expect(types(anna, row({ user: 'anna', ...vague }))).toEqual([]);
    expect(types(row({ user: 'anna', ...vague }), anna)).toEqual([]);
  });

  it('belong to another logon when the users differ, whatever else is known', () => {
    expect(types(anna, row({ user: 'berta', ...vague }))).toEqual([
      'logoff',
      'remoteDisconnect',
      'terminate',
      'create',
      'remoteConnect',
      'logon',
    ]);
  });

  it('keep values that only details have', () => {
    expect(merged(anna, row({ user: 'anna', ...vague }))).toMatchObject({ key: '2-1', lock: 'locked' });
    expect(merged(anna, row({ user: 'berta', ...vague }))).toMatchObject({ key: '2-0', lock: 'unknown' });
  });
});
