// Builds the addon into build/ and copies it to prebuilds/win32-<arch>/winstation.node.
// On Windows with MSVC through cmake-js, elsewhere with mingw-w64.
//
//   node scripts/build-addon.mjs [--ubsan]
//
// --ubsan builds a binary that traps on undefined behaviour, into build/ubsan/ only: it is for tests, not for users.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const ubsan = process.argv.includes('--ubsan');

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error?.code === 'ENOENT') throw new Error(`${command} is not installed`);
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
}

function withMsvc() {
  run(process.execPath, [join(root, 'node_modules/cmake-js/bin/cmake-js'), 'build', '--out', 'build/msvc']);
  return join(root, 'build/msvc/Release/winstation.node');
}

function withMingw() {
  const out = ubsan ? 'build/ubsan' : 'build/mingw-x64';
  run('cmake', [
    '-S',
    '.',
    '-B',
    out,
    '-G',
    'Ninja',
    '-DCMAKE_BUILD_TYPE=None',
    '-DCMAKE_TOOLCHAIN_FILE=cmake/mingw-x64.cmake',
    `-DWINSTATION_UBSAN=${ubsan ? 'ON' : 'OFF'}`,
  ]);
  run('cmake', ['--build', out]);
  return join(root, out, 'winstation.node');
}

try {
  const onWindows = process.platform === 'win32';
  if (onWindows && ubsan) throw new Error('--ubsan needs mingw-w64');
  const built = onWindows ? withMsvc() : withMingw();
  if (ubsan) {
    console.log(built);
  } else {
    const folder = join(root, 'prebuilds', `win32-${onWindows ? process.arch : 'x64'}`);
    mkdirSync(folder, { recursive: true });
    const prebuild = join(folder, 'winstation.node');
    copyFileSync(built, prebuild);
    console.log(prebuild);
  }
} catch (error) {
  console.error(`build-addon: ${error.message}`);
  process.exitCode = 1;
}
