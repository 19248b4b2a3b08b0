// What each entry has a copy of.
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { importedFile } from './generate.mjs';

/**
 * The main entry has them, and every other one gets copies. `backend.ts` remembers nothing that the native backend doesn't: as
 * something shared it would be a door from the mock to the addon, and as a file of its own one more to open for everybody.
 * `exports.ts` is a list of what other files have, and only a world makes an object of it.
 */
const COPIED = ['backend.ts', 'exports.ts'];

export function ownCopies(lib) {
  const files = COPIED.map(name => join(lib, name));
  return {
    name: 'own-copies',
    resolveId(source, importer = '') {
      if (!source.startsWith('.')) return undefined;
      const id = importedFile(source, importer);
      const [room, ...inside] = relative(lib, importer).split(sep);
      return files.includes(id) && inside.length > 0 ? `${id}?${room}` : undefined;
    },
    load(id) {
      const [file, room] = id.split('?');
      if (room === undefined || !files.includes(file)) return undefined;
      return { code: readFileSync(file, 'utf8'), moduleType: 'ts' };
    },
  };
}
