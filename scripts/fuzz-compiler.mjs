// Finds a clang that brings libFuzzer; as root on Debian it installs one.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

const VERSIONS = [19, 14];
const NAMES = [...VERSIONS.map(version => `clang++-${version}`), 'clang++'];

/** Whether it makes a fuzzer that runs: the sanitizers' runtimes are packages of their own. */
function works(compiler) {
  const folder = mkdtempSync(join(tmpdir(), 'winstation-clang-'));
  try {
    const source = join(folder, 'empty.cc');
    const program = join(folder, 'empty');
    writeFileSync(
      source,
      '#include <string>\nextern "C" int LLVMFuzzerTestOneInput(const char*, long) { return 0; }\n',
    );
    const flags = ['-std=c++20', '-fsanitize=fuzzer,address,undefined', source, '-o', program];
    return run(compiler, flags).ok && run(program, ['-runs=1']).ok;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const found = () => NAMES.find(works);

function install(say) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || run('apt-get', ['--version']).missing) return;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update'], { env });
  for (const version of VERSIONS) {
    const packages = [`clang-${version}`, `libclang-rt-${version}-dev`];
    say(`installing ${packages.join(' and ')}`);
    if (run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env }).ok) return;
  }
}

/** Its name, or undefined where there is none and none can be had. */
export function fuzzCompiler(say) {
  const first = found();
  if (first) return first;
  install(say);
  return found();
}

export const HOW_TO_GET =
  'there is no clang with libFuzzer here. On Debian: apt-get install clang-19 libclang-rt-19-dev (or 14 in place of 19).';
