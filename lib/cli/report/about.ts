import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { machine, release, version } from 'node:os';
import { join } from 'node:path';
import type { About, AddonReport } from './types.js';

/** The program and what it runs on. It names neither the computer nor its user. */
export async function about(winstation: string, packageFolder: string): Promise<About> {
  const { versions, platform, arch } = process;
  return {
    winstation,
    node: versions.node,
    electron: versions.electron,
    napi: versions.napi,
    platform,
    arch,
    machine: machine(),
    release: release(),
    edition: version(),
    addon: await addonReport(packageFolder, `prebuilds/win32-${arch}/winstation.node`),
  };
}

async function addonReport(folder: string, file: string): Promise<AddonReport> {
  try {
    const bytes = await readFile(join(folder, file));
    return { file, sha256: createHash('sha256').update(bytes).digest('hex'), problem: undefined };
  } catch (error) {
    return { file, sha256: undefined, problem: (error as NodeJS.ErrnoException).code ?? 'unknown' };
  }
}
