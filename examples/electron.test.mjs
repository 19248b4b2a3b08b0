import { expect, test } from 'vitest';
import { createWorld } from 'winstation/mock';
import { followSessions } from './electron/follow-sessions.cjs';

async function follow(world) {
  const said = [];
  const tables = [];
  const stop = followSessions(world.module, {
    locked: () => said.push('locked'),
    unlocked: () => said.push('unlocked'),
    table: rows => tables.push(rows),
    failed: error => said.push(error.code),
  });
  await world.settled();
  return { said, tables, stop };
}

test('the window hides when its own session is locked, and only then', async () => {
  const world = createWorld();
  const own = world.logon({ user: 'anna' });
  const other = world.logon({ user: 'berta', client: { name: 'LAPTOP8' } });
  const { said, stop } = await follow(world);

  world.lock(other);
  await world.settled();
  expect(said).toEqual(['unlocked']);

  world.lock(own);
  world.unlock(own);
  await world.settled();
  expect(said).toEqual(['unlocked', 'locked', 'unlocked']);
  await stop();
});

test('it hides as well while it cannot know', async () => {
  const world = createWorld();
  const own = world.logon({ user: 'anna' });
  const { said, stop } = await follow(world);
  world.overflow();
  await world.settled();
  expect(said).toEqual(['unlocked', 'locked', 'unlocked']);
  const lost = world.dropEvents();
  world.lock(own);
  lost.end();
  world.overflow();
  await world.settled();
  expect(said.slice(3)).toEqual(['locked', 'locked']);
  await stop();
});

test('the table is what the sessions are', async () => {
  const world = createWorld();
  const anna = world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });
  const { tables, stop } = await follow(world);
  expect(tables.at(-1)).toMatchObject([{ id: anna, state: 'active', lock: 'unlocked', client: 'LAPTOP7' }]);
  world.lock(anna);
  await world.settled();
  expect(tables.at(-1)).toMatchObject([{ id: anna, lock: 'locked' }]);
  world.logoff(anna);
  await world.settled();
  expect(tables.at(-1)).toEqual([]);
  await stop();
});

test('what fails is said', async () => {
  const world = createWorld();
  world.fail('WTSRegisterSessionNotificationEx', { code: 'ERROR_ACCESS_DENIED' });
  const { said } = await follow(world);
  expect(said).toContain('ERROR_ACCESS_DENIED');
});
