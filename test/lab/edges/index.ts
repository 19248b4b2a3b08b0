import { copyFileSync, cpSync } from 'node:fs';
import path from 'node:path';
import { site, standins } from '../setup/paths.js';
import type { Edge } from '../suites/edges.js';

/** A DLL of that name beside the addon and in the working directory. */
function plant(folder: string): void {
  const own = path.join(folder, 'node_modules/winstation');
  cpSync(path.join(site, 'node_modules/winstation'), own, { recursive: true });
  for (const place of [folder, path.join(own, 'prebuilds/win32-x64')]) {
    copyFileSync(path.join(standins, 'wtsapi32-old.dll'), path.join(place, 'wtsapi32.dll'));
  }
}

export const edges: readonly Edge[] = [
  { name: 'renamed-host', host: 'electron.exe' },
  { name: 'workers' },
  { name: 'worker-held' },
  { name: 'ends', args: ['exit'], code: 7 },
  { name: 'ends', args: ['throw'], code: 1 },
  { name: 'ends', args: ['natural'] },
  { name: 'two-environments' },
  { name: 'planted', prepare: plant },
  { name: 'hanging-host' },
];
