import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fetchPackages, unpack } from './debian-archive.js';
import { lab, root } from './paths.js';
import { runTool } from './run-tool.js';
import { fileFingerprint, fingerprint, once } from './stamp.js';

// Clang with the face of MSVC's compiler, and LLVM's linker with that of MSVC's, from Debian 12; the headers and import
// libraries of Windows from Debian 13's Wine. They are only unpacked. What MSVC brings besides (how a DLL starts, and the
// helper that loads a DLL late) is made here from `cmake/clang-cl`.

const LLVM = '19';
const PACKAGES = [
  ...['clang', 'lld', 'llvm'].map(name => `${name}-${LLVM}`),
  ...[`llvm-${LLVM}-linker-tools`, `libllvm${LLVM}`, `libclang-cpp${LLVM}`, `libclang-common-${LLVM}-dev`],
  `libc++-${LLVM}-dev`,
  // What those link to, where this machine lacks it.
  ...[
    'libedit2',
    'libxml2',
    'libicu72',
    'libz3-4',
    'libbsd0',
    'libmd0',
    'libffi8',
    'libtinfo6',
    'liblzma5',
    'libzstd1',
  ],
];
const PACKAGES_WINDOWS = ['libwine-dev'];

/** Where CMake's toolchain file looks for all of it. */
export const clangCl = path.join(lab, 'clang-cl');
const tree = path.join(clangCl, 'root');
const llvm = path.join(tree, `usr/lib/llvm-${LLVM}`);
/** Its headers. */
const windows = path.join(tree, 'usr/include/wine/wine');
const libraries = path.join(clangCl, 'lib/x64');
const importLibraries = path.join(tree, 'usr/lib/x86_64-linux-gnu/wine/x86_64-windows');

/** The programs by the names that CMake asks for, and what each is in LLVM, where the name says what it does. */
const PROGRAMS = {
  'clang-cl': 'clang',
  'lld-link': 'lld',
  'llvm-lib': 'llvm-ar',
  'llvm-rc': 'llvm-rc',
  'llvm-mt': 'llvm-mt',
  'llvm-pdbutil': 'llvm-pdbutil',
};

/** Libraries for these programs alone: CMake, which starts them, must not find them. */
function makeProgram(name: string, is: string): void {
  const [link, script] = [path.join(llvm, 'bin', name), path.join(clangCl, 'bin', name)];
  if (!existsSync(link)) symlinkSync(is, link);
  const places = [
    path.join(llvm, 'lib'),
    path.join(tree, 'usr/lib/x86_64-linux-gnu'),
    path.join(tree, 'lib/x86_64-linux-gnu'),
  ];
  writeFileSync(script, `#!/bin/sh\nLD_LIBRARY_PATH='${places.join(':')}' exec '${link}' "$@"\n`);
  chmodSync(script, 0o755);
}

function keepOnly(folder: string, names: readonly string[]): void {
  for (const name of readdirSync(folder))
    if (!names.includes(name)) rmSync(path.join(folder, name), { recursive: true });
}

/** Windows' own libraries, by the names that MSVC has for them. ucrtbase.dll is a part of Windows. */
const IMPORTS = { 'kernel32.lib': 'libkernel32.a', 'ucrt.lib': 'libucrtbase.a' };

/** The recipe's version: what was made by another is made again. */
const RECIPE = '2';

/** The compiler and the linker alone, for what needs no library of MSVC. */
export async function fetchCompiler(say: (text: string) => void): Promise<void> {
  const from = fingerprint(RECIPE, clangCl, ...PACKAGES, ...PACKAGES_WINDOWS);
  await once('clang-cl', from, path.join(clangCl, 'bin/clang-cl'), () => {
    say(`fetching clang-cl ${LLVM} from Debian 12, and Windows' headers from Debian 13`);
    rmSync(clangCl, { recursive: true, force: true });
    for (const [release, packages] of [
      ['bookworm', PACKAGES],
      ['trixie', PACKAGES_WINDOWS],
    ] as const) {
      const archives = path.join(clangCl, release);
      mkdirSync(archives, { recursive: true });
      fetchPackages(release, packages, ['amd64'], archives);
      unpack(archives, tree);
      rmSync(archives, { recursive: true });
    }
    // Most of what came is of no use here.
    const useless = ['usr/lib/x86_64-linux-gnu/wine/x86_64-unix', 'usr/include/clang-tidy', 'usr/share'];
    for (const name of useless) rmSync(path.join(tree, name), { recursive: true, force: true });
    keepOnly(path.join(llvm, 'bin'), Object.values(PROGRAMS));
    keepOnly(importLibraries, Object.values(IMPORTS));
    symlinkSync(path.relative(clangCl, llvm), path.join(clangCl, 'llvm'));
    symlinkSync(path.relative(clangCl, windows), path.join(clangCl, 'windows'));
    mkdirSync(path.join(clangCl, 'bin'));
    for (const [name, is] of Object.entries(PROGRAMS)) makeProgram(name, is);
  });
}

const START = path.join(root, 'cmake/clang-cl');
const HEADERS = ['delayimp.h'];
/** MSVC's libraries by their names, and the sources of what stands in for each. */
const LIBRARIES = {
  'libcmt.lib': ['start.cc'],
  'delayimp.lib': ['delay_load.cc', 'no_hook.cc', 'no_failure_hook.cc'],
};
/** The flags are those of the toolchain file, so CMake makes them. */
async function makeLibraries(say: (text: string) => void): Promise<void> {
  const names = [...HEADERS, ...Object.values(LIBRARIES).flat(), 'CMakeLists.txt', '../clang-cl.cmake'];
  const from = fileFingerprint(...names.map(name => path.join(START, name)));
  await once('clang-cl-libraries', fingerprint(RECIPE, clangCl, from), path.join(libraries, 'delayimp.lib'), () => {
    say("making what stands in for MSVC's libraries");
    const build = path.join(clangCl, 'build');
    for (const left of [build, libraries]) rmSync(left, { recursive: true, force: true });
    mkdirSync(libraries, { recursive: true });
    for (const [name, file] of Object.entries(IMPORTS))
      symlinkSync(path.join(importLibraries, file), path.join(libraries, name));
    const env = { WINSTATION_CLANG_CL: clangCl };
    const options = [
      '-G',
      'Ninja',
      '-DCMAKE_BUILD_TYPE=Release',
      `-DCMAKE_TOOLCHAIN_FILE=${root}/cmake/clang-cl.cmake`,
    ];
    runTool('cmake', ['-S', START, '-B', build, ...options], { env });
    runTool('cmake', ['--build', build], { env });
    for (const name of Object.keys(LIBRARIES)) renameSync(path.join(build, name), path.join(libraries, name));
  });
}

/** A compiler and a linker that take MSVC's dialect and make MSVC's ABI. Answers what a program must find in its environment. */
export async function installClangCl(say: (text: string) => void): Promise<Record<string, string>> {
  await fetchCompiler(say);
  await makeLibraries(say);
  return { WINSTATION_CLANG_CL: clangCl };
}
