import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import * as winstation from 'winstation';
import { createWorld } from 'winstation/mock';
import { prove } from './prove.cjs';

test('the package', async () => {
  assert.equal(await prove(winstation, { createWorld }), 'proved');
});

test('with the clock and the timers mocked', async () => {
  mock.timers.enable({ apis: ['Date', 'setTimeout'], now: Date.UTC(2026, 0, 2) });
  const world = createWorld(undefined, { clock: 'date' });
  const anna = world.logon({ user: 'anna' });
  mock.timers.tick(31 * 60_000);
  assert.equal((await world.module.localHost().session(anna)).idleMs, 31 * 60_000);

  world.hang();
  const stopped = assert.rejects(world.module.localHost().sessions({ timeout: 1_000 }), { code: 'ETIMEDOUT' });
  await world.settled();
  mock.timers.tick(1_000);
  await stopped;
});
