// Builds an addon into build/ and copies it to its place in prebuilds/.
// On Windows with MSVC through cmake-js. Elsewhere for x64 and x86 with mingw-w64, and for arm64 with zig, which is on the path or
// named by ZIG. What a debugger needs of it goes to build/symbols/.
//
//   node scripts/build-addon.mjs [--ubsan | --msvc node-gyp|cmake-js [--small]] [--arch x64|x86|arm64]
//
// --ubsan builds a binary that traps on undefined behaviour, into build/ubsan/ only: it is for tests, not for users.
// --msvc, on Linux, builds what MSVC would build, with clang-cl, into build/msvc-<hook>/ only. Node's functions are found by the
// delay-load hook of that tool; --small prefers size to speed. WINSTATION_CLANG_CL names the folder in which the lab keeps the compiler.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ADDONS, addonFor, addonOfNode, fileOf } from './addons.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values: options } = parseArgs({
  options: {
    ubsan: { type: 'boolean', default: false },
    msvc: { type: 'string' },
    small: { type: 'boolean', default: false },
    arch: { type: 'string' },
  },
});
const { ubsan, msvc, small } = options;

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

function withCross(toolchain, out = `build/${toolchain}`) {
  run('cmake', [
    '-S',
    '.',
    '-B',
    out,
    '-G',
    'Ninja',
    '-DCMAKE_BUILD_TYPE=None',
    `-DCMAKE_TOOLCHAIN_FILE=cmake/${toolchain}.cmake`,
    `-DWINSTATION_UBSAN=${ubsan ? 'ON' : 'OFF'}`,
  ]);
  run('cmake', ['--build', out]);
  return join(root, out, 'winstation.node');
}

/** The sources of the hooks by which an addon finds its host's functions, whatever the host is called. */
const HOOKS = {
  'node-gyp': 'node_modules/node-gyp/src/win_delay_load_hook.cc',
  'cmake-js': 'node_modules/cmake-js/lib/cpp/win_delay_load_hook.cc',
};

/** What cmake-js tells CMake on Windows, with that hook. */
function withClangCl(hook) {
  const out = `build/msvc-${hook}`;
  const definition = join(root, 'node_modules/node-api-headers/def/node_api.def');
  const library = join(root, out, 'node.lib');
  const told = {
    CMAKE_BUILD_TYPE: small ? 'MinSizeRel' : 'Release',
    CMAKE_MSVC_RUNTIME_LIBRARY: 'MultiThreaded$<$<CONFIG:Debug>:Debug>',
    CMAKE_JS_INC: join(root, 'node_modules/node-api-headers/include'),
    CMAKE_JS_SRC: join(root, HOOKS[hook]),
    CMAKE_JS_LIB: library,
    CMAKE_JS_NODELIB_DEF: definition,
    CMAKE_JS_NODELIB_TARGET: library,
    CMAKE_STATIC_LINKER_FLAGS: '/machine:x64',
    CMAKE_SHARED_LINKER_FLAGS: '/DELAYLOAD:NODE.EXE',
    CMAKE_TOOLCHAIN_FILE: 'cmake/clang-cl.cmake',
    CMAKE_COMPILE_WARNING_AS_ERROR: 'ON',
  };
  run('cmake', [
    '-S',
    '.',
    '-B',
    out,
    '-G',
    'Ninja',
    ...Object.entries(told).map(([key, value]) => `-D${key}=${value}`),
  ]);
  run('cmake', ['--build', out]);
  return join(root, out, 'winstation.node');
}

/** Flags can get lost without anybody noticing. A trap is the instruction ud2, which the addon that ships has nowhere. */
function assertTraps(file) {
  const { stdout, error } = spawnSync('x86_64-w64-mingw32-objdump', ['-d', file], {
    maxBuffer: 2 ** 28,
    encoding: 'utf8',
  });
  if (error) throw error;
  const traps = stdout.match(/\sud2\s/g)?.length ?? 0;
  if (traps < 100) throw new Error(`${file} has ${traps} traps: it was not built with them`);
}

/** zig's linker writes the time of today into the header. The same sources must make the same file. */
function withoutTime(file) {
  const bytes = readFileSync(file);
  bytes.writeUInt32LE(0, bytes.readUInt32LE(0x3c) + 8);
  writeFileSync(file, bytes);
  return file;
}

/** The addon in its place, and its symbols in theirs. */
function place(addon, built) {
  const file = join(root, fileOf(addon));
  mkdirSync(dirname(file), { recursive: true });
  copyFileSync(built, file);
  const symbols = join(root, 'build/symbols', basename(addon.folder));
  rmSync(symbols, { recursive: true, force: true });
  for (const found of [`${built}.debug`, built.replace(/node$/, 'pdb')].filter(existsSync)) {
    mkdirSync(symbols, { recursive: true });
    copyFileSync(found, join(symbols, basename(found)));
  }
  // Of the others the lab says it, when it has run them.
  if (addon.note === 'built' && process.platform !== 'win32') {
    const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
    writeFileSync(`${file}.sha256`, `${hash}  ${basename(file)}\n`);
  }
  return file;
}

function build() {
  if (process.platform === 'win32') {
    if (ubsan || msvc || options.arch) throw new Error('--ubsan, --msvc and --arch are for cross-builds');
    return place(addonOfNode(process.arch), withMsvc());
  }
  const addon = addonFor(options.arch ?? 'x64');
  if (!addon) throw new Error(`--arch is ${ADDONS.map(it => it.arch).join(' or ')}, not '${options.arch}'`);
  if (msvc && !Object.hasOwn(HOOKS, msvc)) {
    throw new Error(`--msvc is ${Object.keys(HOOKS).join(' or ')}, not '${msvc}'`);
  }
  if (ubsan && msvc) throw new Error('--ubsan and --msvc are two builds');
  if ((ubsan || msvc) && addon.arch !== 'x64') throw new Error('--ubsan and --msvc are for x64');
  if (msvc) return withClangCl(msvc);
  if (!ubsan) {
    const built = withCross(addon.toolchain);
    return place(addon, addon.arch === 'arm64' ? withoutTime(built) : built);
  }
  const built = withCross(addon.toolchain, 'build/ubsan');
  assertTraps(built);
  return built;
}

try {
  console.log(build());
} catch (error) {
  console.error(`build-addon: ${error.message}`);
  process.exitCode = 1;
}
