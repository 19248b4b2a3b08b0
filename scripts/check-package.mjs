// Packs the package and tries it as its users do. Run it alone with: node scripts/test.mjs package
import { join } from 'node:path';
import { bundlerUsers } from '../test/package/bundler-users.mjs';
import { contents, judgement } from '../test/package/contents.mjs';
import { Harness } from '../test/package/harness.mjs';
import { plainUsers } from '../test/package/plain-users.mjs';
import { runnerUsers } from '../test/package/runner-users.mjs';
import { runtimeUsers } from '../test/package/runtime-users.mjs';
import { typescriptUsers } from '../test/package/typescript-users.mjs';
import { checkBinary } from './check-binary.mjs';
import { root } from './run.mjs';

export async function checkPackage(checks) {
  // On Windows the suite has just run the addon that lies there, whoever built it; elsewhere the lab's word is needed.
  const onWindows = process.platform === 'win32';
  const arch = onWindows ? process.arch : 'x64';
  const addon = join(root, `prebuilds/win32-${arch}/winstation.node`);
  await checkBinary(checks, addon, { arch, mustBeRun: !onWindows });
  const harness = new Harness();
  try {
    if (!(await contents(checks, harness))) return;
    await judgement(checks, harness);
    for (const users of [plainUsers, typescriptUsers, runnerUsers, runtimeUsers, bundlerUsers])
      await users(checks, harness);
  } finally {
    harness.close();
  }
}
