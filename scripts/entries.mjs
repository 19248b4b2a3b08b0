// What can be imported, read from the `exports` of package.json: the one list of entries. The build, the suites and the checks
// of the package go by it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const nameOf = key => key.replace(/^\./, manifest.name);
const targets = Object.entries(manifest.exports);

/** `name` is what users import; `path` is the file in lib/ and in dist/, without its ending. */
export const ENTRIES = targets
  .filter(([, target]) => typeof target === 'object')
  .map(([key, { default: file }]) => ({ name: nameOf(key), path: /^\.\/dist\/(.+)\.js$/.exec(file)[1] }));

/** What is no program: `path` is the file in lib/ and in dist/. */
export const DATA = targets
  .filter(([, target]) => typeof target === 'string' && target.startsWith('./dist/'))
  .map(([key, file]) => ({ name: nameOf(key), path: file.slice('./dist/'.length) }));

export const MAIN = ENTRIES.find(({ name }) => name === manifest.name);

export const SUBPATHS = ENTRIES.filter(entry => entry !== MAIN);

/** Files that Node runs and that nobody imports by name. */
export const INNER = ['native/index', 'native/none', 'cli/main'];

/** What the program brings along for `--mock` and `--play`: the file in the repository, and its path in dist/. */
export const EXAMPLES = ['scenarios/office.json', 'scenarios/farm.json', 'recordings/morning.json'].map(path => ({
  from: `examples/${path}`,
  path: `cli/${path}`,
}));
