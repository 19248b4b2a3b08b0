// Compiles the native code that needs no Windows for this machine, with the address and undefined-behaviour sanitizers, and
// runs its tests: node test/native/run.mjs
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const native = join(here, '../../native');

const UNDER_TEST = ['bridge/pack.cc', 'bridge/text_table.cc', 'terminal/info.cc', 'terminal/rows.cc', 'terminal/sid.cc'];
const TESTS = ['decoders.cc', 'packs.cc'];
const FLAGS = ['-std=c++20', '-O1', '-g', '-Wall', '-Wextra', '-Wpedantic', '-Wconversion', '-Werror'];
const SANITIZERS = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];

function run(command, args) {
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ended with ${signal ?? status}\n${stdout}${stderr}`);
  return stdout;
}

/** What the tests said; throws the first failure. ENOENT means that there is no compiler. */
export function runNativeTests() {
  const folder = mkdtempSync(join(tmpdir(), 'winstation-native-'));
  try {
    return TESTS.map(test => {
      const program = join(folder, test.replace('.cc', ''));
      const sources = [join(here, test), ...UNDER_TEST.map(source => join(native, source))];
      run('c++', [...FLAGS, ...SANITIZERS, `-I${native}`, `-I${here}`, ...sources, '-o', program]);
      return run(program, []);
    }).join('');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    process.stdout.write(runNativeTests());
  } catch (error) {
    console.error(error.code === 'ENOENT' ? 'native tests: there is no C++ compiler here' : error.message);
    process.exitCode = 1;
  }
}
