import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../../lib/base/answer.js';
import { WindowsError } from '../../../../lib/errors/windows-error.js';
import { Wait } from '../../../../lib/lane/wait.js';
import { NameCache } from '../../../../lib/terminal/accounts/name-cache.js';
import { busyError } from '../../../../lib/terminal/bounds.js';
import { HandClock, settle } from '../../lane/fake-thread.js';

const SERVER_UNAVAILABLE = 1722;
const MINUTE = 60_000;

let clock: HandClock;
let asked: (readonly string[])[];
let wait: Wait;
beforeEach(() => {
  clock = new HandClock();
  asked = [];
  wait = new Wait(clock);
});

const sid = (name: string): Answer<string> => ({ ok: true, value: `S-${name}` });
const failure = (code: number): Answer<string> => ({ ok: false, syscall: 'LookupAccountNameW', code });
const names = (count: number, of = 'user') => Array.from({ length: count }, (_, i) => `${of}${i}`);

function cacheOf(answer: (names: readonly string[]) => readonly Answer<string>[] | Promise<readonly Answer<string>[]>) {
  return new NameCache<string>({
    clock,
    syscall: 'LookupAccountNameW',
    keyOf: name => name.toLowerCase(),
    stopOn: [SERVER_UNAVAILABLE],
    lookUp: async batch => {
      asked.push(batch);
      return await answer(batch);
    },
  });
}

const sizes = () => asked.map(it => it.length);

describe('names that were looked up', () => {
  it.each([3_000, 60_000])('are not looked up again by the next list of %i users', async count => {
    const cache = cacheOf(batch => batch.map(sid));
    const first = await cache.get(names(count), wait);
    expect(first.get('user7')).toEqual(sid('user7'));
    for (let i = 0; i < 3; i++) expect((await cache.get(names(count), wait)).size).toBe(count);
    expect(sizes()).toEqual([count]);
  });

  it('beyond fifty thousand, are dropped in the order in which they were last asked for', async () => {
    const cache = cacheOf(batch => batch.map(sid));
    await cache.get(names(49_999), wait);
    await cache.get(['user0'], wait);
    await cache.get(['new0', 'new1'], wait);
    await cache.get(['user0', 'user2', 'new0'], wait);
    expect(sizes()).toEqual([49_999, 2]);
    await cache.get(['user1'], wait);
    expect(sizes()).toEqual([49_999, 2, 1]);
  });

  it('are kept for ten minutes, and failures for one, even if the clock is set', async () => {
    const cache = cacheOf(batch => batch.map(it => (it === 'nobody' ? failure(1332) : sid(it))));
    await cache.get(['anna', 'nobody'], wait);
    clock.wrong = 60 * MINUTE;
    await cache.get(['anna', 'nobody'], wait);
    await clock.pass(MINUTE);
    await cache.get(['anna', 'nobody'], wait);
    await clock.pass(9 * MINUTE);
    await cache.get(['anna'], wait);
    expect(asked).toEqual([['anna', 'nobody'], ['nobody'], ['anna']]);
  });

  it('are looked up once where they differ only in case, and each gets the answer', async () => {
    const cache = cacheOf(batch => batch.map(sid));
    const found = await cache.get(['Anna', 'ANNA', 'ben'], wait);
    expect(Object.fromEntries(found)).toEqual({ Anna: sid('Anna'), ANNA: sid('Anna'), ben: sid('ben') });
    expect(asked).toEqual([['Anna', 'ben']]);
  });
});

describe('a failure of the host', () => {
  it('ends the look-up: the other names fail in the same way, and the next list asks for them', async () => {
    const cache = cacheOf(batch => (asked.length === 1 ? [sid('a'), failure(SERVER_UNAVAILABLE)] : batch.map(sid)));
    const found = await cache.get(['a', 'b', 'c', 'd'], wait);
    expect([...found.values()]).toEqual([sid('a'), ...Array(3).fill(failure(SERVER_UNAVAILABLE))]);
    const next = await cache.get(['a', 'b', 'c', 'd'], wait);
    expect([...next.values()]).toEqual([sid('a'), failure(SERVER_UNAVAILABLE), sid('c'), sid('d')]);
    expect(asked).toEqual([
      ['a', 'b', 'c', 'd'],
      ['c', 'd'],
    ]);
  });

  it('that comes before the look-up is not kept for any name', async () => {
    const cache = cacheOf(batch => (asked.length === 1 ? Promise.reject(busyError('HERE', false)) : batch.map(sid)));
    const refused = await cache.get(['a'], wait).catch((error: unknown) => error);
    expect(WindowsError.is(refused, 'busy')).toBe(true);
    const late = cacheOf(() => Promise.reject(busyError('HERE', false)));
    expect((await late.getWithin(10, ['a'], wait)).get('a')).toEqual(failure(170));
    expect((await cache.get(['a'], wait)).get('a')).toEqual(sid('a'));
  });
});

describe('a look-up that hangs', () => {
  const held = () => {
    let release = (_: readonly Answer<string>[]) => {};
    const answers = new Promise<readonly Answer<string>[]>(resolve => {
      release = resolve;
    });
    return { answers, release };
  };

  it('delays the callers that ask for its names no longer than they allow, all together', async () => {
    const { answers, release } = held();
    const cache = cacheOf(() => answers);
    const first = cache.getWithin(2_000, ['anna'], wait);
    await clock.pass(1_500);
    const second = cache.getWithin(2_000, ['anna'], wait);
    await clock.pass(500);
    expect((await first).get('anna')).toEqual(failure(1460));
    expect((await second).get('anna')).toEqual(failure(1460));
    expect((await cache.getWithin(2_000, ['anna'], wait)).get('anna')).toEqual(failure(1460));
    release([sid('anna')]);
    await settle();
    expect((await cache.getWithin(2_000, ['anna'], wait)).get('anna')).toEqual(sid('anna'));
    expect(sizes()).toEqual([1]);
    expect(clock.timers).toBe(0);
  });

  it('ends with the call that waits for it, and uses up the timeout of no other call', async () => {
    const cache = cacheOf(() => held().answers);
    const short = new Wait(clock, { timeout: 5 });
    const within = cache.getWithin(2_000, ['anna'], short);
    const whole = cache.get(['anna'], short).catch((error: unknown) => error);
    const closed = cache.getWithin(2_000, ['ben'], wait).catch((error: unknown) => error);
    await clock.pass(5);
    wait.stop(() => new Error('closed'));
    expect((await within).get('anna')).toEqual(failure(1460));
    expect(await whole).toMatchObject({ name: 'TimeoutError' });
    expect(await closed).toMatchObject({ message: 'closed' });
    expect(clock.timers).toBe(0);
  });

  it('is one of at most four; names that come during them go into the next one', async () => {
    const holds = Array.from({ length: 5 }, held);
    const cache = cacheOf(() => (holds[asked.length - 1] as ReturnType<typeof held>).answers);
    const all = names(8).map(name => cache.get([name], wait));
    await settle();
    expect(sizes()).toEqual([1, 1, 1, 1]);
    holds[2]?.release([sid('user2')]);
    await all[2];
    await settle();
    expect(asked[4]).toEqual(['user4', 'user5', 'user6', 'user7']);
    holds[4]?.release(asked[4]?.map(sid) ?? []);
    expect((await all[7])?.get('user7')).toEqual(sid('user7'));
  });
});
