// Compiles the native code that needs no Windows for this machine, with the address and undefined-behaviour sanitizers, and
// runs its tests; and, where mingw-w64 is installed, holds all native code to the 32-bit layouts of Windows by compiling it for
// x86 without output. node test/native/run.mjs
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const native = join(here, '../../native');

const UNDER_TEST = [
  'base/memory.cc',
  'bridge/pack.cc',
  'bridge/text_table.cc',
  'terminal/backlog.cc',
  'terminal/info.cc',
  'terminal/input_age.cc',
  'terminal/notice_ring.cc',
  'terminal/rows.cc',
  'identity/sid.cc',
];
const TESTS = ['decoders.cc', 'input_age.cc', 'notices.cc', 'packs.cc'];
const FLAGS = ['-std=c++20', '-O1', '-g', '-Wall', '-Wextra', '-Wpedantic', '-Wconversion', '-Werror'];
const SANITIZERS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];

function run(command, args, env = {}) {
  const options = { encoding: 'utf8', env: { ...process.env, ...env } };
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, options);
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${signal ?? status}\n${stdout}${stderr}`);
  return stdout;
}

/** What the tests said; throws the first failure. ENOENT means that there is no compiler. */
export function runNativeTests() {
  const folder = mkdtempSync(join(tmpdir(), 'winstation-native-'));
  try {
    const tests = TESTS.map(test => {
      const program = join(folder, test.replace('.cc', ''));
      const sources = [join(here, test), ...UNDER_TEST.map(source => join(native, source))];
      run('c++', [...FLAGS, ...SANITIZERS, `-I${native}`, `-I${here}`, ...sources, '-o', program]);
      return run(program, []);
    });
    return [...tests, runCallsTest(folder), runHostTest(folder)].join('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const UNDER_CALLS = ['base/library.cc', 'base/memory.cc', 'bridge/pack.cc', 'bridge/text_table.cc'];

/** Over the fake Windows, where exports are found by casts of functions. */
function runCallsTest(folder) {
  const program = join(folder, 'calls');
  const sources = [join(here, 'calls.cc'), ...UNDER_CALLS.map(source => join(native, source))];
  const flags = [...FLAGS.filter(flag => flag !== '-Wpedantic'), '-Wno-cast-function-type', ...SANITIZERS];
  run('c++', [...flags, `-I${native}`, `-I${here}`, `-I${join(here, 'bridge/fake')}`, ...sources, '-o', program]);
  return run(program, []);
}

/** Which modules of a program have the functions of Node-API, and which one is taken. */
const HOSTS = {
  exe: 'exe',
  'libnode.dll': 'libnode.dll',
  'exe,libnode.dll': 'libnode.dll',
  'node.dll': 'node.dll',
  'nw.dll': 'nw.dll',
  'exe,-libnode.dll': 'exe',
  '-exe,node.dll': 'node.dll',
  '-exe': 'none',
  '-exe,-libnode.dll,-node.dll,-nw.dll': 'none',
  '': 'none',
};

function runHostTest(folder) {
  const program = join(folder, 'host');
  const sources = [join(here, 'host.cc'), join(native, 'bridge/host.cc')];
  const flags = ['-std=c++20', '-O1', '-g', '-Wall', '-Wextra', '-Werror', '-Wno-cast-function-type'];
  run('c++', [...flags, ...SANITIZERS, `-I${native}`, `-I${join(here, 'bridge/fake')}`, ...sources, '-o', program]);
  for (const [HOST, wanted] of Object.entries(HOSTS)) {
    const taken = run(program, [], { HOST }).trim();
    if (taken !== wanted) throw new Error(`host: of '${HOST}', ${taken} was taken instead of ${wanted}`);
  }
  return 'host: ok\n';
}

const X86 = ['-m32', '-std=c++20', '-fsyntax-only', '-fno-exceptions', '-D_WIN32_WINNT=0x0A00', '-DNAPI_VERSION=8'];

/** The layouts of x86 are asserted at compile time. */
export function checkX86() {
  const root = join(here, '../..');
  const sources = readFileSync(join(native, 'sources.txt'), 'utf8').split(/\r?\n/).filter(Boolean);
  const includes = [`-I${native}`, '-isystem', join(root, 'node_modules/node-api-headers/include')];
  try {
    run('x86_64-w64-mingw32-g++-posix', [...X86, ...includes, ...sources.map(source => join(root, source))]);
    return 'x86: ok\n';
  } catch (error) {
    if (error.code === 'ENOENT') return 'x86: not checked, there is no mingw-w64 here\n';
    throw error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.stdout.write(runNativeTests() + checkX86());
  } catch (error) {
    console.error(error.code === 'ENOENT' ? 'native tests: there is no C++ compiler here' : error.message);
    process.exitCode = 1;
  }
}
