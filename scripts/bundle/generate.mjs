// Runs Rolldown: the files, by what they have and what they need.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from '../run.mjs';

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
  // The declarations have them. Reading a file is what loading costs.
  comments: { legal: true, annotation: true, jsdoc: false },
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
};

/** A piece of the bundler itself. */
export const isHelper = id => id.startsWith('\0');

/** `groups`: which modules come into one file. */
export async function generate(lib, input, groups = []) {
  const warnings = [];
  const onLog = (level, log) => void (level === 'warn' && warnings.push(log.message));
  const build = await rolldown({ ...INPUT, cwd: dirname(lib), ...input, onLog });
  try {
    const { output } = await build.generate({ ...OUTPUT, codeSplitting: { groups } });
    if (warnings.length > 0) throw new Error(warnings.join('\n'));
    return withHelpersInside(output);
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
