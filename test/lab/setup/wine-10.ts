import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fetchPackages, unpack } from './debian-archive.js';
import type { Arch } from './machine.js';
import { lab } from './paths.js';
import { runTool } from './run-tool.js';
import { fingerprint, once } from './stamp.js';

// Wine 10 from Debian 13, in a folder of its own: nothing is installed, nothing is mounted, and no right is needed but to
// write there. The programs are told to start by the C library that lies beside them.

const RELEASE = 'trixie';
/** What a Wine without display, sound and printers loads, and what is needed to make it at home in the folder. */
const PACKAGES = [
  ...['wine64', 'libwine', 'libz-mingw-w64', 'libc6', 'libgcc-s1', 'libunwind8', 'liblzma5', 'zlib1g'],
  ...['libfreetype6', 'libpng16-16t64', 'libbrotli1', 'libbz2-1.0', 'patchelf', 'libstdc++6'],
];
/** Of the 32-bit packages the DLLs alone: a Wine of today runs 32-bit programs in a 64-bit process. */
const PACKAGES_X86 = ['libwine:i386'];

const folder = path.join(lab, 'wine-10');
const tree = path.join(folder, 'root');
const libraries = path.join(tree, 'usr/lib/x86_64-linux-gnu');
const programs = path.join(tree, 'usr/lib/wine');
const dlls = (arch: Arch): string => path.join(libraries, 'wine', arch === 'x64' ? 'x86_64-windows' : 'i386-windows');

export const wine10 = { loader: path.join(programs, 'wine64'), server: path.join(programs, 'wineserver64') };

/** As Debian does when it installs Wine: the mark, where others have a text for DOS, makes the DLL one of Wine's own. */
function adoptZlib(arch: Arch): void {
  const dll = readFileSync(path.join(tree, 'usr', `${arch === 'x64' ? 'x86_64' : 'i686'}-w64-mingw32/lib/zlib1.dll`));
  dll.fill(0, 64, 96).write('Wine builtin DLL', 64, 'latin1');
  writeFileSync(path.join(dlls(arch), 'zlib1.dll'), dll);
}

/** The loader of C programs, and where they find their libraries, stand in the programs themselves. */
function settle(): void {
  const starter = path.join(libraries, 'ld-linux-x86-64.so.2');
  const patchelf = [starter, '--library-path', libraries, path.join(tree, 'usr/bin/patchelf')] as const;
  for (const program of Object.values(wine10)) {
    const settings = ['--set-interpreter', starter, '--force-rpath', '--set-rpath', libraries];
    runTool(patchelf[0], [...patchelf.slice(1), ...settings, program]);
  }
  // The script in its place would start the server of the system.
  copyFileSync(wine10.server, path.join(programs, 'wineserver'));
}

/** The recipe's version: what was made by another is made anew. */
const RECIPE = '1';

export async function installWine10(arch: Arch, say: (text: string) => void): Promise<void> {
  const archives = path.join(folder, 'archives');
  const fresh = await once('wine-10', fingerprint(RECIPE, RELEASE, tree, ...PACKAGES), wine10.loader, () => {
    say('fetching Wine 10 from Debian 13');
    rmSync(folder, { recursive: true, force: true });
    fetchPackages(RELEASE, PACKAGES, ['amd64'], archives);
    unpack(archives, tree);
    adoptZlib('x64');
    settle();
    rmSync(archives, { recursive: true });
  });
  if (arch === 'x64') return;
  const product = path.join(dlls('x86'), 'ntdll.dll');
  if (fresh) rmSync(product, { force: true });
  await once('wine-10-x86', fingerprint(RECIPE, RELEASE, tree, ...PACKAGES_X86), product, () => {
    say("fetching Wine 10's 32-bit DLLs");
    const aside = path.join(folder, 'x86');
    for (const left of [archives, aside, dlls('x86')]) rmSync(left, { recursive: true, force: true });
    fetchPackages(RELEASE, PACKAGES_X86, ['amd64', 'i386'], archives);
    unpack(archives, aside);
    runTool('mv', [path.join(aside, 'usr/lib/i386-linux-gnu/wine/i386-windows'), dlls('x86')]);
    adoptZlib('x86');
    for (const left of [archives, aside]) rmSync(left, { recursive: true });
  });
  if (!existsSync(product)) throw new Error(`Debian's package of 32-bit DLLs brought no ${path.basename(product)}.`);
}
