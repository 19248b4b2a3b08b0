import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { prefix, system32 } from './paths.js';
import { fingerprint, once } from './stamp.js';
import { endWine, wineTool } from './wine.js';

const SETTINGS: readonly (readonly string[])[] = [
  // Without a display, windows need a driver that draws nothing.
  ['reg', 'add', 'HKCU\\Software\\Wine\\Drivers', '/v', 'Graphics', '/d', 'null', '/f'],
];

/** The lab's own Windows: a Wine prefix. */
export async function makePrefix(say: (text: string) => void): Promise<void> {
  const version = 'win10';
  await once('prefix', fingerprint(version, JSON.stringify(SETTINGS)), system32, () => {
    say('making the Wine prefix');
    if (existsSync(prefix)) endWine();
    rmSync(prefix, { recursive: true, force: true });
    mkdirSync(prefix, { recursive: true });
    wineTool('wineboot', ['-i']);
    wineTool('wine', ['winecfg', '-v', version]);
    for (const setting of SETTINGS) wineTool('wine', setting);
    // The registry is written when the server ends.
    wineTool('wineserver', ['-w']);
  });
}
