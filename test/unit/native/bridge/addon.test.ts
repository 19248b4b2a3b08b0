import { describe, expect, it } from 'vitest';
import { NoAddonError } from '../../../../lib/errors/no-addon.js';
import { checkAddon, whyNotLoaded } from '../../../../lib/native/bridge/addon.js';
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

describe('an addon that is not loaded', () => {
  const failed = (code: string | undefined, message = '') => Object.assign(new Error(message), { code });

  it('for arm64 is not in the package, and the error says where it is', () => {
    expect(whyNotLoaded('arm64', failed('MODULE_NOT_FOUND'))).toBe(
      "winstation's file prebuilds/win32-arm64/winstation.node is not in the package, since nobody has run it yet. Take it from the " +
        'repository, where it lies at the same place, or use a Node for x64.',
    );
  });

  it('for x64 and ia32 was left out by what installed or bundled the package', () => {
    for (const arch of ['x64', 'ia32']) {
      expect(whyNotLoaded(arch, failed('MODULE_NOT_FOUND'))).toMatch(
        /win32-\w+\/winstation\.node is missing\. Install/,
      );
    }
  });

  it('may be forbidden, whatever it is for', () => {
    for (const arch of ['x64', 'arm64'])
      expect(whyNotLoaded(arch, failed('ERR_DLOPEN_DISABLED'))).toMatch(/--no-addons/);
  });

  it('and is there is refused in the words of the system, without its further lines', () => {
    expect(whyNotLoaded('arm64', failed('ERR_DLOPEN_FAILED', 'not a valid Win32 application.\nC:\\app'))).toMatch(
      /win32-arm64\/winstation\.node was found and could not be loaded: not a valid Win32 application\.$/,
    );
  });
});
