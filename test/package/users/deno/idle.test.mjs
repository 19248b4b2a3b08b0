/* global Deno */
import assert from 'node:assert/strict';
import { WindowsError } from 'winstation';
import { createWorld } from 'winstation/mock';
import { logOffTheIdle } from './idle.mjs';
import { nextWorld } from './mocked.mjs';
import { prove } from './prove.cjs';

Deno.test('the package', async () => {
  assert.equal(await prove({ WindowsError }, { createWorld }), 'proved');
});

Deno.test('a mocked import', async () => {
  const world = nextWorld();
  const anna = world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });
  await world.advance(31 * 60_000);
  world.logon({ user: 'bert', client: { name: 'DESK4' } });

  assert.deepEqual(await logOffTheIdle(30), ['anna']);
  const loggedOff = world.calls.filter(call => call.name === 'WTSLogoffSession').map(call => call.args[0]);
  assert.deepEqual(loggedOff, [anna]);
});

Deno.test('a fault', async () => {
  const world = nextWorld();
  world.logon({ user: 'anna' });
  await world.advance(31 * 60_000);
  world.fail('WTSLogoffSession', { code: 'ERROR_ACCESS_DENIED', times: 1 });
  assert.deepEqual(await logOffTheIdle(30), ['access-denied']);
});

Deno.test('a hanging host ends by a timeout of the world', async () => {
  const world = nextWorld();
  world.hang();
  const stopped = assert.rejects(world.module.localHost().sessions({ timeout: 1_000 }), { code: 'ETIMEDOUT' });
  await world.advance(1_000);
  await stopped;
});
