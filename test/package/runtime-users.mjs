// Programs that are not Node, on the one system for which npm has them as packages that need no script: Linux on x64.
import { join } from 'node:path';
import { assert } from '../../scripts/checks.mjs';

/** Both say how many tests passed and how many failed, each in its own order of words. */
const COUNTS = { bun: /^\s*(\d+) pass\n\s*(\d+) fail$/m, deno: /(\d+) passed.*? \| (\d+) failed/ };

function counted(name, { all }, least) {
  const [, passed, failed] = COUNTS[name].exec(all) ?? [];
  assert(Number(passed) >= least && Number(failed) === 0, all);
  return `${passed} tests`;
}

function isGlibc() {
  return process.report.getReport().header.glibcVersionRuntime !== undefined;
}

export async function runtimeUsers(checks, harness) {
  const names = ['Bun: mock.module', 'Deno: an import map, without any right', 'Deno: with the right to the name'];
  if (process.platform !== 'linux' || process.arch !== 'x64' || !isGlibc()) {
    for (const name of names) checks.skip(name, 'npm has the program for Linux on x64 with glibc alone');
    return;
  }
  await checks.check(names[0], () => {
    const bun = join(harness.tool('@oven/bun-linux-x64-baseline'), 'bin/bun');
    return counted('bun', harness.program(bun, harness.user('bun', { type: 'module' }), ['test']), 5);
  });

  const folder = harness.user('deno', { type: 'module' });
  // The types of Node, by which Deno would check what the tests import of it, are not installed here.
  const fixed = ['test', '--no-prompt', '--no-check'];
  const env = { DENO_DIR: join(folder, '.deno'), DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' };
  const deno = (least, ...args) => {
    const program = join(harness.tool('@deno/linux-x64-glibc'), 'deno');
    return counted('deno', harness.program(program, folder, [...fixed, ...args], { env }), least);
  };
  await checks.check(names[1], () =>
    [deno(4, '--import-map=import-map.json', 'idle.test.mjs'), deno(2, 'rights.test.mjs')].join(', '),
  );
  await checks.check(names[2], () => deno(2, '--allow-sys=hostname', 'rights.test.mjs'));
}
