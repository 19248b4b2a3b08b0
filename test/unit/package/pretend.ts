import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bundle } from '../../../scripts/bundle.mjs';
import { ENTRIES } from '../../../scripts/entries.mjs';

const root = process.cwd();
const cache = path.join(root, 'node_modules/.cache/winstation');

/** Two domains that there are not. Each has an entry of its own, and the mock has both. */
const DOMAINS: Readonly<Record<string, string>> = {
  'pretend/index.ts': `
    import { defaultBackend } from '../backend.js';
    import { createPretend } from './create.js';
    export const pretend = createPretend(defaultBackend);
    export { PretendError } from './pretend-error.js';`,
  'pretend/create.ts': `
    import { WindowsError } from '../errors/windows-error.js';
    import { PRETEND_CODES } from '../errors/pretend-codes.js';
    import { Counter } from '../errors/counter.js';
    import { luid } from '../identity/luid.js';
    import { PretendError } from './pretend-error.js';
    export const createPretend = (backend: () => unknown) => ({
      luid, backend, WindowsError, counter: Counter, fails: () => new PretendError(PRETEND_CODES[0]),
    });`,
  'pretend/pretend-error.ts': 'export class PretendError extends Error {}',
  'pretend/capture.ts': `
    import { PretendError } from './pretend-error.js';
    export const capture = () => new PretendError('captured');`,
  'feigned/index.ts': `export { createFeigned } from './create.js';`,
  'feigned/create.ts': `
    import { Counter } from '../errors/counter.js';
    export const createFeigned = () => ({ counter: Counter });`,
  // Needed by one domain alone, and by both.
  'errors/pretend-codes.ts': `export const PRETEND_CODES = ['E_PRETEND'];`,
  'errors/counter.ts': 'export class Counter { count = 0; }',
};
const IN_THE_MOCK = `
  export { createFeigned } from '../feigned/create.js';
  export { createPretend } from '../pretend/create.js';`;

export interface Built {
  readonly dist: string;
  /** The text of a file by its path in dist/. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly require: NodeJS.Require;
}

/** A copy of lib/ with both domains and with `changes`, bundled and written. Each change is put behind what is in that file. */
export async function buildPretended(changes: Readonly<Record<string, string>> = {}): Promise<Built> {
  mkdirSync(cache, { recursive: true });
  const place = mkdtempSync(path.join(cache, 'pretended-'));
  const lib = path.join(place, 'lib');
  const dist = path.join(place, 'dist');
  cpSync(path.join(root, 'lib'), lib, { recursive: true });
  for (const [name, text] of Object.entries(DOMAINS)) {
    mkdirSync(path.dirname(path.join(lib, name)), { recursive: true });
    writeFileSync(path.join(lib, name), text);
  }
  for (const [name, text] of Object.entries({ 'mock/index.ts': IN_THE_MOCK, ...changes })) {
    appendFileSync(path.join(lib, name), `\n${text}\n`);
  }
  const domains = ['pretend', 'feigned'].map(name => ({ name: `winstation/${name}`, path: `${name}/index` }));
  try {
    const files = await bundle({ lib, entries: [...ENTRIES, ...domains] });
    for (const [name, text] of files) {
      mkdirSync(path.dirname(path.join(dist, name)), { recursive: true });
      writeFileSync(path.join(dist, name), text);
    }
    return { dist, files, require: createRequire(path.join(dist, 'index.js')) };
  } catch (error) {
    rmSync(place, { recursive: true });
    throw error;
  }
}

/** The files of dist/ that are opened meanwhile, in the order of their names. */
export async function opened({ dist, require }: Built, work: () => unknown): Promise<readonly string[]> {
  const names = () => Object.keys(require.cache).map(file => path.relative(dist, file).replaceAll(path.sep, '/'));
  const before = names();
  await work();
  return names()
    .filter(name => !before.includes(name) && !name.startsWith('..'))
    .sort();
}

export function remove({ dist }: Built): void {
  rmSync(path.dirname(dist), { recursive: true });
}
