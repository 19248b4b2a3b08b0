// TypeScript, from the oldest that the declarations are for: without @types/node, and with every declaration checked.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program, root } from '../../scripts/run.mjs';

const STRICT = {
  target: 'es2022',
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
};
const NODE16 = { ...STRICT, lib: ['es2022'], module: 'node16', moduleResolution: 'node16' };
/** What `module: commonjs` meant up to TypeScript 5, which does not read `exports`. */
const NODE10 = { ...STRICT, lib: ['es2022'], module: 'commonjs', moduleResolution: 'node10' };
const BUNDLER = { ...STRICT, lib: ['es2022'], module: 'esnext', moduleResolution: 'bundler' };

export async function typescriptUsers(checks, harness) {
  const folder = harness.user('typescript', { type: 'module' });
  for (const file of ['api.ts', 'api.mts', 'api.cts']) cpSync(join(root, 'test/types/api.ts'), join(folder, file));
  for (const file of ['platform.ts', 'vss.ts']) cpSync(join(root, 'test/types', file), join(folder, file));

  const compiles = (name, tsc, compilerOptions, files) =>
    checks.check(name, () => {
      const project = `tsconfig.${name.replaceAll(/[^a-z0-9.]+/gi, '-')}.json`;
      writeFileSync(join(folder, project), JSON.stringify({ compilerOptions, files }));
      harness.node(folder, [tsc, '-p', project]);
    });

  const versions = ['5.4', '5.9', '7.0'].map(it => [it, join(harness.tool(`typescript-${it}`), 'bin/tsc')]);
  versions.push(['of this checkout', program('typescript', 'tsc')]);
  for (const [version, tsc] of versions) {
    await compiles(`TypeScript ${version}, node16`, tsc, NODE16, ['api.mts', 'api.cts']);
    await compiles(`TypeScript ${version}, bundler`, tsc, BUNDLER, ['api.ts', 'vss.ts']);
  }
  const old = join(harness.tool('typescript-5.9'), 'bin/tsc');
  await compiles('TypeScript 5.9, node10', old, NODE10, ['api.ts']);
  const dom = { ...BUNDLER, lib: ['es2022', 'dom'] };
  await compiles('TypeScript, with what a platform has', program('typescript', 'tsc'), dom, ['platform.ts']);
}
