import { describe, expect, it } from 'vitest';
import { withWorld } from '../suite.js';
import { DLL, EXPORTS, METHODS, SCENARIO, wrongsOf } from './lacking.js';

describe('on a Windows that lacks', () => {
  const driver = withWorld(SCENARIO);
  const asked = () => ({ iscsi: driver.modules['winstation/iscsi'].iscsi(), winstation: driver.winstation });

  it.each(EXPORTS)('%s, what needs it fails, and nothing else', async name => {
    for (const method of METHODS) {
      await driver.reset(SCENARIO);
      await driver.remove(name);
      expect(await wrongsOf(method, name, asked())).toEqual([]);
    }
  });

  it('the DLL, everything fails but what concerns all domains', async () => {
    await driver.reset({ ...SCENARIO, iscsi: null });
    for (const method of METHODS) expect(await wrongsOf(method, DLL, asked())).toEqual([]);
    const checks = (await driver.winstation.diagnose()).checks;
    expect(checks.find(it => it.name === 'iscsi')?.found).toContain('ERROR_MOD_NOT_FOUND');
    expect((await driver.winstation.localHost().capture()).iscsi).toBe(null);
  });

  it('nothing, everything works', async () => {
    for (const method of METHODS) {
      await driver.reset(SCENARIO);
      expect(await wrongsOf(method, 'NoSuchExport', asked())).toEqual([]);
    }
  });
});
