import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as winstation from 'winstation';
import { createWorld } from 'winstation/mock';
import { logOffTheIdle } from './idle.mjs';
import { prove } from './prove.cjs';

const here = vi.hoisted(() => ({ world: undefined }));
vi.mock('winstation', async importOriginal => ({
  ...(await importOriginal()),
  localHost: options => here.world.module.localHost(options),
}));

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 2) });
  here.world = createWorld(undefined, { clock: 'date' });
});
afterEach(() => {
  vi.useRealTimers();
});

test('the package', async () => {
  expect(await prove(winstation, { createWorld })).toBe('proved');
});

test('a mocked import, on fake timers', async () => {
  const { world } = here;
  const anna = world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });
  vi.advanceTimersByTime(31 * 60_000);
  world.logon({ user: 'bert', client: { name: 'DESK4' } });

  expect(await logOffTheIdle(30)).toEqual(['anna']);
  expect(world.calls.filter(call => call.name === 'WTSLogoffSession').map(call => call.args[0])).toEqual([anna]);
});

test('a fault', async () => {
  here.world.logon({ user: 'anna' });
  vi.advanceTimersByTime(31 * 60_000);
  here.world.fail('WTSLogoffSession', { code: 'ERROR_ACCESS_DENIED', times: 1 });
  expect(await logOffTheIdle(30)).toEqual(['access-denied']);
});

test('a hanging host ends by a fake timeout', async () => {
  here.world.hang();
  const stopped = expect(here.world.module.localHost().sessions({ timeout: 1_000 })).rejects.toThrow(/./);
  await vi.advanceTimersByTimeAsync(1_000);
  await stopped;
});

test('one loop replaces every module whole', async () => {
  const { world } = here;
  const actual = {
    winstation,
    'winstation/identity': await import('winstation/identity'),
    'winstation/desktop': await import('winstation/desktop'),
    'winstation/iscsi': await import('winstation/iscsi'),
    'winstation/logon': await import('winstation/logon'),
    'winstation/moniker': await import('winstation/moniker'),
    'winstation/vss': await import('winstation/vss'),
  };
  for (const [name, module] of Object.entries(world.modules)) vi.doMock(name, () => module);
  vi.resetModules();
  const { localHost, WindowsError } = await import('winstation');
  const { guid } = await import('winstation/identity');
  expect((await localHost().sessions()).length).toBeGreaterThan(0);
  expect(localHost).toBe(world.module.localHost);
  expect(WindowsError).toBe(winstation.WindowsError);
  expect(guid).toBe(world.modules['winstation/identity'].guid);
  for (const [name, module] of Object.entries(world.modules)) {
    const names = Object.keys(actual[name]).filter(it => it !== 'default');
    expect(Object.keys(module).sort()).toEqual(names.sort());
  }
});
