// Compiles every source of the addon as MSVC would read it, for each architecture that Windows has: with clang-cl, by the CMake
// branch for MSVC. Nothing is linked. What was compiled before, and has not changed, is not compiled again.
//   node scripts/check-dialects.mjs
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, run } from './run.mjs';

const ARCHS = ['x64', 'arm64', 'x86'];

/** The folder in which the lab keeps the compiler. */
export const clangCl = () => process.env.WINSTATION_CLANG_CL ?? join(root, '.lab/clang-cl');

/** What is not here and needed, in words; `undefined` when nothing is. */
export function lacking() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'clang-cl is tried on x64 Linux';
  if (!existsSync(join(clangCl(), 'bin/clang-cl'))) return 'clang-cl is not here; `npm run lab -- --tools` fetches it';
  const absent = ['cmake', 'ninja'].find(name => run(name, ['--version']).missing);
  return absent && `${absent} is not installed; \`npm run lab -- --tools\` installs it`;
}

function need(command, args, env) {
  const result = run(command, args, { env });
  if (result.missing) throw new Error(`${command} is not installed`);
  if (!result.ok) throw new Error(`${command} ${args.slice(0, 4).join(' ')} … ${result.ended}\n${result.all}`);
}

/** Answers how many sources were compiled. */
function compileFor(arch) {
  const folder = join(root, 'build/dialects', arch);
  const env = { WINSTATION_CLANG_CL: clangCl(), WINSTATION_ARCH: arch };
  const told = {
    CMAKE_TOOLCHAIN_FILE: 'cmake/clang-cl.cmake',
    CMAKE_BUILD_TYPE: 'None',
    CMAKE_COMPILE_WARNING_AS_ERROR: 'ON',
    CMAKE_EXPORT_COMPILE_COMMANDS: 'ON',
  };
  const options = Object.entries(told).map(([key, value]) => `-D${key}=${value}`);
  need('cmake', ['-S', '.', '-B', folder, '-G', 'Ninja', ...options], env);
  const commands = JSON.parse(readFileSync(join(folder, 'compile_commands.json'), 'utf8'));
  const sources = commands.filter(({ file }) => relative(root, file).startsWith('native/') && file.endsWith('.cc'));
  const wanted = readFileSync(join(root, 'native/sources.txt'), 'utf8').split(/\r?\n/).filter(Boolean);
  const given = sources.map(({ file }) => relative(root, file));
  const missing = wanted.filter(source => !given.includes(source));
  if (missing.length > 0) throw new Error(`CMake's branch for MSVC lacks ${missing.join(', ')}`);
  need('ninja', ['-C', folder, ...sources.map(({ command }) => /\s\/Fo(\S+)/.exec(command)[1])], env);
  return sources.length;
}

export function checkDialects() {
  return ARCHS.map(arch => `${compileFor(arch)} for ${arch}`).join(', ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const why = lacking();
    if (why) throw new Error(why);
    console.log(checkDialects());
  } catch (error) {
    console.error(`check-dialects: ${error.message}`);
    process.exitCode = 1;
  }
}
