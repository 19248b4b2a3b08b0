import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Arch, machine } from './machine.js';
import { runTool } from './run-tool.js';

/** What the lab needs of the system: the program that shows it is there, and the Debian package that brings it. */
const neededFor = (archs: readonly Arch[]): Readonly<Record<string, string>> => ({
  ...(machine.wine === '8' && { wine: 'wine' }),
  ...(archs.includes('x86') && { 'i686-w64-mingw32-g++-posix': 'g++-mingw-w64-i686-posix' }),
  'x86_64-w64-mingw32-g++-posix': 'g++-mingw-w64-x86-64-posix',
  cmake: 'cmake',
  ninja: 'ninja-build',
});

const onPath = (program: string): boolean =>
  (process.env.PATH ?? '').split(path.delimiter).some(folder => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

function isDebian(): boolean {
  try {
    return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** For the addons of these architectures. */
export function installPackages(say: (text: string) => void, archs: readonly Arch[] = [machine.arch]): void {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The lab runs on x64 Linux. On Windows, `npm test` runs the contract suite on Windows itself.');
  }
  const needed = neededFor(archs);
  const missing = Object.keys(needed).filter(program => !onPath(program));
  if (missing.length === 0) return;
  const packages = missing.flatMap(program => (program === 'wine' ? ['wine', 'wine64'] : [needed[program] ?? program]));
  if (!isDebian() || process.getuid?.() !== 0) {
    throw new Error(
      `The lab needs ${missing.join(', ')}. As root on Debian it installs them by itself; elsewhere install them first:\n` +
        `  apt-get install --no-install-recommends ${packages.join(' ')}`,
    );
  }
  say(`installing ${packages.join(', ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  runTool('apt-get', ['update'], { env });
  runTool('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
}
