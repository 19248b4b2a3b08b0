// Makes of lib/ the few files that ship. Opening a file is what loading costs, so each entry is one file, and what entries
// share is `core.js`: the one copy of every class, whichever entry it was reached by.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './run.mjs';

const SHARED = 'core';
const ENTRIES = ['index', 'mock/index', 'native/index', 'native/none', 'cli/main'];

const lib = join(root, 'lib');
const BACKEND = join(lib, 'backend.ts');
const COPY = '?cli';

/**
 * The program gets a copy of `backend.ts`, which remembers nothing that the native backend doesn't. As something shared it
 * would be a door from the mock to the addon, and as a file of its own one more to open for everybody.
 */
const ownBackend = {
  name: 'own-backend',
  resolveId(source, importer = '') {
    if (!importer.startsWith(join(lib, 'cli') + sep)) return undefined;
    return join(dirname(importer), source.replace(/\.js$/, '.ts')) === BACKEND ? BACKEND + COPY : undefined;
  },
  load: id => (id === BACKEND + COPY ? { code: readFileSync(BACKEND, 'utf8'), moduleType: 'ts' } : undefined),
};

const tsconfig = join(root, 'tsconfig.json');
const { target } = JSON.parse(readFileSync(tsconfig, 'utf8')).compilerOptions;

const INPUT = {
  cwd: root,
  input: Object.fromEntries(ENTRIES.map(name => [name, join(lib, `${name}.ts`)])),
  platform: 'node',
  tsconfig,
  transform: { target },
  resolve: { extensionAlias: { '.js': ['.ts'] } },
  // Both stay as they are written: users' bundlers look for them. Each entry lies as deep in dist/ as in lib/.
  external: ['#native', /\.node$/],
  makeAbsoluteExternalsRelative: false,
  plugins: [ownBackend],
};

const OUTPUT = {
  format: 'cjs',
  exports: 'named',
  // A mark that readers of CommonJS know, and no Symbol.toStringTag.
  esModule: true,
  generatedCode: { symbols: false },
  strict: true,
  minify: false,
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  codeSplitting: { groups: [{ name: SHARED, minShareCount: 2 }] },
};

/** What lies in the shared file is opened by all. */
function checkShared({ name, moduleIds }) {
  if (name !== SHARED) return;
  const own = moduleIds.map(id => relative(lib, id)).filter(id => /^(mock|native|cli|backend)\b/.test(id));
  if (own.length > 0) throw new Error(`${SHARED}.js would hold ${own.join(', ')}: two entries import it`);
}

/** A class whose name another file has too is given a number behind it, and users would see that in every error. */
function checkClasses({ fileName, code }) {
  const renamed = /^(?:var|const|let|class) (\w+)\$\d+ (?:= class\b|extends\b|\{)/m.exec(code);
  if (renamed) throw new Error(`${fileName}: there are two classes named ${renamed[1]}; rename one`);
}

/** The files by their path in dist/; those that others need come first. */
export async function bundle() {
  const warnings = [];
  const onLog = (level, log) => void (level === 'warn' && warnings.push(log.message));
  const build = await rolldown({ ...INPUT, onLog });
  try {
    const { output } = await build.generate(OUTPUT);
    if (warnings.length > 0) throw new Error(warnings.join('\n'));
    for (const chunk of output) {
      checkShared(chunk);
      checkClasses(chunk);
    }
    const sorted = output.toSorted((a, b) => Number(a.isEntry) - Number(b.isEntry));
    return new Map(sorted.map(({ fileName, code }) => [join(fileName), Buffer.from(`${code.trimEnd()}\n`)]));
  } finally {
    await build.close();
  }
}
