// Checks that both builds of the addon compile the same files, those of native/sources.txt:
// - binding.gyp, evaluated by node-gyp's own gyp as for Windows,
// - CMakeLists.txt, configured by cmake,
// that both add the version (native/version.rc), that native/sources.txt has every source there is, and that the rooms of native/ include one way. What needs a tool that is not installed is said and left out.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkIncludes } from './check-includes.mjs';
import { program, root, run } from './run.mjs';

const posix = path => path.replaceAll('\\', '/');

const listed = () => readFileSync(join(root, 'native/sources.txt'), 'utf8').split(/\r?\n/).filter(Boolean);

const present = () =>
  readdirSync(join(root, 'native'), { recursive: true })
    .map(name => posix(join('native', name)))
    .filter(name => name.endsWith('.cc'));

/** What Windows shows of the file is compiled where there is a compiler for resources, and is no source of the addon's code. */
const VERSION = 'native/version.rc';

function withoutVersion(name, sources, isNeeded = true) {
  if (isNeeded && !sources.includes(VERSION)) throw new Error(`${name} lacks ${VERSION}`);
  return sources.filter(source => source !== VERSION);
}

/** `undefined` when there is no Python. */
function evaluateGyp() {
  const nodeGyp = join(dirname(program('node-gyp')), '..');
  for (const python of ['python3', 'python']) {
    const result = run(python, ['scripts/evaluate-gyp.py', nodeGyp]);
    if (result.missing) continue;
    if (!result.ok) throw new Error(`binding.gyp can't be evaluated for Windows:\n${result.all}`);
    const target = JSON.parse(result.out);
    if (target.type !== 'loadable_module') throw new Error(`binding.gyp makes a ${target.type}, not an addon`);
    const linker = Object.values(target.configurations)[0].msvs_settings.VCLinkerTool;
    if (!linker.DelayLoadDLLs?.includes('node.exe')) throw new Error('binding.gyp has lost the delay-load hook');
    // Node's own settings ask for symbols, and their path would be in the addon.
    if (!linker.AdditionalOptions?.some(option => /^\/PDBALTPATH:[^\\/]+$/.test(option))) {
      throw new Error('binding.gyp lets the linker name a folder of this machine: it has lost /PDBALTPATH');
    }
    const sources = target.sources.map(posix).filter(source => !source.endsWith('/win_delay_load_hook.cc'));
    return withoutVersion('binding.gyp', sources);
  }
  return undefined;
}

/** `undefined` when there is no CMake, or nothing that compiles. */
function configureCMake() {
  const cross = !run('x86_64-w64-mingw32-g++-posix', ['--version']).missing;
  if (run('cmake', ['--version']).missing || run('ninja', ['--version']).missing) return undefined;
  if (!cross && run('c++', ['--version']).missing) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'winstation-sources-'));
  try {
    const toolchain = cross ? ['-DCMAKE_TOOLCHAIN_FILE=cmake/mingw-x64.cmake'] : [];
    const options = ['-G', 'Ninja', '-DCMAKE_BUILD_TYPE=None', '-DCMAKE_EXPORT_COMPILE_COMMANDS=ON', ...toolchain];
    const result = run('cmake', ['-S', '.', '-B', folder, ...options]);
    if (!result.ok) throw new Error(`CMakeLists.txt can't be configured:\n${result.all}`);
    const commands = JSON.parse(readFileSync(join(folder, 'compile_commands.json'), 'utf8'));
    const sources = commands.map(({ file }) => posix(relative(root, file)));
    return withoutVersion('CMakeLists.txt', sources, cross);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(name, sources, wanted) {
  const missing = wanted.filter(source => !sources.includes(source));
  const surplus = sources.filter(source => !wanted.includes(source));
  const twice = sources.filter((source, at) => sources.indexOf(source) !== at);
  const faults = [
    ...missing.map(source => `lacks ${source}`),
    ...surplus.map(source => `has ${source}, which the list lacks`),
    ...twice.map(source => `has ${source} twice`),
  ];
  if (faults.length > 0) throw new Error(`${name} and native/sources.txt disagree: ${name} ${faults.join(', ')}`);
}

export function checkSources() {
  const notes = [];
  const wanted = listed();
  compare('the folder native/', present(), wanted);
  checkIncludes();
  const gyp = evaluateGyp();
  if (gyp) compare('binding.gyp', gyp, wanted);
  else notes.push('binding.gyp was not evaluated: there is no Python here');
  const cmake = configureCMake();
  if (cmake) compare('CMakeLists.txt', cmake, wanted);
  else notes.push('CMakeLists.txt was not configured: there is no cmake, ninja or compiler here');
  return { count: wanted.length, notes };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const { count, notes } = checkSources();
    for (const note of notes) console.log(note);
    console.log(
      `${count} sources${notes.length === 0 ? ', the same for gyp and CMake' : ''}; their includes point one way`,
    );
  } catch (error) {
    console.error(`check-sources: ${error.message}`);
    process.exitCode = 1;
  }
}
