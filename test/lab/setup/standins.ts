import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clangCl, fetchCompiler } from './clang-cl.js';
import { definitionOf, namesOf } from './exports.js';
import { machine } from './machine.js';
import { ofArch, standinSources, standins, system32 } from './paths.js';
import { runTool } from './run-tool.js';
import { fileFingerprint, fingerprint, once } from './stamp.js';
import { withoutExport } from './without-export.js';

const COMPILER = `${machine.arch === 'x64' ? 'x86_64' : 'i686'}-w64-mingw32-g++-posix`;
const FLAGS = [
  ...['-std=c++20', '-O2', '-D_WIN32_WINNT=0x0A00', '-fno-exceptions', '-fno-rtti'],
  ...['-Wall', '-Wextra', '-Wpedantic', '-Wconversion', '-Werror'],
  ...['-static', '-s'],
  // Windows exports its functions without the count of bytes that a 32-bit compiler adds to their names, and calls back
  // with a stack less aligned than that compiler takes for granted.
  ...(machine.arch === 'x86' ? ['-Wl,--kill-at,--enable-stdcall-fixup', '-mstackrealign'] : []),
];

/** How many numbers a library has for its buffers. */
const SERIALS = 0x1000_0000;

interface Library {
  readonly file: string;
  /** Of a stand-in for a DLL of Windows: its name there, and whether it is one of an old Windows. */
  readonly exports?: { readonly library: string; readonly old: boolean };
  readonly sources: readonly string[];
  readonly libraries: readonly string[];
  /** The folder of what must have MSVC's C++ ABI: classes that Windows and programs share. */
  readonly shim?: string;
}

/** Without a library, since there is none: plain classes, and C functions of the other half. */
export const SHIM_FLAGS = [
  ...['--target=x86_64-pc-windows-msvc', '/c', '/O2', '/std:c++20', '/W4', '/WX'],
  ...['/GR-', '/GS-', '/Zl', '/X', '-nobuiltininc'],
];

const sourcesOf = (folder: string): string[] =>
  readdirSync(path.join(standinSources, folder))
    .filter(name => name.endsWith('.cc') && name !== 'bcryptprimitives.cc')
    .map(name => path.join(folder, name));

/** What each library is made of: the general part, and what its domains add. */
function everything(): Library[] {
  const general = sourcesOf('.');
  const wtsapi32 = [...general, ...sourcesOf('terminal')];
  const libraries = ['-lws2_32', '-luser32', '-ladvapi32'];
  return [
    { file: 'wtsapi32.dll', exports: { library: 'wtsapi32.dll', old: false }, sources: wtsapi32, libraries },
    { file: 'wtsapi32-old.dll', exports: { library: 'wtsapi32.dll', old: true }, sources: wtsapi32, libraries },
    {
      file: 'iscsidsc.dll',
      exports: { library: 'iscsidsc.dll', old: false },
      sources: [...general, ...sourcesOf('iscsi')],
      libraries,
    },
    ...(machine.arch === 'x64'
      ? [
          {
            file: 'vssapi.dll',
            exports: { library: 'vssapi.dll', old: false },
            sources: [...general, ...sourcesOf('vss')],
            libraries: [...libraries, '-lole32'],
            shim: 'vss/shim',
          },
        ]
      : [{ file: 'vssapi.dll', sources: [...general, ...sourcesOf('vss/never')], libraries }]),
    {
      file: 'moniker.dll',
      exports: { library: 'moniker.dll', old: false },
      sources: [...general, ...sourcesOf('moniker')],
      libraries: [...libraries, '-lole32', '-luuid'],
    },
    {
      file: 'hook.node',
      sources: [
        ...general,
        ...['hook', 'terminal/hook', 'logon/hook', 'desktop/hook', 'moniker/hook', 'vss/hook'].flatMap(sourcesOf),
      ],
      libraries: [...libraries, '-lole32', '-luuid'],
    },
    { file: 'server.exe', sources: sourcesOf('moniker/server'), libraries: ['-lole32', '-luuid'] },
    { file: 'player.exe', sources: [...general, ...sourcesOf('player')], libraries },
    { file: 'wrong.node', sources: [...general, ...sourcesOf('wrong')], libraries: [...libraries, '-lole32'] },
    { file: 'bcryptprimitives.dll', sources: ['bcryptprimitives.cc'], libraries: ['-ladvapi32'] },
  ];
}

const headers = (): string[] =>
  readdirSync(standinSources, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.h'))
    .map(name => path.join(standinSources, name))
    .sort();

const shimSources = ({ shim }: Library): string[] =>
  shim === undefined
    ? []
    : readdirSync(path.join(standinSources, shim))
        .filter(name => name.endsWith('.cpp'))
        .map(name => path.join(standinSources, shim, name));

/** Compiled into this folder by a compiler that makes MSVC's ABI; the linker takes both. */
export function compileShim(sources: readonly string[], folder: string): string[] {
  return sources.map(source => {
    const object = path.join(folder, `${path.basename(source, '.cpp')}.obj`);
    runTool(path.join(clangCl, 'bin/clang-cl'), [...SHIM_FLAGS, source, `/Fo${object}`]);
    return object;
  });
}

/** The list of exports for the linker, beside the library. */
function moduleDefinition({ file, exports }: Library, sources: readonly string[]): string[] {
  if (!exports) return [];
  const definition = path.join(standins, file.replace('.dll', '.def'));
  const texts = sources.map(source => readFileSync(source, 'utf8'));
  writeFileSync(definition, definitionOf(exports.library, namesOf(texts, exports.old)));
  return [definition];
}

export async function buildStandins(say: (text: string) => void): Promise<void> {
  mkdirSync(standins, { recursive: true });
  if (machine.arch === 'x64') await fetchCompiler(say);
  for (const [index, library] of everything().entries()) {
    const { file, sources, libraries } = library;
    const inputs = sources.map(source => path.join(standinSources, source));
    const shim = shimSources(library);
    const product = path.join(standins, file);
    const flags = [
      ...FLAGS,
      ...(file.endsWith('.exe') ? [] : ['-shared']),
      '-I',
      standinSources,
      `-DLAB_FIRST_SERIAL=${index * SERIALS}u`,
    ];
    const parts = JSON.stringify([flags, SHIM_FLAGS, sources, libraries]);
    const from = fingerprint(parts, fileFingerprint(...inputs, ...shim, ...headers()));
    await once(ofArch(file), from, product, () => {
      say(`building the stand-in ${file}`);
      const objects = [...inputs, ...compileShim(shim, standins), ...moduleDefinition(library, inputs)];
      runTool(COMPILER, [...flags, '-o', product, ...objects, ...libraries]);
    });
  }
  // Wine 10 has its own.
  if (machine.wine === '8') install('bcryptprimitives.dll', 'bcryptprimitives.dll');
}

/** Which Windows the stand-in is: today's, or one from before the Ex calls. */
export type Variant = 'wtsapi32.dll' | 'wtsapi32-old.dll';

export const installTerminal = (variant: Variant): void => install(variant, 'wtsapi32.dll');

/** Stand-ins of which there is one variant, by their names in Windows. */
export const installOthers = (): void => {
  for (const name of ['iscsidsc.dll', 'vssapi.dll']) install(name, name);
};

/** A stand-in without one of its exports, or a Windows that has no such DLL. `installOthers` brings it back. */
export function installLacking(name: string, lacked: string | undefined): void {
  const target = path.join(system32, name);
  rmSync(target, { force: true });
  if (lacked !== undefined) writeFileSync(target, withoutExport(readFileSync(path.join(standins, name)), lacked));
}

/** A running process keeps the file that it has mapped, so the new one takes its place by renaming. */
function install(standin: string, as: string): void {
  const target = path.join(system32, as);
  copyFileSync(path.join(standins, standin), `${target}.new`);
  renameSync(`${target}.new`, target);
}
