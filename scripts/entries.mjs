// What can be imported, read from the `exports` of package.json: the one list of entries. The build, the suites and the checks
// of the package go by it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/**
 * `name` is what users import; `path` is the file in lib/ and in dist/, without its ending. What has no types is data, and no entry.
 */
export const ENTRIES = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target === 'object')
  .map(([key, { default: file }]) => ({
    name: key.replace(/^\./, manifest.name),
    path: /^\.\/dist\/(.+)\.js$/.exec(file)[1],
  }));

export const MAIN = ENTRIES.find(({ name }) => name === manifest.name);

export const SUBPATHS = ENTRIES.filter(entry => entry !== MAIN);

/** Files that Node runs and that nobody imports by name. */
export const INNER = ['native/index', 'native/none', 'cli/main'];
