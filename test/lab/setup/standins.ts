import { copyFileSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { machine } from './machine.js';
import { ofArch, standinSources, standins, system32 } from './paths.js';
import { runTool } from './run-tool.js';
import { fileFingerprint, fingerprint, once } from './stamp.js';

const COMPILER = `${machine.arch === 'x64' ? 'x86_64' : 'i686'}-w64-mingw32-g++-posix`;
const FLAGS = [
  ...['-std=c++20', '-O2', '-D_WIN32_WINNT=0x0A00', '-fno-exceptions', '-fno-rtti'],
  ...['-Wall', '-Wextra', '-Wpedantic', '-Wconversion', '-Werror'],
  ...['-shared', '-static', '-s'],
  // Windows exports its functions without the count of bytes that a 32-bit compiler adds to their names, and calls back
  // with a stack less aligned than that compiler takes for granted.
  ...(machine.arch === 'x86' ? ['-Wl,--kill-at,--enable-stdcall-fixup', '-mstackrealign'] : []),
];

interface Library {
  readonly file: string;
  readonly sources: readonly string[];
  readonly libraries: readonly string[];
}

const sourcesOf = (folder: string): string[] =>
  readdirSync(path.join(standinSources, folder))
    .filter(name => name.endsWith('.cc') && name !== 'bcryptprimitives.cc')
    .map(name => path.join(folder, name));

function everything(): Library[] {
  const wtsapi32 = sourcesOf('.');
  return [
    { file: 'wtsapi32.dll', sources: [...wtsapi32, 'wtsapi32.def'], libraries: ['-lws2_32', '-luser32'] },
    { file: 'wtsapi32-old.dll', sources: [...wtsapi32, 'wtsapi32-old.def'], libraries: ['-lws2_32', '-luser32'] },
    {
      file: 'hook.node',
      sources: [...sourcesOf('hook'), 'wire.cc', 'notice_line.cc', 'buffers.cc'],
      libraries: ['-lws2_32', '-ladvapi32', '-luser32'],
    },
    { file: 'wrong.node', sources: [...sourcesOf('wrong'), 'wire.cc'], libraries: ['-lws2_32', '-luser32'] },
    { file: 'bcryptprimitives.dll', sources: ['bcryptprimitives.cc'], libraries: ['-ladvapi32'] },
  ];
}

export async function buildStandins(say: (text: string) => void): Promise<void> {
  mkdirSync(standins, { recursive: true });
  const headers = ['.', 'hook'].flatMap(folder =>
    readdirSync(path.join(standinSources, folder))
      .filter(name => name.endsWith('.h'))
      .map(name => path.join(standinSources, folder, name)),
  );
  for (const { file, sources, libraries } of everything()) {
    const inputs = sources.map(source => path.join(standinSources, source));
    const product = path.join(standins, file);
    const from = fingerprint(JSON.stringify([FLAGS, sources, libraries]), fileFingerprint(...inputs, ...headers));
    await once(ofArch(file), from, product, () => {
      say(`building the stand-in ${file}`);
      runTool(COMPILER, [...FLAGS, '-o', product, ...inputs, ...libraries]);
    });
  }
  // Wine 10 has its own.
  if (machine.wine === '8') install('bcryptprimitives.dll', 'bcryptprimitives.dll');
}

/** Which Windows the stand-in is: today's, or one from before the Ex calls. */
export type Variant = 'wtsapi32.dll' | 'wtsapi32-old.dll';

export const installTerminal = (variant: Variant): void => install(variant, 'wtsapi32.dll');

/** A running process keeps the file that it has mapped, so the new one takes its place by renaming. */
function install(standin: string, as: string): void {
  const target = path.join(system32, as);
  copyFileSync(path.join(standins, standin), `${target}.new`);
  renameSync(`${target}.new`, target);
}
