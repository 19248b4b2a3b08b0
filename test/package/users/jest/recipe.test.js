/* global jest, test, expect */
// As docs/mock.md has it: a variable of a factory begins with `mock`, and the program is loaded after the world is there.
const { createWorld } = require('winstation/mock');

const mockWorld = createWorld();
jest.mock('winstation', () => mockWorld.module);

test('a program whose act fails', async () => {
  const { logOffTheIdle } = require('./idle.cjs');
  mockWorld.logon({ user: 'anna' });
  await mockWorld.advance(31 * 60_000);
  mockWorld.fail('WTSLogoffSession', { code: 'ERROR_ACCESS_DENIED', times: 1 });
  expect(await logOffTheIdle(30)).toEqual(['access-denied']);
});

test('instanceof holds within one copy, is() across copies', async () => {
  const before = require('winstation');
  const failed = [
    await before
      .localHost()
      .logoff(77)
      .catch(error => error),
    await before
      .localHost()
      .once('logon', { timeout: 0 })
      .catch(error => error),
  ];
  expect(failed[0]).toBeInstanceOf(before.WindowsError);
  jest.resetModules();
  const after = jest.requireActual('winstation');
  expect(after.WindowsError).not.toBe(before.WindowsError);
  expect(failed[0] instanceof after.WindowsError).toBe(false);
  expect(after.WindowsError.is(failed[0], 'not-found')).toBe(true);
  expect(after.WindowsError.from(failed[0].toJSON())).toBeInstanceOf(after.WindowsError);
});
