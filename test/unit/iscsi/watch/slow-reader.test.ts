import { expect, it } from 'vitest';
import { createWorld } from '../../../../lib/mock/index.js';

const DB = 'iqn.2024-01.example:db';

it('a reader that is too slow gets a gap and what is so now, and others all events', async () => {
  const world = createWorld();
  world.iscsi.target(DB);
  await using watch = world.modules['winstation/iscsi'].iscsi().watch({ poll: 1_000 });
  const slow = watch[Symbol.asyncIterator]();
  const types: string[] = [];
  const reading = (async () => {
    for await (const { type } of watch) types.push(type);
  })();
  await watch.ready;
  world.iscsi.login(DB);
  for (let i = 0; i < 501; i += 1) {
    const { session } = world.iscsi.login(DB);
    await world.advance(1_000);
    world.iscsi.logout(session);
    await world.advance(1_000);
  }
  expect((await slow.next()).value).toMatchObject({ type: 'gap', error: { message: expect.stringContaining('slow') } });
  expect((await slow.next()).value).toMatchObject({ type: 'snapshot', sessions: [{ target: DB }] });
  world.iscsi.login(DB);
  await world.advance(1_000);
  expect((await slow.next()).value).toMatchObject({ type: 'login' });
  await watch.close();
  await reading;
  expect(types.filter(it => it === 'login')).toHaveLength(503);
  expect(types).not.toContain('gap');
});
