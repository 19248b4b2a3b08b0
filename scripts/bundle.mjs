// Makes of lib/ the few files that ship; bundle/chunks.mjs says which.
import { join } from 'node:path';
import { transform } from 'esbuild';
import { chunking } from './bundle/chunks.mjs';
import { checkCopies, copies } from './bundle/copies.mjs';
import { generate } from './bundle/generate.mjs';
import { withPlainExports } from './bundle/plain-exports.mjs';
import { ENTRIES, INNER, MAIN } from './entries.mjs';
import { root } from './run.mjs';

/** A class whose name another file has too is given a number behind it, and users would see that in every error. */
function checkClasses({ fileName, code }) {
  const renamed = /^(?:var|const|let|class) (\w+)\$\d+ (?:= class\b|extends\b|\{)/m.exec(code);
  if (renamed) throw new Error(`${fileName}: there are two classes named ${renamed[1]}; rename one`);
}

/**
 * Less to download. Names stay: users see those of classes and functions in stacks, in what test runners print, and by
 * `error.constructor.name`. Lines stay short, so that a position in a stack still says where something was.
 */
const SMALL = { platform: 'node', charset: 'utf8', minifyWhitespace: true, minifySyntax: true, lineLimit: 120 };

/** Rolldown writes `var A = class A`. Those are two names, and the inner one, which is what users see, would become `A2`. */
const withOneName = code => code.replaceAll(/^var (\w+) = class \1\b/gm, 'class $1');

async function written(file) {
  const { code } = await transform(withOneName(withPlainExports(file)), SMALL);
  return [join(file.fileName), Buffer.from(`${code.trimEnd()}\n`)];
}

/** The files by their path in dist/; those that others need come first. */
export async function bundle({ lib = join(root, 'lib'), entries = ENTRIES } = {}) {
  const paths = [...entries.map(({ path }) => path), ...INNER];
  const input = Object.fromEntries(paths.map(path => [path, join(lib, `${path}.ts`)]));
  const rooms = entries.flatMap(({ path }) => /^([^/]+)\/index$/.exec(path)?.[1] ?? []);
  const domains = rooms.filter(room => room !== 'mock');

  const chunks = chunking({ lib, core: [MAIN.path, 'native/index'], domains });
  const output = await generate(lib, { input, plugins: [copies(lib, domains), chunks.plugin] }, chunks.groups);
  for (const file of output) {
    chunks.check(file);
    checkCopies(lib, file);
    checkClasses(file);
  }
  const sorted = output.toSorted((a, b) => Number(a.isEntry) - Number(b.isEntry));
  return new Map(await Promise.all(sorted.map(written)));
}
