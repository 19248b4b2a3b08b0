import { expect, test, vi } from 'vitest';
import { createWorld } from 'winstation/mock';

test('a user who is idle and does not answer is logged off', async () => {
  const world = createWorld(undefined, { as: 'system' });
  vi.doMock('winstation', () => world.module);
  const anna = world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });
  await world.advance(31 * 60_000);
  const berta = world.logon({ user: 'berta', client: { name: 'LAPTOP8' } });

  const sweep = import('./idle-sweep.mjs');
  await vi.waitFor(() => expect(world.messages).toHaveLength(1));
  await world.advance(60_000);
  await sweep;

  expect(world.calls.filter(c => c.name === 'WTSLogoffSession').map(c => c.args)).toEqual([[anna, true]]);
  expect(berta).not.toBe(anna);
});
