import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { DATA, ENTRIES } from './scripts/entries.mjs';

const inHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Suites import the package by its name and get what ships: the CommonJS files of dist/, loaded by Node itself and not
 * transformed here, so that there is one copy of each class however a file was reached.
 */
const thePackage = {
  resolve: {
    alias: [
      ...ENTRIES.map(({ name, path }) => ({ find: new RegExp(`^${name}$`), replacement: inHere(`dist/${path}.js`) })),
      ...DATA.map(({ name, path }) => ({ find: new RegExp(`^${name}$`), replacement: inHere(`dist/${path}`) })),
    ],
  },
};
const options = {
  environment: 'node',
  pool: 'forks' as const,
  server: { deps: { external: [/\/dist\/.*\.js$/] } },
};

/** Only Windows can say whether the addon is right about Windows. */
const windows = {
  ...thePackage,
  test: { ...options, name: 'windows', include: ['test/windows/**/*.test.ts'], testTimeout: 60_000 },
};

/** Models run as many programs as they are told to. */
const MODEL_MS = 60_000 * Math.max(1, Number(process.env.WINSTATION_MODEL_RUNS ?? 1));

export default defineConfig({
  test: {
    projects: [
      { ...thePackage, test: { ...options, name: 'examples', include: ['examples/**/*.test.mjs'] } },
      {
        ...thePackage,
        test: { ...options, name: 'model', include: ['test/model/**/*.test.ts'], testTimeout: MODEL_MS },
      },
      { ...thePackage, test: { ...options, name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      {
        ...thePackage,
        test: {
          ...options,
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          setupFiles: ['test/contract/mock.setup.ts'],
        },
      },
      {
        ...thePackage,
        test: {
          ...options,
          name: 'remote-desktop-off',
          include: ['test/contract/**/*.test.ts'],
          setupFiles: ['test/contract/remote-desktop-off.setup.ts'],
        },
      },
      ...(process.platform === 'win32' ? [windows] : []),
    ],
  },
});
