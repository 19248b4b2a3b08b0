import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import type { SessionEvent } from '../../../../lib/terminal/watch/types.js';
import { countCalls, NOTHING_OPEN, open, scenario, short, watched } from './harness.js';

const LIST = 'WTSEnumerateSessionsExW';
const INFO = 'WTSQuerySessionInformationW';
const PASSING = [
  'RPC_S_SERVER_TOO_BUSY',
  'RPC_S_SERVER_UNAVAILABLE',
  'RPC_S_CALL_FAILED',
  'ERROR_CTX_WINSTATION_BUSY',
  'ERROR_NOT_ENOUGH_MEMORY',
  'RPC_S_CALL_CANCELLED',
];

describe.each([{ details: true }, { details: false }])('a local watch (details: $details)', ({ details }) => {
  it.each(PASSING)('retries a first list that fails with %s', async code => {
    const world = createWorld(scenario);
    world.fail(LIST, { code, times: 3 });
    const { events, reported, watch } = await watched({ details }, world);
    expect(events).toEqual([]);
    await world.advance(2_000);
    await watch.ready;
    expect(reported()).toEqual(['snapshot']);
    expect(countCalls(world, LIST)).toBe(4);
  });

  it.each(PASSING)('retries a refresh that fails with %s, and has a correct table after it', async code => {
    const { world, reported, watch } = await watched({ details });
    world.fail(INFO, { code, times: 1 });
    world.lock(3);
    await world.advance(1_000);
    expect(reported()).toEqual([['lock', 3]]);
    expect(watch.sessions.get(3)?.lock).toBe('locked');
  });

  it.each(PASSING)('retries a list that follows a refresh that fails with %s', async code => {
    const { world, reported, watch } = await watched({ details, types: ['logon'] });
    world.fail(LIST, { code, times: 2 });
    const id = world.logon({ user: 'dora', client: { name: 'PC' } });
    await world.advance(2_000);
    expect(reported()).toEqual([['logon', id]]);
    expect(watch.sessions.get(id)?.user).toBe('dora');
  });

  it('stops asking for what is never answered, but keeps asking during an outage', async () => {
    const world = createWorld(scenario);
    world.fail(INFO, { code: 'ERROR_GEN_FAILURE', args: [2, 25] });
    const busy = world.fail(INFO, { code: 'ERROR_CTX_WINSTATION_BUSY', args: [3, 25] });
    const { watch } = await watched({ details }, world);
    const looks = (id: number) => world.calls.filter(({ name, args }) => name === INFO && args[0] === id).length;
    await world.advance(10 * 60_000);
    const before = looks(2);
    await world.advance(10 * 60_000);
    expect(looks(2)).toBe(before);
    world.clearCalls();
    busy.end();
    await world.advance(60_000);
    expect(watch.sessions.get(3)?.logonTime).toBeInstanceOf(Date);
    world.clearCalls();
    await world.advance(10 * 60_000);
    expect(countCalls(world, INFO)).toBe(0);
  });

  it('is not ended by the timeout of its host', async () => {
    const world = createWorld(scenario);
    const host = world.module.localHost({ timeout: 1_000 });
    const { reported, watch } = await watched({ details }, world, host);
    using _slow = world.delay(LIST, 3_000);
    const id = world.logon({ user: 'dora', client: { name: 'PC' } });
    await world.advance(10_000);
    expect(reported()).toContainEqual(['logon', id]);
    expect(watch.sessions.get(id)?.user).toBe('dora');
    await watch.close();
    expect(open(world)).toEqual(NOTHING_OPEN);
  });

  it('begins even if its first list takes longer than the timeout of its host', async () => {
    const world = createWorld(scenario);
    world.delay(LIST, 3_000, { times: 1 });
    const { reported } = await watched({ details }, world, world.module.localHost({ timeout: 1_000 }));
    await world.advance(3_000);
    expect(reported()).toEqual(['snapshot']);
  });

  it.each(['ERROR_ACCESS_DENIED', 'ERROR_INVALID_LEVEL'])('ends with a permanent error (%s)', async code => {
    const world = createWorld(scenario);
    world.fail(LIST, { code });
    const { ended } = await watched({ details }, world);
    expect(await ended).toMatchObject({ code });
    expect(open(world)).toEqual(NOTHING_OPEN);
  });

  it('ends with an unknown error, but only after some tries', async () => {
    const world = createWorld(scenario);
    world.fail(LIST, { code: 'WIN32_31337' });
    const { ended } = await watched({ details }, world);
    await world.advance(60_000);
    expect(await ended).toMatchObject({ code: 'WIN32_31337' });
    expect(countCalls(world, LIST)).toBe(7);
  });

  it('waits as long as an outage takes, with longer and longer pauses', async () => {
    const world = createWorld(scenario);
    const outage = world.fail(LIST, { code: 'RPC_S_SERVER_TOO_BUSY' });
    const { reported } = await watched({ details }, world);
    await world.advance(600_000);
    expect(countCalls(world, LIST)).toBeLessThan(130);
    outage.end();
    await world.advance(5_000);
    expect(reported()).toEqual(['snapshot']);
  });
});

describe('a detailed watch', () => {
  it('delivers its events without their sessions after a while, then a gap, and a snapshot when Windows answers', async () => {
    const { world, events, reported, watch } = await watched({ details: true });
    const outage = world.fail(LIST, { code: 'RPC_S_SERVER_TOO_BUSY' });
    const info = world.fail(INFO, { code: 'RPC_S_SERVER_UNAVAILABLE' });
    world.lock(3);
    await world.advance(2_000);
    world.unlock(3);
    await world.settled();
    expect(reported()).toEqual([
      ['lock', 3],
      ['gap', 'connection-lost', undefined],
    ]);
    expect(events.at(-2)).toMatchObject({ session: undefined, before: { user: 'ben' } });
    info.end();
    outage.end();
    await world.advance(5_000);
    expect(reported()).toEqual(['snapshot', ['unlock', 3]]);
    expect(events.at(-1)).toMatchObject({ overlap: true, session: { lock: 'unlocked' } });
    expect(watch.sessions.get(3)?.lock).toBe('unlocked');
  });

  it('holds as many events as a window; the rest is a gap with its number', async () => {
    const { world, watch } = await watched({ details: true });
    const heard: unknown[] = [];
    const hear = (event: SessionEvent) => heard.push(short(event));
    watch.on('lock', hear).on('gap', hear).on('snapshot', hear);
    const held = world.hold(INFO);
    world.lock(2);
    await world.settled();
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 10_000; j++) world.lock(3);
      await world.settled();
    }
    held.end();
    await world.advance(1_000);
    // One had been taken for the refresh; 16,384 waited when the next one came, and were dropped.
    expect(heard.slice(0, 3)).toEqual([['lock', 2], ['gap', 'slow', 16_384], 'snapshot']);
    expect(heard).toHaveLength(3 + 30_000 - 16_384);
    expect(watch.sessions.get(3)?.lock).toBe('locked');
  });

  it('has the same bound before its first snapshot', async () => {
    const world = createWorld(scenario);
    const held = world.hold(LIST);
    const watch = world.module.localHost().watch();
    const heard: unknown[] = [];
    const hear = (event: SessionEvent) => heard.push(short(event));
    watch.on('lock', hear).on('gap', hear).on('snapshot', hear);
    await world.settled();
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 10_000; j++) world.lock(3);
      await world.settled();
    }
    held.end();
    await world.advance(1_000);
    await watch.ready;
    expect(heard[0]).toBe('snapshot');
    expect(heard).toHaveLength(1 + 30_000 - 16_384);
  });
});

describe('a watch without details', () => {
  it('delivers events even if Windows does not answer for the sessions, and has a correct table when it does', async () => {
    const { world, reported, watch } = await watched();
    const outage = world.fail(INFO, { code: 'RPC_S_SERVER_UNAVAILABLE' });
    world.lock(3);
    await world.advance(20_000);
    world.lock(2);
    await world.settled();
    expect(reported()).toEqual([
      ['lock', 3],
      ['lock', 2],
    ]);
    outage.end();
    await world.advance(5_000);
    expect(reported()).toEqual([]);
    expect([2, 3].map(id => watch.sessions.get(id)?.lock)).toEqual(['locked', 'locked']);
  });

  it('asks again about one session without an answer, and delays no other', async () => {
    const { world, reported, watch } = await watched();
    const busy = world.fail(INFO, { code: 'ERROR_CTX_WINSTATION_BUSY', args: [3] });
    world.lock(3);
    world.lock(2);
    await world.settled();
    expect([2, 3].map(id => watch.sessions.get(id)?.lock)).toEqual(['locked', 'unlocked']);
    await world.advance(10_000);
    busy.end();
    await world.advance(15_000);
    expect(watch.sessions.get(3)?.lock).toBe('locked');
    expect(reported()).toHaveLength(2);
  });
});
