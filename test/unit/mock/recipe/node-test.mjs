// As docs/mock.md has it. `recipe.test.ts` runs it.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createWorld } from 'winstation/mock';

const world = createWorld();
for (const [name, module] of Object.entries(world.modules)) mock.module(name, { namedExports: module });
const { logOffTheIdle } = await import('../../../package/users/idle.mjs');

test('a program whose act fails', async () => {
  world.logon({ user: 'anna' });
  await world.advance(31 * 60_000);
  const fault = world.fail('WTSLogoffSession', { code: 'ERROR_ACCESS_DENIED' });
  assert.deepEqual(await logOffTheIdle(30), ['access-denied']);
  fault.end();
  assert.deepEqual(await logOffTheIdle(30), ['anna']);
});

test('every export is there', async () => {
  const mocked = await import('winstation');
  for (const name of Object.keys(world.module)) assert.equal(mocked[name], world.module[name], name);
  const error = await mocked
    .localHost()
    .logoff(77)
    .catch(it => it);
  assert.ok(error instanceof mocked.WindowsError);
});
