// Makes of lib/ the few files that ship; chunks.mjs says which.
import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { chunking, FLOORS, isHelper } from './chunks.mjs';
import { ENTRIES, INNER, MAIN, VALUES } from './entries.mjs';
import { root } from './run.mjs';

const tsconfig = join(root, 'tsconfig.json');
const { target } = JSON.parse(readFileSync(tsconfig, 'utf8')).compilerOptions;

const INPUT = {
  platform: 'node',
  tsconfig,
  transform: { target },
  resolve: { extensionAlias: { '.js': ['.ts'] } },
  // These stay as they are written: users' bundlers look for them. Each entry lies as deep in dist/ as in lib/.
  external: ['#native', /\.node$/],
  makeAbsoluteExternalsRelative: false,
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
};

const importedFile = (source, importer) => join(dirname(importer), source.replace(/\.js$/, '.ts'));

/**
 * Every entry but the main one gets copies of these two. `backend.ts` remembers nothing that the native backend doesn't: as
 * something shared it would be a door from the mock to the addon, and as a file of its own one more to open for everybody.
 * `exports.ts` is a list of what other files have, which only a world makes an object of.
 */
const COPIED = ['backend.ts', 'exports.ts'];

function ownCopies(lib) {
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

/**
 * Whoever imports values gets them from their entry as it ships. The core has copies of the few functions that it needs, or
 * requiring the package would open one file more.
 */
function valuesAsTheyShip(lib, values, sharers) {
  const room = join(lib, dirname(VALUES.path)) + sep;
  const offers = id => id.startsWith(room) && values.namesOf(id).some(name => values.exports.includes(name));
  return {
    name: 'values-as-they-ship',
    resolveId(source, importer) {
      if (!importer || !source.startsWith('.') || !sharers.includes(relative(lib, importer).split(sep)[0]))
        return undefined;
      const id = importedFile(source, importer);
      return offers(id) ? { id: `../${VALUES.path}.js`, external: true } : undefined;
    },
  };
}

async function make(lib, input, output) {
  const warnings = [];
  const onLog = (level, log) => void (level === 'warn' && warnings.push(log.message));
  const build = await rolldown({ ...INPUT, cwd: dirname(lib), ...input, onLog });
  try {
    const made = await build.generate({ ...OUTPUT, ...output });
    if (warnings.length > 0) throw new Error(warnings.join('\n'));
    return withHelpersInside(made.output);
  } finally {
    await build.close();
  }
}

/** The few lines of the bundler's own that several files need are in each of them, and no file to open. */
function withHelpersInside(output) {
  const helpers = output.find(({ moduleIds: ids }) => ids.length > 0 && ids.every(isHelper));
  if (!helpers) return output;
  const inside = `((exports) => {\n${helpers.code.trimEnd()}\nreturn exports;\n})({})`;
  const door = new RegExp(`\\brequire\\("[./]+/${helpers.fileName}"\\)`);
  return output
    .filter(file => file !== helpers)
    .map(({ isEntry, name, fileName, exports, moduleIds, modules, imports, dynamicImports, code }) => ({
      ...{ isEntry, name, fileName, exports, moduleIds, modules, dynamicImports },
      imports: imports.filter(file => file !== helpers.fileName),
      code: code.replace(door, () => inside),
    }));
}

/** The file of the values; also, by name, what each of its modules exports. */
async function makeValues(lib, input) {
  const exported = new Map();
  const names = {
    name: 'names',
    buildEnd() {
      for (const id of this.getModuleIds()) exported.set(id, this.getModuleInfo(id).exports);
    },
  };
  const [{ fileName, code, imports, dynamicImports, exports, modules }] = await make(lib, { input, plugins: [names] });
  return {
    isEntry: true,
    fileName,
    code,
    imports,
    dynamicImports,
    exports,
    modules,
    namesOf: id => exported.get(id) ?? [],
  };
}

/** A class whose name another file has too is given a number behind it, and users would see that in every error. */
function checkClasses({ fileName, code }) {
  const renamed = /^(?:var|const|let|class) (\w+)\$\d+ (?:= class\b|extends\b|\{)/m.exec(code);
  if (renamed) throw new Error(`${fileName}: there are two classes named ${renamed[1]}; rename one`);
}

/** The values are a file that needs no other. */
function checkAlone({ fileName, imports, dynamicImports }) {
  const needed = [...imports, ...dynamicImports];
  if (needed.length > 0) throw new Error(`${fileName} would need ${needed.join(', ')}`);
}

/** What is imported of the values is one folder up from there, and is what they offer. */
function checkImported(values, { fileName, code, imports }) {
  const file = `../${VALUES.path}.js`;
  if (!imports.includes(file)) return;
  if (fileName.split('/').length !== 2) throw new Error(`${fileName} would need ${file}`);
  const [, as] = new RegExp(`(\\w+) = require\\("${file}"\\)`).exec(code);
  const names = [...code.matchAll(new RegExp(`\\b${as}\\.(\\w+)`, 'g'))].map(([, name]) => name);
  const lacking = names.filter(name => !values.exports.includes(name));
  if (lacking.length > 0) throw new Error(`${fileName} would need ${lacking.join(', ')} of ${file}`);
}

/** Whatever can tell one copy of a module from another. */
const TELLS = /\bclass\b|\bnew (?:Weak)?(?:Map|Set)\b|\bSymbol\(|^let /m;

/** The core has copies of a few functions of the values, since each of the two is to be one file. */
function checkCopies(lib, values, others) {
  for (const { fileName, modules } of others) {
    for (const [id, { code }] of Object.entries(modules)) {
      if (!Object.hasOwn(values.modules, id) || !code) continue;
      const where = `${relative(lib, id)} would be in ${values.fileName} and in ${fileName}`;
      if (fileName !== 'core.js') throw new Error(where);
      if (TELLS.test(code)) throw new Error(`${where}, and has what there must be one of`);
    }
  }
}

const GETTER =
  /^Object\.defineProperty\(exports, "(\w+)", \{\s+enumerable: true,\s+get: function \(\) \{\s+return (\w+);\s+\}\s+\}\);$/gm;

/** What files share stands at their ends and never changes: a plain property does, and is a fifth as long as a getter. */
function withPlainExports({ isEntry, code }) {
  if (isEntry) return code;
  return code.replaceAll(GETTER, (getter, name, value) =>
    new RegExp(`^(?:let|var) ${value}\\b(?! = class\\b)`, 'm').test(code) ? getter : `exports.${name} = ${value};`,
  );
}

/** The files by their path in dist/; those that others need come first. */
export async function bundle({ lib = join(root, 'lib'), entries = ENTRIES } = {}) {
  const inputOf = paths => Object.fromEntries(paths.map(path => [path, join(lib, `${path}.ts`)]));
  const domains = entries
    .map(({ path }) => path.split('/'))
    .filter(([room, ...inside]) => inside.length > 0 && room !== 'mock' && room !== dirname(VALUES.path))
    .map(([room]) => room);
  const chunks = chunking({ lib, core: [MAIN.path, 'native/index'], domains });

  const values = await makeValues(lib, inputOf([VALUES.path]));
  const paths = entries.map(({ path }) => path).filter(path => path !== VALUES.path);
  const output = await make(
    lib,
    {
      input: inputOf([...paths, ...INNER]),
      plugins: [ownCopies(lib), valuesAsTheyShip(lib, values, [...FLOORS, ...domains]), chunks.plugin],
    },
    { codeSplitting: { groups: chunks.groups } },
  );

  checkAlone(values);
  checkCopies(lib, values, output);
  for (const chunk of output) {
    chunks.check(chunk);
    checkImported(values, chunk);
    checkClasses(chunk);
  }
  const sorted = [values, ...output.toSorted((a, b) => Number(a.isEntry) - Number(b.isEntry))];
  return new Map(sorted.map(file => [join(file.fileName), Buffer.from(`${withPlainExports(file).trimEnd()}\n`)]));
}
