/* global jest, test, expect, afterEach, beforeEach */
jest.mock('winstation', () => {
  const { createWorld } = require('winstation/mock');
  const world = createWorld(undefined, { clock: 'date', as: 'system' });
  return { ...world.module, world };
});
// The other modules of the same world, whole.
jest.mock('winstation/identity', () => require('winstation').world.modules['winstation/identity']);
jest.mock('winstation/desktop', () => require('winstation').world.modules['winstation/desktop']);
jest.mock('winstation/iscsi', () => require('winstation').world.modules['winstation/iscsi']);
jest.mock('winstation/logon', () => require('winstation').world.modules['winstation/logon']);
jest.mock('winstation/moniker', () => require('winstation').world.modules['winstation/moniker']);
jest.mock('winstation/vss', () => require('winstation').world.modules['winstation/vss']);

const winstation = require('winstation');
const mock = require('winstation/mock');
const { logOffTheIdle } = require('./idle.cjs');
const { prove } = require('./prove.cjs');

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('the package', async () => {
  expect(await prove(jest.requireActual('winstation'), mock)).toBe('proved');
});

test('a mocked module, on fake timers', async () => {
  const { world } = winstation;
  const anna = world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });
  jest.advanceTimersByTime(31 * 60_000);
  const bert = world.logon({ user: 'bert', client: { name: 'DESK4' } });

  expect(await logOffTheIdle(30)).toEqual(['anna']);
  expect(world.calls.filter(call => call.name === 'WTSLogoffSession').map(call => call.args[0])).toEqual([anna]);
  world.logoff(bert);
});

test('every module is replaced whole', () => {
  const { world } = winstation;
  for (const [name, module] of Object.entries(world.modules)) {
    expect(require(name)).toMatchObject({ ...module });
    expect(Object.keys(module).sort()).toEqual(Object.keys(jest.requireActual(name)).sort());
  }
  expect(winstation.WindowsError).toBe(jest.requireActual('winstation').WindowsError);
  expect(require('winstation/identity')).toBe(world.modules['winstation/identity']);
});

test('a fault', async () => {
  const { world } = winstation;
  world.logon({ user: 'anna' });
  jest.advanceTimersByTime(31 * 60_000);
  world.fail('WTSLogoffSession', { code: 'ERROR_ACCESS_DENIED', times: 1 });
  expect(await logOffTheIdle(30)).toEqual(['access-denied']);
});

test('a hanging host ends by a fake timeout', async () => {
  const world = mock.createWorld(undefined, { clock: 'date' });
  world.hang();
  const stopped = expect(world.module.localHost().sessions({ timeout: 1_000 })).rejects.toMatchObject({
    code: 'ETIMEDOUT',
  });
  await jest.advanceTimersByTimeAsync(1_000);
  await stopped;
});
