// The file of the values, lib/identity/. It needs no other file, so that it runs anywhere and costs little. Other files need it
// where they use values, but for the core: requiring the package would open a file more. The core has copies of the few functions
// that it uses.
import { dirname, join, relative, sep } from 'node:path';
import { FLOORS } from './chunks.mjs';
import { generate, importedFile } from './generate.mjs';

const CORE = 'core.js';

export async function makeValues(lib, path) {
  const exported = new Map();
  const names = {
    name: 'names',
    buildEnd() {
      for (const id of this.getModuleIds()) exported.set(id, this.getModuleInfo(id).exports);
    },
  };
  const [file] = await generate(lib, { input: { [path]: join(lib, `${path}.ts`) }, plugins: [names] });
  const room = join(lib, dirname(path)) + sep;
  /** Does the entry have an export of this module? */
  const offers = id => id.startsWith(room) && (exported.get(id) ?? []).some(name => file.exports.includes(name));
  return { file, offers, from: `../${path}.js` };
}

export function valuesAsTheyShip(lib, { offers, from }, domains) {
  const users = [...FLOORS, ...domains];
  return {
    name: 'values-as-they-ship',
    resolveId(source, importer) {
      if (!importer || !source.startsWith('.') || !users.includes(relative(lib, importer).split(sep)[0]))
        return undefined;
      return offers(importedFile(source, importer)) ? { id: from, external: true } : undefined;
    },
  };
}

/** Anything that tells one copy of a module from another. */
const TELLS = /\bclass\b|\bnew (?:Weak)?(?:Map|Set)\b|\bSymbol\(|^let /m;

export function checkValues(lib, { file: values, from }, others) {
  const needed = [...values.imports, ...values.dynamicImports];
  if (needed.length > 0) throw new Error(`${values.fileName} would need ${needed.join(', ')}`);
  for (const file of others) {
    checkImported(values, from, file);
    checkCopies(lib, values, file);
  }
}

/** The bundler does not look into what is imported as it ships. */
function checkImported(values, from, { fileName, code, imports }) {
  if (!imports.includes(from)) return;
  if (fileName.split('/').length !== 2) throw new Error(`${fileName} would need ${from}`);
  const [, as] = new RegExp(`(\\w+) = require\\("${from}"\\)`).exec(code);
  const names = [...code.matchAll(new RegExp(`\\b${as}\\.(\\w+)`, 'g'))].map(([, name]) => name);
  const lacking = names.filter(name => !values.exports.includes(name));
  if (lacking.length > 0) throw new Error(`${fileName} would need ${lacking.join(', ')} of ${from}`);
}

function checkCopies(lib, values, { fileName, modules }) {
  for (const [id, { code }] of Object.entries(modules)) {
    if (!Object.hasOwn(values.modules, id) || !code) continue;
    const where = `${relative(lib, id)} would be in ${values.fileName} and in ${fileName}`;
    if (fileName !== CORE) throw new Error(where);
    if (TELLS.test(code)) throw new Error(`${where}, and has what there must be one of`);
  }
}
