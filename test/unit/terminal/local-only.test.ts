import { expect, it } from 'vitest';
import { createWorld } from '../../../lib/mock/create-world.js';

it('refuses what is for this machine only on another host, before any raw call', async () => {
  const world = createWorld();
  world.host('RDS01');
  const host = await world.module.openHost('RDS01');
  world.clearCalls();
  expect(() => (host as ReturnType<typeof world.module.localHost>).sessionsSync()).toThrow(
    expect.objectContaining({
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_VALUE',
      message: expect.stringContaining('RDS01'),
    }),
  );
  expect(world.calls).toEqual([]);
});
