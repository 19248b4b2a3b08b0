import { describe, expect, it } from 'vitest';
import { NoAddonError } from '../../../../lib/errors/no-addon.js';
import { checkAddon } from '../../../../lib/native/bridge/addon.js';
import { ADDON_FUNCTIONS, type RawAddon } from '../../../../lib/native/bridge/addon-types.js';

const whole = () => Object.fromEntries(ADDON_FUNCTIONS.map(name => [name, () => 0])) as unknown as RawAddon;

describe('an addon that was loaded', () => {
  it('is taken when it has every function', () => {
    const addon = whole();
    expect(checkAddon(addon)).toBe(addon);
  });

  it('and exports nothing is in a program that lacks functions of Node-API', () => {
    expect(() => checkAddon({})).toThrow(NoAddonError);
    expect(() => checkAddon({})).toThrow(/does not offer all the functions of Node-API 8/);
  });

  it('and lacks functions is of another version, and the error names them', () => {
    const { stop, takeNews, ...addon } = whole();
    expect(() => checkAddon(addon)).toThrow(NoAddonError);
    expect(() => checkAddon(addon)).toThrow(/it lacks stop, takeNews/);
  });
});
