import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { machine } from './machine.js';
import { ofWine, prefix, system32 } from './paths.js';
import { fingerprint, once } from './stamp.js';
import { endWine, settleWine, wineTool, wineVersion } from './wine.js';

const SETTINGS: readonly (readonly string[])[] = [
  // Without a display, windows need a driver that draws nothing.
  ['reg', 'add', 'HKCU\\Software\\Wine\\Drivers', '/v', 'Graphics', '/d', 'null', '/f'],
];

/**
 * For each process that it starts, Deno copies itself to a folder, 93 MiB, and under Wine leaves the copy there: some ten GiB a run. Where
 * a file is in the folder's place, it does without.
 */
function keepDenoFromCopying(): void {
  const folder = path.join(prefix, 'drive_c/users', userInfo().username, 'AppData/Local/deno');
  const copies = path.join(folder, 'node_compat_bin');
  mkdirSync(folder, { recursive: true });
  rmSync(copies, { recursive: true, force: true });
  writeFileSync(copies, '');
}

/** The lab's own Windows: a Wine prefix. */
export async function makePrefix(say: (text: string) => void): Promise<void> {
  // Wine 10 calls itself that anyway.
  const settings = machine.wine === '8' ? [['winecfg', '-v', 'win10'], ...SETTINGS] : SETTINGS;
  await once(ofWine('prefix'), fingerprint(wineVersion(), JSON.stringify(settings)), system32, () => {
    say(`making the prefix of Wine ${machine.wine}`);
    if (existsSync(prefix)) endWine();
    rmSync(prefix, { recursive: true, force: true });
    mkdirSync(prefix, { recursive: true });
    wineTool('wineboot', '-i');
    for (const setting of settings) wineTool(...setting);
    settleWine();
  });
  if (machine.host === 'deno') keepDenoFromCopying();
}
