import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import { NOTICES } from '../../../../lib/terminal/watch/notice-codes.js';
import { scenario, unhandled, watched } from './harness.js';

const NEVER_IDS = [0xfffffffe, 0xffffffff];

describe('a notice that another program posted', () => {
  for (const details of [true, false]) {
    it.each(NEVER_IDS)(`with the id %i is not an event, and ends no watch (details: ${details})`, async id => {
      const seen = await unhandled(async () => {
        const { world, watch, reported } = await watched({ details });
        watch.on('lock', () => {});
        for (const notice of Object.values(NOTICES)) world.notice(notice, id);
        await world.advance(5_000);
        expect(reported()).toEqual([]);
        world.lock(2);
        await world.settled();
        expect(reported()).toEqual([['lock', 2]]);
        await watch.close();
      });
      expect(seen).toEqual([]);
    });

    it(`about a session that never existed adds none to the table (details: ${details})`, async () => {
      const { world, watch, events, reported } = await watched({ details });
      const before = [...watch.sessions.keys()];
      const all = Object.values(NOTICES);
      for (const notice of all) world.notice(notice, 0xfffffffd);
      await world.advance(5_000);
      expect(reported()).toHaveLength(all.length);
      for (const event of events.slice(1)) expect(event).toMatchObject({ session: undefined, before: undefined });
      expect([...watch.sessions.keys()]).toEqual(before);
    });
  }

  it('about a logoff that did not happen leaves the table as Windows reports it', async () => {
    const { world, watch } = await watched();
    world.notice(NOTICES.WTS_SESSION_LOGOFF, 3);
    world.notice(NOTICES.WTS_SESSION_TERMINATE, 2);
    world.notice(NOTICES.WTS_SESSION_LOCK, 2);
    await world.settled();
    expect(watch.sessions.get(3)?.user).toBe('ben');
    expect(watch.sessions.get(2)).toMatchObject({ user: 'anna', lock: 'unlocked' });
  });

  it('with many ids that no session has costs memory for a limited number of them', async () => {
    const world = createWorld(scenario);
    const { reported, watch } = await watched({ queue: 200_000 }, world);
    for (let turn = 0; turn < 5; turn++) {
      for (let i = 0; i < 10_000; i++) world.notice(NOTICES.WTS_SESSION_LOGON, 100_000 + turn * 10_000 + i);
      await world.settled();
    }
    expect(reported()).toHaveLength(50_000);
    expect(watch.sessions.size).toBe(5);
  });
});
