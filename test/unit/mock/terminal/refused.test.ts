import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';
import type { World } from '../../../../lib/mock/types.js';

afterEach(() => {
  vi.useRealTimers();
});

describe('a world refuses what cannot be', () => {
  it('buttons that a box does not have', async () => {
    const world = createWorld();
    const id = world.logon({ user: 'anna' });
    const answer = world.module.localHost().message(id, 'Go?', { buttons: 'yesNo', wait: true });
    await world.settled();
    expect(() => world.answerMessage(id, 'cancel')).toThrow(`has no button cancel; it has yes and no`);
    expect(world.messages).toHaveLength(1);
    world.answerMessage(id, 'no');
    expect(await answer).toBe('no');
  });

  it.each([
    ['okCancel', ['ok', 'cancel']],
    ['abortRetryIgnore', ['abort', 'retry', 'ignore']],
    ['yesNoCancel', ['yes', 'no', 'cancel']],
    ['retryCancel', ['retry', 'cancel']],
    ['cancelTryContinue', ['cancel', 'tryAgain', 'continue']],
  ] as const)('no button of %s', async (buttons, all) => {
    const world = createWorld();
    const id = world.logon({ user: 'anna' });
    for (const word of all) {
      const answer = world.module.localHost().message(id, 'x', { buttons, wait: true });
      await world.settled();
      world.answerMessage(id, word);
      expect(await answer).toBe(word);
    }
  });

  it.each([
    ['logon()', (world: World) => world.logon(undefined as never), 'logon needs options: user'],
    [
      'a user with its domain',
      (world: World) => world.logon({ user: 'CORP\\anna' }),
      "give { user: 'anna', domain: 'CORP' }",
    ],
    ['a pattern for a domain', (world: World) => world.logon({ user: 'anna', domain: '*' }), 'no domain is named *'],
    ['a blank user', (world: World) => world.logon({ user: ' ' }), 'logon needs a user'],
    [
      'a misspelt option',
      (world: World) => world.logon({ user: 'x', clinet: 'console' } as never),
      'did you mean client?',
    ],
    ['fail(name)', (world: World) => world.fail('WTSLogoffSession', undefined as never), 'fail needs a code'],
    ['startProcess()', (world: World) => world.startProcess(undefined as never), 'startProcess needs options: name'],
    ['a process without a name', (world: World) => world.startProcess({} as never), 'startProcess needs a name'],
  ])('%s', (_, act, text) => {
    expect(() => act(createWorld())).toThrow(text);
    expect(() => act(createWorld())).toThrow(TypeError);
  });

  it('options that a world does not have, and time that is no number', async () => {
    expect(() => createWorld(undefined, { role: 'user' } as never)).toThrow('one of the known options (clock, as)');
    expect(() => createWorld(undefined, { clok: 'date' } as never)).toThrow('did you mean clock?');
    await expect(createWorld().advance('5' as never)).rejects.toThrow(
      'advance takes milliseconds as a number, not "5"',
    );
  });
});

describe('a host that hangs', () => {
  it('can be said in a scenario, and is written again', async () => {
    const scenario = { version: 1, hosts: [{ name: 'HERE' }, { name: 'STUCK', hangs: true }] } as const;
    const world = createWorld(scenario);
    const opened = world.module.openHost('STUCK', { timeout: 1_000 }).catch(error => error);
    await world.advance(1_000);
    expect(await opened).toMatchObject({ code: 'ETIMEDOUT', host: 'STUCK' });
    expect((await world.module.localHost().sessions()).length).toBeGreaterThan(0);
    expect(world.toScenario().hosts?.[1]).toMatchObject({ name: 'STUCK', hangs: true });
  });
});

describe('process ids', () => {
  it('stay within 32 bits, whatever ids there are', async () => {
    const processes = [
      { pid: 0xffffffff, name: 'last.exe' },
      { name: 'a.exe' },
      { pid: 0xfffffffc, name: 'b.exe' },
      { name: 'c.exe' },
    ];
    const world = createWorld({ version: 1, hosts: [{ processes }] });
    world.startProcess({ name: 'd.exe' });
    const pids = (await world.module.localHost().processes()).map(it => it.pid);
    expect(new Set(pids).size).toBe(5);
    expect(Math.max(...pids)).toBe(0xffffffff);
    for (const pid of pids.filter(it => it < 0xfffffffc)) expect(pid % 4).toBe(0);
  });

  it('begin again after the last one', () => {
    const world = createWorld();
    world.startProcess({ name: 'x.exe', pid: 0xfffffff8 });
    const next = [1, 2].map(() => world.startProcess({ name: 'y.exe' }));
    expect(new Set(next).size).toBe(2);
    for (const pid of next) expect(pid).toBeLessThan(0xfffffff8);
  });
});

it('a recording is played as far ahead as it says, on the timers of a platform too', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') });
  const start = {
    version: 1,
    now: '2026-01-01T00:00:00.000Z',
    hosts: [{ name: 'X', sessions: [{ id: 0 }, { id: 1 }] }],
  } as const;
  const world = createWorld(start, { clock: 'date' });
  const at = 2 ** 31 + 5_000;
  const session = { user: 'zoe', name: 'RDP-Tcp#1' };
  const played = world.play({ version: 1, start, events: [{ at, type: 'logon', sessionId: 7, session }] });
  const there = () => world.module.localHost().findSession({ id: 7 });
  await vi.advanceTimersByTimeAsync(2 ** 31 + 4_999);
  expect(await there()).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  await played;
  expect(await there()).toMatchObject({ user: 'zoe' });
});
