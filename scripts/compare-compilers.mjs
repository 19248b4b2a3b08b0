// What speaks for one compiler of the x64 addon or another: builds it with each in two folders, and shows the size, whether both are the
// same file, how it is hardened and how long the build takes. `npm run bench -- --quick`, with and without --msvc, shows the speed.
//   node scripts/compare-compilers.mjs      (after `npm run lab -- --tools`)
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { clangCl, lacking } from './check-dialects.mjs';
import { GUARD_CF, readPe } from './pe.mjs';
import { need, root } from './run.mjs';

const MSVC = 'build/msvc-node-gyp/winstation.node';
const COMPILERS = [
  { title: 'mingw-w64 (GCC)', words: [], file: 'prebuilds/win32-x64/winstation.node' },
  { title: 'clang-cl', words: ['--msvc', 'node-gyp'], file: MSVC },
  { title: 'clang-cl, small', words: ['--msvc', 'node-gyp', '--small'], file: MSVC },
];
const SOURCES = ['CMakeLists.txt', 'cmake', 'native', 'package.json', 'scripts'];

function copyInto(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of SOURCES) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function measure({ words, file }, folders) {
  const started = Date.now();
  const built = folders.map(cwd => {
    const env = { WINSTATION_CLANG_CL: clangCl() };
    need(process.execPath, ['scripts/build-addon.mjs', ...words], { cwd, env });
    return readFileSync(join(cwd, file));
  });
  const seconds = (Date.now() - started) / 1000 / folders.length;
  const hashes = new Set(built.map(bytes => createHash('sha256').update(bytes).digest('hex')));
  const pe = readPe(built[0]);
  return {
    bytes: built[0].length,
    gzip: gzipSync(built[0], { level: 9 }).length,
    'same in two folders': hashes.size === 1 ? 'yes' : 'no',
    'stack cookies': pe.hasStackCookie ? 'yes' : 'no',
    'control-flow guard': pe.flags & GUARD_CF ? `${pe.guardedTargets} targets` : 'no',
    imports: [...pe.imports, ...pe.delayImports].join(' '),
    'seconds to build': seconds.toFixed(0),
  };
}

const why = lacking();
if (why) {
  console.error(`compare-compilers: ${why}`);
  process.exitCode = 1;
} else {
  const folder = mkdtempSync(join(tmpdir(), 'winstation-compilers-'));
  try {
    const folders = ['a', 'a longer name/of a folder'].map(name => copyInto(join(folder, name.replaceAll(' ', '-'))));
    console.table(Object.fromEntries(COMPILERS.map(compiler => [compiler.title, measure(compiler, folders)])));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
