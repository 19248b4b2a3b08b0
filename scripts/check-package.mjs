// Packs the package and tries it as its users do. Run it alone with: node scripts/test.mjs package
import { join } from 'node:path';
import { bundlerUsers } from '../test/package/bundler-users.mjs';
import { contents, judgement } from '../test/package/contents.mjs';
import { Harness } from '../test/package/harness.mjs';
import { plainUsers } from '../test/package/plain-users.mjs';
import { runnerUsers } from '../test/package/runner-users.mjs';
import { runtimeUsers } from '../test/package/runtime-users.mjs';
import { typescriptUsers } from '../test/package/typescript-users.mjs';
import { addonOfNode, fileOf } from './addons.mjs';
import { checkBinaries, checkBinary } from './check-binary.mjs';
import { root } from './run.mjs';

export async function checkPackage(checks) {
  // On Windows the suite has just run the addon that lies there, whoever built it; elsewhere the lab's word is needed.
  const own = process.platform === 'win32' ? addonOfNode(process.arch) : undefined;
  if (own) await checkBinary(checks, join(root, fileOf(own)), { arch: own.arch });
  else await checkBinaries(checks);
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
