// Makes of lib/ the few files that ship; bundle/chunks.mjs says which.
import { join } from 'node:path';
import { chunking } from './bundle/chunks.mjs';
import { ownCopies } from './bundle/copies.mjs';
import { generate } from './bundle/generate.mjs';
import { withPlainExports } from './bundle/plain-exports.mjs';
import { checkValues, makeValues, valuesAsTheyShip } from './bundle/values.mjs';
import { ENTRIES, INNER, MAIN, VALUES } from './entries.mjs';
import { root } from './run.mjs';

/** Folders of lib/ with an entry, and yet no domains. */
const NO_DOMAINS = ['mock', 'identity'];

/** A class whose name another file has too is given a number behind it, and users would see that in every error. */
function checkClasses({ fileName, code }) {
  const renamed = /^(?:var|const|let|class) (\w+)\$\d+ (?:= class\b|extends\b|\{)/m.exec(code);
  if (renamed) throw new Error(`${fileName}: there are two classes named ${renamed[1]}; rename one`);
}

/** The files by their path in dist/; those that others need come first. */
export async function bundle({ lib = join(root, 'lib'), entries = ENTRIES } = {}) {
  const inputOf = paths => Object.fromEntries(paths.map(path => [path, join(lib, `${path}.ts`)]));
  const paths = entries.map(({ path }) => path).filter(path => path !== VALUES.path);
  const domains = paths
    .flatMap(path => /^([^/]+)\/index$/.exec(path)?.[1] ?? [])
    .filter(it => !NO_DOMAINS.includes(it));

  const values = await makeValues(lib, VALUES.path);
  const chunks = chunking({ lib, core: [MAIN.path, 'native/index'], domains });
  const plugins = [ownCopies(lib), valuesAsTheyShip(lib, values, domains), chunks.plugin];
  const others = await generate(lib, { input: inputOf([...paths, ...INNER]), plugins }, chunks.groups);

  checkValues(lib, values, others);
  for (const file of others) {
    chunks.check(file);
    checkClasses(file);
  }
  const sorted = [values.file, ...others.toSorted((a, b) => Number(a.isEntry) - Number(b.isEntry))];
  return new Map(sorted.map(file => [join(file.fileName), Buffer.from(`${withPlainExports(file).trimEnd()}\n`)]));
}
