import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import { Activity } from '../../../../lib/mock/world/activity.js';

/** Goes on by so many promise jobs. */
async function jobs(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await undefined;
}

describe('a world at rest', () => {
  it('has done its own jobs, however many lead to others', async () => {
    const activity = new Activity();
    let done = 0;
    const chain = (left: number) =>
      activity.defer(() => {
        done += 1;
        if (left > 1) chain(left - 1);
      });
    chain(1_000);
    expect(done).toBe(0);
    await activity.rest();
    expect(done).toBe(1_000);
  });

  it('has waited for code between two calls, and for each event that a reader takes in turn', async () => {
    const activity = new Activity();
    let calls = 0;
    const program = (async () => {
      for (; calls < 50; calls++) {
        await jobs(80);
        activity.happened();
      }
    })();
    await activity.rest();
    expect(calls).toBe(50);
    await program;

    let taken = 0;
    for (let i = 0; i < 500; i++) activity.handedOver();
    const reader = (async () => {
      for (; taken < 500; taken++) await jobs(8);
    })();
    await activity.rest();
    expect(taken).toBe(500);
    await reader;
  });

  it('owes nothing for events that were taken before', async () => {
    const activity = new Activity();
    for (let i = 0; i < 100_000; i++) activity.handedOver();
    await activity.rest();
    let after = 0;
    const counter = (async () => {
      for (; after < 5_000; after++) await undefined;
    })();
    await activity.rest();
    expect(after).toBeLessThan(1_000);
    await counter;
  });

  it('may be waited for twice at once', async () => {
    const activity = new Activity();
    let calls = 0;
    const program = (async () => {
      for (; calls < 20; calls++) {
        await jobs(60);
        activity.happened();
      }
    })();
    await Promise.all([activity.rest(), activity.rest().then(() => expect(calls).toBe(20))]);
    await program;
  });

  it('is not waited for without end', async () => {
    const activity = new Activity();
    let isStopped = false;
    const endless = (async () => {
      while (!isStopped) {
        await undefined;
        activity.happened();
      }
    })();
    await expect(activity.rest()).rejects.toThrow('the world does not come to rest');
    isStopped = true;
    await endless;
  }, 60_000);

  it('leaves no moment in which a rejection counts as unhandled', async () => {
    const unhandled: unknown[] = [];
    const hear = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', hear);
    try {
      const world = createWorld();
      using _hang = world.hang();
      const listed = world.module.localHost().sessions({ timeout: 5_000 });
      await world.advance(60_000);
      await expect(listed).rejects.toMatchObject({ code: 'ETIMEDOUT' });
      await new Promise(resolve => setTimeout(resolve, 5));
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', hear);
    }
  });
});
