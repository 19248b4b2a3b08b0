/** Which build of the addon a machine loads. */
export const addonNames = ['shipped', 'ubsan', 'msvc', 'msvc-cmake-js'] as const;
export type AddonName = (typeof addonNames)[number];

interface Addon {
  /** What a table calls it, besides its architecture; the one that ships needs no word. */
  readonly title: string;
  /** What the lab's own command line calls it. */
  readonly words: readonly string[];
  /** What `scripts/build-addon.mjs` calls it, and the folder of `build` in which it then lies. */
  readonly build: { readonly words: readonly string[]; readonly folder: string } | undefined;
}

export const addons: Readonly<Record<AddonName, Addon>> = {
  shipped: { title: '', words: [], build: undefined },
  ubsan: { title: 'UBSAN traps', words: ['--ubsan'], build: { words: ['--ubsan'], folder: 'ubsan' } },
  msvc: {
    title: "MSVC's dialect, hook of node-gyp",
    words: ['--msvc'],
    build: { words: ['--msvc', 'node-gyp'], folder: 'msvc-node-gyp' },
  },
  'msvc-cmake-js': {
    title: "MSVC's dialect, hook of cmake-js",
    words: ['--msvc', '--hook', 'cmake-js'],
    build: { words: ['--msvc', 'cmake-js'], folder: 'msvc-cmake-js' },
  },
};
