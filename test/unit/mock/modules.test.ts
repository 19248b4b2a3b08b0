import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import * as winstation from 'winstation';
import * as identity from 'winstation/identity';
import { createWorld } from 'winstation/mock';
import { ENTRIES } from '../../../scripts/entries.mjs';

const require = createRequire(join(process.cwd(), 'package.json'));
const world = createWorld();
const imported = new Map<string, object>(
  ENTRIES.filter(({ name }) => name !== 'winstation/mock').map(({ name }) => [name, require(name)]),
);

describe('the modules of a world', () => {
  it('are those of the package, and each has all that the package has', () => {
    expect(Object.keys(world.modules).sort()).toEqual([...imported.keys()].sort());
    for (const [name, module] of Object.entries(world.modules)) {
      expect(Object.keys(module).sort(), name).toEqual(Object.keys(imported.get(name) ?? {}).sort());
    }
    expect(world.modules.winstation).toBe(world.module);
  });

  it('have the errors, codes and words of the package, and functions of their own', () => {
    const functions = new Set([
      'localHost',
      'openHost',
      'diagnose',
      'currentSessionId',
      'sessionIdOf',
      'isRemoteSession',
    ]);
    functions.add('activeConsoleSessionId');
    for (const [name, value] of Object.entries(winstation)) {
      const ofWorld = world.module[name as keyof typeof winstation];
      if (functions.has(name)) expect(ofWorld, name).not.toBe(value);
      else expect(ofWorld, name).toBe(value);
    }
    expect(world.modules['winstation/identity']).toEqual({ ...identity });
    expect(world.modules['winstation/identity'].guid).toBe(identity.guid);
  });

  it('are plain objects that keep what they have', () => {
    for (const module of [world.modules, ...Object.values(world.modules)]) {
      expect(Object.isFrozen(module)).toBe(true);
      expect(Object.getPrototypeOf(module)).toBe(Object.prototype);
      for (const descriptor of Object.values(Object.getOwnPropertyDescriptors(module))) {
        expect(descriptor).toHaveProperty('value');
      }
    }
  });

  it('belong to one world each', async () => {
    const other = createWorld();
    other.logon({ user: 'anna' });
    const users = async ({ module }: typeof world) =>
      (await module.localHost().sessions({ where: { kind: 'user' } })).length;
    expect([await users(world), await users(other)]).toEqual([0, 1]);
  });

  it('replace those of the package whole', async () => {
    const world = createWorld();
    for (const [name, module] of Object.entries(world.modules)) vi.doMock(name, () => module);
    try {
      const mocked = await import('winstation');
      const values = await import('winstation/identity');
      const id = world.logon({ user: 'anna' });
      world.fail('WTSLogoffSession', { code: 'ERROR_ACCESS_DENIED', times: 1 });
      const error = await mocked
        .localHost()
        .logoff(id)
        .then(undefined, reason => reason);
      expect(mocked.WindowsError.is(error, 'access-denied')).toBe(true);
      expect(error).toBeInstanceOf(mocked.WindowsError);
      expect(values.guid.is((await mocked.localHost().session(id)).activityId)).toBe(true);
    } finally {
      for (const name of Object.keys(world.modules)) vi.doUnmock(name);
    }
  });
});
