import { expect, test, vi } from 'vitest';
import { createWorld } from 'winstation/mock';

test('a user who logs on is greeted once, and a user who was there before is not', async () => {
  const world = createWorld(undefined, { as: 'system' });
  vi.doMock('winstation', async () => ({ ...(await vi.importActual('winstation')), ...world.module }));
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  world.logon({ user: 'anna', client: { name: 'LAPTOP7' } });

  const before = process.listeners('SIGINT');
  const running = import('./react-to-logons.mjs');
  await vi.waitFor(() => expect(world.calls.some(it => it.name === 'WTSEnumerateSessionsExW')).toBe(true));
  await world.settled();

  const berta = world.logon({ user: 'berta', client: { name: 'LAPTOP8' } });
  await vi.waitFor(() => expect(world.messages).toHaveLength(1));
  expect(world.messages[0]).toMatchObject({ sessionId: berta, text: 'Good day, berta.' });
  expect(said).toHaveBeenCalledTimes(1);

  // Who came while events were lost is not forgotten, and who was greeted is not greeted again.
  const lost = world.dropEvents();
  const carl = world.logon({ user: 'carl', client: { name: 'LAPTOP9' } });
  lost.end();
  world.overflow();
  await vi.waitFor(() => expect(world.messages).toHaveLength(2));
  expect(world.messages[1]).toMatchObject({ sessionId: carl });

  // Ctrl-C, as the program hears it.
  for (const stop of process.listeners('SIGINT')) if (!before.includes(stop)) stop();
  await running;
  said.mockRestore();
});
