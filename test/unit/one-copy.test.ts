import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as winstation from 'winstation';
import { createWorld } from 'winstation/mock';

// The suites must try what ships. Were dist/ taken in and transformed, there would be a second copy of every class, and
// `instanceof` would be false where it is true for users.
const require = createRequire(join(process.cwd(), 'package.json'));

it('is what Node itself loads', () => {
  expect(winstation.localHost).toBe(require('winstation').localHost);
  expect(winstation.WindowsError).toBe(require('winstation').WindowsError);
  expect(createWorld).toBe(require('winstation/mock').createWorld);
});

it('has one WindowsError for both entries', async () => {
  const world = createWorld();
  world.fail('WTSEnumerateSessionsExW', { code: 'ERROR_ACCESS_DENIED' });
  const error = await world.module
    .localHost()
    .sessions()
    .then(undefined, reason => reason);
  expect(error).toBeInstanceOf(winstation.WindowsError);
  expect(Object.getPrototypeOf(error)).toBe(winstation.WindowsError.prototype);
});
