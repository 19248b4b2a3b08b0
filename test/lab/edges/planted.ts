import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Winstation } from 'winstation';
import { edge } from './harness.js';
import { loadedFiles } from './loaded-files.js';

// Whoever can write to the program's folder must not thereby choose the DLL that it asks.
edge({
  hook: false,
  async main({ check }) {
    const { localHost } = createRequire(path.join(process.cwd(), 'app.js'))('winstation') as Winstation;
    check(existsSync('wtsapi32.dll'), 'nothing was planted in the working directory');
    check((await localHost().sessions()).length > 0, 'there is no session');
    const loaded = loadedFiles().filter(it => /wtsapi32/i.test(it));
    check(loaded.length === 1, `loaded are ${loaded.join(', ') || 'none'}`);
    check(
      loaded.every(it => /\\windows\\system32\\wtsapi32\.dll$/i.test(it)),
      `loaded is ${loaded.join(', ')}`,
    );
    const addon = loadedFiles().find(it => /winstation\.node$/i.test(it));
    check(
      addon !== undefined && existsSync(path.join(path.dirname(addon), 'wtsapi32.dll')),
      `nothing was planted beside the addon (${addon})`,
    );
  },
});
