import { runProcess } from '../../../lib/cli/process.js';
import type { Cancel } from '../../../lib/lane/cancel.js';
import type { SessionHost } from '../../../lib/terminal/types.js';
import type { Winstation } from '../../../lib/winstation-types.js';

/** The program with a host that never answers. The host ends when the signal is aborted; with `deaf` it ignores the signal. */
const host: Partial<SessionHost> = {
  name: 'STUCK',
  close: async () => {},
  processes: (options?: Cancel) =>
    new Promise<never>((_, reject) => {
      setInterval(() => {}, 60_000);
      if (process.env.DEAF === undefined)
        options?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      process.stderr.write('asked\n');
    }),
};

runProcess({
  winstation: () => ({ localHost: () => host }) as unknown as Winstation,
  iscsi: () => Promise.reject(new Error('no iSCSI here')),
  vss: () => Promise.reject(new Error('no VSS here')),
  logon: () => Promise.reject(new Error('no logons here')),
  desktop: () => Promise.reject(new Error('no desktops here')),
  moniker: () => Promise.reject(new Error('no COM here')),
  createWorld: () => Promise.reject(new Error('no world here')),
  readFile: () => Promise.reject(new Error('no file here')),
  readBytes: () => Promise.reject(new Error('no file here')),
  readExample: () => Promise.reject(new Error('no example here')),
  checkFile: () => Promise.reject(new Error('no file here')),
  writeFile: () => Promise.reject(new Error('no file here')),
  start: () => Promise.reject(new Error('nothing is started here')),
  version: () => '0',
  about: () => Promise.reject(new Error('nothing is known here')),
});
