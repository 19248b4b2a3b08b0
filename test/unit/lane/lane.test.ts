import { beforeEach, describe, expect, it } from 'vitest';
import type { Cancel } from '../../../lib/lane/cancel.js';
import type { Body } from '../../../lib/lane/job.js';
import { Lane } from '../../../lib/lane/lane.js';
import { SideThreads } from '../../../lib/lane/side-threads.js';
import { Slots } from '../../../lib/lane/slots.js';
import { Waits } from '../../../lib/lane/waits.js';
import { FakeThread, HandClock, settle } from './fake-thread.js';

let clock: HandClock;
let threads: FakeThread[];
let waits: Waits;
let leftBehind: Slots;
const openThread = () => {
  const thread = new FakeThread();
  threads.push(thread);
  return thread;
};
const busy = () => new Error('busy');
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => 'resolved',
    (error: Error) => error,
  );

beforeEach(() => {
  clock = new HandClock();
  threads = [];
  waits = new Waits(clock);
  leftBehind = new Slots(4, 64);
});

describe('a lane', () => {
  const make = () => new Lane<FakeThread>({ clock, leftBehind: leftBehind.of('host'), openThread, busy });
  const run = <R>(lane: Lane<FakeThread>, control: Cancel, body: Body<FakeThread, R>) =>
    waits.during(control, wait => lane.run(wait, body));
  const one = (lane: Lane<FakeThread>, control: Cancel = {}) =>
    run(lane, control, ask => ask(thread => thread.ask<string>()));

  it('opens its thread with the first question, and asks one call at a time', async () => {
    const lane = make();
    expect(threads).toHaveLength(0);
    const [first, second] = [one(lane), one(lane)];
    await settle();
    expect(threads).toHaveLength(1);
    expect(threads[0]?.questions).toHaveLength(1);
    threads[0]?.questions[0]?.resolve('a');
    expect(await first).toBe('a');
    await settle();
    expect(threads[0]?.questions).toHaveLength(2);
    threads[0]?.questions[1]?.resolve('b');
    expect(await second).toBe('b');
    expect([clock.kept, clock.timers]).toEqual([0, 0]);
  });

  it('lets no other call between the questions of one call', async () => {
    const lane = make();
    const two = run(lane, {}, async ask => {
      const a = await ask(thread => thread.ask<string>());
      const b = await ask(thread => thread.ask<string>());
      return a + b;
    });
    const other = one(lane);
    await settle();
    threads[0]?.questions[0]?.resolve('a');
    await settle();
    threads[0]?.questions[1]?.resolve('b');
    expect(await two).toBe('ab');
    await settle();
    threads[0]?.questions[2]?.resolve('c');
    expect(await other).toBe('c');
  });

  it('goes on after a call that failed', async () => {
    const lane = make();
    const failed = caught(run(lane, {}, async () => Promise.reject(new Error('mine'))));
    const next = one(lane);
    expect(await failed).toMatchObject({ message: 'mine' });
    await settle();
    threads[0]?.questions[0]?.resolve('ok');
    expect(await next).toBe('ok');
  });

  it('keeps the process alive only for calls that still wait', async () => {
    const lane = make();
    const abort = new AbortController();
    const stopped = caught(one(lane, { signal: abort.signal }));
    const queued = caught(one(lane, { timeout: 10 }));
    await settle();
    expect(clock.kept).toBe(2);
    abort.abort();
    await stopped;
    expect(clock.kept).toBe(1);
    await clock.pass(10);
    expect(await queued).toMatchObject({ code: 'ETIMEDOUT' });
    expect(clock.kept).toBe(0);
  });

  it('writes a thread off only when another call has waited behind it for a second', async () => {
    const lane = make();
    const stopped = caught(one(lane, { timeout: 10 }));
    await clock.pass(10);
    await stopped;
    await clock.pass(5_000);
    expect(threads[0]?.writtenOff).toBe(false);
    const follower = one(lane);
    await settle();
    expect(threads[0]?.writtenOff).toBe(true);
    expect(threads).toHaveLength(2);
    threads[1]?.questions[0]?.resolve('served');
    expect(await follower).toBe('served');
  });

  it('takes the late answer when it comes within the second', async () => {
    const lane = make();
    const stopped = caught(one(lane, { timeout: 10 }));
    await clock.pass(10);
    await stopped;
    const follower = one(lane);
    await clock.pass(900);
    threads[0]?.questions[0]?.resolve('late');
    await settle();
    expect(threads).toHaveLength(1);
    threads[0]?.questions[1]?.resolve('served');
    expect(await follower).toBe('served');
    expect(clock.timers).toBe(0);
  });

  const stick = async (lane: Lane<FakeThread>) => {
    const stopped = caught(one(lane, { timeout: 1 }));
    await clock.pass(1);
    await stopped;
  };

  it('leaves at most four threads behind, and runs calls again when one has answered', async () => {
    const lane = make();
    for (let i = 0; i < 5; i++) {
      await stick(lane);
      await clock.pass(1_000);
    }
    expect(threads).toHaveLength(5);
    expect(await caught(one(lane))).toMatchObject({ message: 'busy' });
    threads[2]?.questions[0]?.reject(new Error('written off'));
    await settle();
    const served = one(lane);
    await settle();
    expect(threads).toHaveLength(6);
    threads[5]?.questions[0]?.resolve('served');
    expect(await served).toBe('served');
  });

  it('fails as busy when the process may leave no more threads behind', async () => {
    const lane = make();
    await stick(lane);
    if (threads[0]) threads[0].mayWriteOff = false;
    const waiting = caught(one(lane));
    await clock.pass(1_000);
    expect(await waiting).toMatchObject({ message: 'busy' });
    expect(await caught(one(lane))).toMatchObject({ message: 'busy' });
  });

  it('asks nothing more for a call that was stopped', async () => {
    const lane = make();
    const abort = new AbortController();
    let after: unknown;
    const stopped = caught(
      run(lane, { signal: abort.signal }, async ask => {
        await ask(thread => thread.ask());
        after = await caught(ask(thread => thread.ask(), 'act'));
      }),
    );
    await settle();
    abort.abort();
    expect(await stopped).toMatchObject({ name: 'AbortError', outcome: undefined });
    threads[0]?.questions[0]?.resolve('late');
    await settle();
    expect(after).toMatchObject({ message: 'the wait for this call was stopped' });
    expect(threads[0]?.questions).toHaveLength(1);
  });

  it('rejects all calls when it is closed, and ends its thread', async () => {
    const lane = make();
    const [running, queued] = [caught(one(lane)), caught(one(lane))];
    await settle();
    lane.close(() => new Error('closed'));
    expect(await running).toMatchObject({ message: 'closed' });
    expect(await queued).toMatchObject({ message: 'closed' });
    expect([threads[0]?.stopped, threads[0]?.writtenOff]).toEqual([1, true]);
    expect(leftBehind.taken).toBe(1);
    threads[0]?.questions[0]?.reject(new Error('written off'));
    await settle();
    expect(leftBehind.taken).toBe(0);
    expect([clock.kept, clock.timers]).toEqual([0, 0]);
    expect(await caught(one(lane))).toMatchObject({ message: 'closed' });
    expect(threads).toHaveLength(1);
  });

  it('closes a thread that has no question under way', async () => {
    const lane = make();
    const asked = one(lane);
    await settle();
    threads[0]?.questions[0]?.resolve('a');
    await asked;
    lane.close(() => new Error('closed'));
    expect([threads[0]?.closed, threads[0]?.writtenOff]).toEqual([true, false]);
    expect(leftBehind.taken).toBe(0);
  });
});

describe('side threads', () => {
  it('are one for each call, with a bound that also counts those that nobody waits for', async () => {
    const slots = new Slots(64, 256);
    const sideThreads = new SideThreads<FakeThread>({ slots: slots.of('host'), openThread, busy });
    const ask = (control: Cancel = {}) =>
      waits.during(control, wait => sideThreads.run(wait, it => it(thread => thread.ask<string>(), 'act')));
    const all = Array.from({ length: 64 }, (_, i) => caught(ask(i === 0 ? { timeout: 5 } : {})));
    await settle();
    expect(threads).toHaveLength(64);
    expect(await caught(ask())).toMatchObject({ message: 'busy' });
    await clock.pass(5);
    expect(await all[0]).toMatchObject({ code: 'ETIMEDOUT', outcome: 'unknown' });
    expect(await caught(ask())).toMatchObject({ message: 'busy' });
    threads[0]?.questions[0]?.resolve('late');
    await settle();
    expect(threads[0]?.closed).toBe(true);
    const next = ask();
    await settle();
    threads[64]?.questions[0]?.resolve('next');
    expect(await next).toBe('next');
    sideThreads.close(() => new Error('closed'));
    expect(await all[1]).toMatchObject({ message: 'closed' });
    expect(clock.kept).toBe(0);
  });
});
