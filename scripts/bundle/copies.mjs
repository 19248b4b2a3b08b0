// Which modules of lib/ are in dist/ more than once. A copy is named by a mark behind its path: `backend.ts?cli`.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FLOORS, roomIn, VALUES } from './rooms.mjs';

/**
 * The main entry has these two, and every other one has copies. `backend.ts` remembers nothing that the native backend doesn't: as
 * something shared it would be a door from the mock to the addon, and as a file of its own one more to open for everybody.
 * `exports.ts` is a list of what other files have, and only a world makes an object of it.
 */
const OF_ENTRIES = ['backend.ts', 'exports.ts'];

/** What `core.js` has copies of, and what is a copy for the values. */
const CORE = 'core';

/**
 * The values (lib/identity/) need no file but their own, and the core is to be one file. So each of the two has copies of the few
 * functions of the other that it uses.
 */
function markOfValues(from, to, mark, users) {
  const intoValues = mark === VALUES || (from === VALUES && mark === undefined);
  if (intoValues) return to === VALUES ? undefined : VALUES;
  return to === VALUES && !users.includes(from) ? CORE : undefined;
}

export function copies(lib, domains) {
  const users = [...FLOORS, ...domains.filter(domain => domain !== VALUES)];
  const ofEntries = OF_ENTRIES.map(name => join(lib, name));
  return {
    name: 'copies',
    resolveId(source, importer) {
      if (!importer || !source.startsWith('.')) return undefined;
      const [path, mark] = importer.split('?');
      const file = join(path, '..', source.replace(/\.js$/, '.ts'));
      const from = roomIn(lib, path);
      const wanted = ofEntries.includes(file) ? from : markOfValues(from, roomIn(lib, file), mark, users);
      return wanted === undefined ? undefined : `${file}?${wanted}`;
    },
    load(id) {
      const [file, mark] = id.split('?');
      return mark === undefined ? undefined : { code: readFileSync(file, 'utf8'), moduleType: 'ts' };
    },
  };
}

/** Anything by which two copies of a module would differ. */
const DIFFERS = /\bclass\b|\bnew (?:Weak)?(?:Map|Set)\b|\bSymbol\(|^let /m;

export function checkCopies(lib, { fileName, modules }) {
  for (const [id, { code }] of Object.entries(modules)) {
    const [file, mark] = id.split('?');
    const name = relative(lib, file);
    if (mark === undefined || OF_ENTRIES.includes(name) || !code || !DIFFERS.test(code)) continue;
    throw new Error(`${fileName} would hold a copy of ${name}, which has what there must be one of`);
  }
}
