import { beforeEach, expect, mock, test } from 'bun:test';
import * as winstation from 'winstation';
import * as desktop from 'winstation/desktop';
import * as identity from 'winstation/identity';
import * as iscsi from 'winstation/iscsi';
import * as logon from 'winstation/logon';
import { createWorld } from 'winstation/mock';
import * as moniker from 'winstation/moniker';
import * as vss from 'winstation/vss';
import { prove } from './prove.cjs';

// Taken before: what is mocked changes for those who have imported it, too.
const actual = {
  winstation: { ...winstation },
  'winstation/desktop': { ...desktop },
  'winstation/identity': { ...identity },
  'winstation/iscsi': { ...iscsi },
  'winstation/logon': { ...logon },
  'winstation/moniker': { ...moniker },
  'winstation/vss': { ...vss },
};
let world = createWorld();
mock.module('winstation', () => ({
  ...actual.winstation,
  localHost: options => world.module.localHost(options),
}));
const { logOffTheIdle } = await import('./idle.mjs');

beforeEach(() => {
  world = createWorld(undefined, { as: 'system' });
});

test('the package', async () => {
  expect(await prove(actual.winstation, { createWorld })).toBe('proved');
});

test('a mocked import', async () => {
  const anna = world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });
  await world.advance(31 * 60_000);
  world.logon({ user: 'bert', client: { name: 'DESK4' } });

  expect(await logOffTheIdle(30)).toEqual(['anna']);
  expect(world.calls.filter(call => call.name === 'WTSLogoffSession').map(call => call.args[0])).toEqual([anna]);
});

test('a fault', async () => {
  world.logon({ user: 'anna' });
  await world.advance(31 * 60_000);
  world.fail('WTSLogoffSession', { code: 'ERROR_ACCESS_DENIED', times: 1 });
  expect(await logOffTheIdle(30)).toEqual(['access-denied']);
});

test('a hanging host ends by a timeout of the world', async () => {
  world.hang();
  const stopped = world.module
    .localHost()
    .sessions({ timeout: 1_000 })
    .catch(error => error.code);
  await world.advance(1_000);
  expect(await stopped).toBe('ETIMEDOUT');
});

test('one loop replaces every module whole', async () => {
  for (const [name, module] of Object.entries(world.modules)) mock.module(name, () => module);
  const { localHost, WindowsError } = await import('winstation');
  const { guid } = await import('winstation/identity');
  expect(localHost).toBe(world.module.localHost);
  expect(WindowsError).toBe(actual.winstation.WindowsError);
  expect(guid).toBe(world.modules['winstation/identity'].guid);
  for (const [name, module] of Object.entries(world.modules)) {
    const names = Object.keys(actual[name]).filter(it => it !== 'default');
    expect(Object.keys(module).sort()).toEqual(names.sort());
  }
});
