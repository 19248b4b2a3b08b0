import { copyFileSync, cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Host, HostName } from '../setup/host.js';
import { machine } from '../setup/machine.js';
import { inWine, prebuild, site, standins } from '../setup/paths.js';
import type { Edge } from '../suites/edges.js';
import type { Lab } from '../suites/suite.js';
import { encodeSnapshot } from '../wire/snapshot.js';

/** A DLL of that name beside the addon, and in the working directory, which is also that of the program. */
function plant(folder: string): void {
  const own = path.join(folder, 'node_modules/winstation');
  cpSync(path.join(site, 'node_modules/winstation'), own, { recursive: true });
  for (const place of [folder, path.join(own, prebuild)]) {
    copyFileSync(path.join(standins, 'wtsapi32-old.dll'), path.join(place, 'wtsapi32.dll'));
  }
}

/** A frozen world instead of the server. */
async function freeze(folder: string, { createWorld }: Lab): Promise<Record<string, string>> {
  const file = path.join(folder, 'snapshot.bin');
  writeFileSync(
    file,
    await encodeSnapshot(createWorld(), [
      ['WTSEnumerateSessionsExW', { level: 1 }],
      ['WTSEnumerateProcessesExW', { level: 0, sessionId: 0xfffffffe }],
      ['WTSQuerySessionInformationW', { sessionId: 1, infoClass: 6 }],
    ]),
  );
  return { LAB_SNAPSHOT: inWine(file), LAB_WORLD_PORT: '' };
}

/** Of the programs of a process that is gone, only those with a life of their own run on. */
async function ownRunsOn(lab: Lab, token: string): Promise<string[]> {
  const running = () => lab.programs(token).filter(it => it.running);
  const deadline = performance.now() + 5_000;
  while (running().length > 1 && performance.now() < deadline) await sleep(20);
  const names = running()
    .map(it => it.name)
    .join();
  return names === 'own.exe' ? [] : [`what runs on is ${names}, and not own.exe`];
}

/** Windows was waiting for a handler of each of these when the process ended, and has a failure for it. */
const answersOf =
  (...withSet: readonly string[]) =>
  async (lab: Lab, token: string): Promise<string[]> => {
    const waited = ['PrepareBackup', 'Abort', 'BackupComplete', 'BackupShutdown', 'PreRestore', 'PostRestore'];
    const due = [...waited, ...withSet].map(it => `CVssWriterEx.On${it} failed ${RETRYABLE}`).sort();
    const began = performance.now();
    for (;;) {
      if (performance.now() > began + 1_000) lab.hangUp(token);
      // What follows in a session is refused, too, so the first counts.
      const first = new Map<unknown, string>();
      for (const { name, args } of lab.calls(token)) {
        const [session, answer, code] = args;
        // Who a writer is, it is asked outside of any session.
        if (name.startsWith('CVssWriterEx.') && session !== undefined && answer !== 'ok' && !first.has(session)) {
          first.set(session, `${name} ${answer} ${code}`);
        }
      }
      const seen = [...first.values()].sort();
      if (isDeepStrictEqual(seen, due)) return [];
      if (performance.now() > began + 5_000)
        return [`Windows was answered ${seen.join(', ')}, and not ${due.join(', ')}`];
      await sleep(20);
    }
  };
/** VSS_E_WRITERERROR_RETRYABLE. */
const RETRYABLE = 0x800423f3;

const EVERYWHERE: readonly Edge[] = [
  { name: 'renamed-host', program: 'renamed' },
  { name: 'electron-example', program: 'renamed' },
  { name: 'workers' },
  { name: 'worker-held' },
  { name: 'ends', args: ['exit'], code: 7 },
  { name: 'ends', args: ['throw'], code: 'uncaught' },
  { name: 'ends', args: ['natural'] },
  { name: 'neighbours', args: ['worker'] },
  { name: 'neighbours', args: ['exit'], code: 7 },
  { name: 'neighbours', args: ['throw'], code: 'uncaught' },
  { name: 'monikers', args: ['workers'] },
  { name: 'monikers', args: ['exit'], code: 7 },
  { name: 'monikers', args: ['throw'], code: 'uncaught' },
  { name: 'monikers', args: ['natural'] },
  { name: 'two-environments' },
  { name: 'planted', program: 'copied', prepare: plant },
  { name: 'hanging-host' },
  { name: 'hanging-hosts' },
  { name: 'sync' },
  { name: 'snapshot', env: freeze },
  { name: 'flood', args: ['fast'] },
  { name: 'flood', args: ['brim'] },
  { name: 'flood', args: ['stall'] },
  { name: 'flood', args: ['busy'] },
  { name: 'watching-workers', withinMs: 90_000 },
  // A process that ends waits for no call of Windows: the list after a gap may just be under way.
  { name: 'watch-ends', args: ['exit'], code: 7, mayLeave: 1 },
  { name: 'watch-ends', args: ['throw'], code: 'uncaught', mayLeave: 1 },
  { name: 'watch-ends', args: ['unref'] },
  { name: 'watch-ends', args: ['await'] },
  { name: 'channel-workers', withinMs: 90_000 },
  { name: 'channel-ends', args: ['exit'], code: 7 },
  { name: 'channel-ends', args: ['throw'], code: 'uncaught' },
  { name: 'channel-ends', args: ['natural'] },
  { name: 'program-workers' },
  { name: 'program-ends', args: ['exit'], code: 7, afterwards: ownRunsOn },
  { name: 'program-ends', args: ['throw'], code: 'uncaught', afterwards: ownRunsOn },
  { name: 'program-ends', args: ['natural'], afterwards: ownRunsOn },
  { name: 'throwing-handler' },
  { name: 'fifty-hosts' },
  { name: 'held-registration', args: ['close'] },
  { name: 'held-registration', args: ['release'] },
  { name: 'idle-watch' },
  { name: 'react-to-logons' },
  { name: 'tray-service' },
];

/** By the architecture: on a Windows of 64 bits VSS has no 32-bit programs. */
const VSS_OF_X86: readonly Edge[] = [{ name: 'vss-refused' }];
const VSS: readonly Edge[] = [
  { name: 'vss-blocked', withinMs: 90_000 },
  { name: 'vss-terminated' },
  { name: 'vss-shut-down' },
  { name: 'vss-said' },
  // A process that ends waits for no call of Windows, and to give these objects back is one. They are memory of the process, and
  // end with it; Windows hears of its end by RPC. Of the first two: a requester, a writer, and what the call under way was given.
  ...['PrepareSnapshot', 'Freeze', 'Thaw', 'PostSnapshot'].map(
    (it): Edge => ({
      name: 'vss-ends',
      args: ['exit', `${it[0]!.toLowerCase()}${it.slice(1)}`],
      code: 7,
      mayLeave: 3,
      afterwards: answersOf(it),
    }),
  ),
  { name: 'vss-ends', args: ['throw', 'freeze'], code: 'uncaught', mayLeave: 3, afterwards: answersOf('Freeze') },
  // Its requester was closed, so only the writer.
  { name: 'vss-ends', args: ['unref', 'none'], mayLeave: 1 },
];

/** Node alone is made into one file by a tool that lies on this machine. */
const NODE: readonly Edge[] = [{ name: 'single-executable', program: 'single' }];

/** What a process needs to say how it went: the names of its variables, and to write. Nothing of the package needs it. */
const TO_REPORT = ['--allow-env=LAB_RESULT', '--allow-write'];

/** Deno alone has rights. The first of these has those that the documentation names, and no others. */
const DENO: readonly Edge[] = [
  { name: 'rights', args: ['enough'], rights: [...TO_REPORT, '--allow-ffi', '--allow-sys=hostname'] },
  { name: 'rights', args: ['without-sys'], rights: [...TO_REPORT, '--allow-ffi'] },
  { name: 'rights', args: ['without-ffi'], rights: [...TO_REPORT, '--allow-sys=hostname'] },
];

const OWN: Readonly<Record<HostName, readonly Edge[]>> = { node: NODE, bun: [], deno: DENO };

export const edgesOf = ({ name }: Host): readonly Edge[] => [
  ...EVERYWHERE,
  ...(machine.arch === 'x64' ? VSS : VSS_OF_X86),
  ...OWN[name],
];
