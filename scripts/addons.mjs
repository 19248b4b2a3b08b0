// The addons in git: one for each architecture that Windows' Node has. What builds, checks and tries them reads this list. The package
// brings those that the tests ran.

/**
 * `arch` is the compiler's word, `folder` has Node's. `note` says what the hash beside the addon stands for: that every suite of the
 * lab ran this very file, or that it was built and nobody here can run it. `guarded` asks for control-flow guard, which only clang-cl and
 * MSVC can give; SECURITY.md promises what is asked for here.
 */
export const ADDONS = [
  { arch: 'x64', folder: 'prebuilds/win32-x64', toolchain: 'mingw-x64', note: 'ran', guarded: false },
  { arch: 'x86', folder: 'prebuilds/win32-ia32', toolchain: 'mingw-x86', note: 'ran', guarded: false },
  { arch: 'arm64', folder: 'prebuilds/win32-arm64', toolchain: 'zig-arm64', note: 'built', guarded: false },
];

export const fileOf = ({ folder }) => `${folder}/winstation.node`;
export const addonFor = arch => ADDONS.find(addon => addon.arch === arch);
/** The one of a Node, by what that calls its architecture. */
export const addonOfNode = arch => ADDONS.find(({ folder }) => folder.endsWith(`-${arch}`));
