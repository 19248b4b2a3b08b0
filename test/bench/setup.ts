import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { buildAddon } from '../lab/setup/build-addon.js';
import { installPackages } from '../lab/setup/debian.js';
import { lab, results, root, site, standinSources } from '../lab/setup/paths.js';
import { makePrefix } from '../lab/setup/prefix.js';
import { runTool } from '../lab/setup/run-tool.js';
import { makeSite } from '../lab/setup/site.js';
import { fileFingerprint, fingerprint, once } from '../lab/setup/stamp.js';
import { buildStandins, compileShim, installOthers, installTerminal, SHIM_FLAGS } from '../lab/setup/standins.js';
import { defaultLine, windowsNode } from '../lab/setup/windows-node.js';
import { startWine } from '../lab/setup/wine.js';
import { encodeSnapshot, type SnapshotQuestion } from '../lab/wire/snapshot.js';
import type { CreateWorld } from '../lab/world-room.js';
import { manyIscsiSessions, manyProcesses, manySessions } from './worlds.js';

/** What the bench makes for itself lies beside what the lab made. */
const folder = path.join(lab, 'bench');
const addon = path.join(folder, 'peers.node');
export const places = {
  addon,
  koffi: path.join(folder, 'package.json'),
  snapshot: (subject: string) => path.join(folder, `${subject}.bin`),
  child: (name: string) => path.join(site, 'bench', `${name}.cjs`),
};

type Say = (text: string) => void;

/** koffi as a Windows user gets it from npm; no script of it is run. */
async function installKoffi(say: Say): Promise<void> {
  const manifest = path.join(__dirname, 'koffi/package.json');
  await once('bench-koffi', fileFingerprint(manifest), path.join(folder, 'node_modules/koffi/package.json'), () => {
    say('installing koffi for Windows');
    copyFileSync(manifest, path.join(folder, 'package.json'));
    rmSync(path.join(folder, 'node_modules'), { recursive: true, force: true });
    const windows = ['--os=win32', '--cpu=x64', '--ignore-scripts'];
    runTool('npm', ['install', ...windows, '--no-audit', '--no-fund', '--no-package-lock'], { cwd: folder });
  });
}

const MINGW = 'x86_64-w64-mingw32';
const FLAGS = [
  ...['-std=c++20', '-O3', '-shared', '-static', '-s', '-Wall', '-Wextra', '-Werror'],
  ...['-DNAPI_VERSION=8', '-D_WIN32_WINNT=0x0A00', '-DNODE_ADDON_API_CPP_EXCEPTIONS', '-DBUILDING_NODE_EXTENSION'],
];

/** The peers' addon is loaded in node.exe alone, so an import library for that name will do. */
async function buildPeers(say: Say): Promise<void> {
  const native = path.join(__dirname, 'native');
  const inputs = readdirSync(native).map(name => path.join(native, name));
  const ending = (end: string) => inputs.filter(file => file.endsWith(end));
  // What a writer in C++ is declared by.
  const declared = ['vss/shim/writer.h', 'vss/shim/windows.h', 'vss/halves.h'].map(it => path.join(standinSources, it));
  const headers = path.join(root, 'node_modules/node-api-headers');
  const from = fingerprint(JSON.stringify([FLAGS, SHIM_FLAGS]), fileFingerprint(...inputs, ...declared));
  await once('bench-peers', from, addon, () => {
    say("building the peers' addon");
    const library = path.join(folder, 'libnode.a');
    runTool(`${MINGW}-dlltool`, ['-d', path.join(headers, 'def/node_api.def'), '-D', 'node.exe', '-l', library]);
    runTool(`${MINGW}-g++-posix`, [
      ...FLAGS,
      ...['-isystem', path.join(headers, 'include'), '-isystem', path.join(root, 'node_modules/node-addon-api')],
      ...[...ending('.cc'), ...compileShim(ending('.cpp'), folder)],
      ...[library, '-lpsapi', '-lole32', '-o', addon],
    ]);
  });
}

const SESSIONS: SnapshotQuestion = ['WTSEnumerateSessionsExW', { level: 1 }];
const PROCESSES: readonly SnapshotQuestion[] = [
  ['WTSEnumerateProcessesExW', { level: 0, sessionId: 0xfffffffe }],
  ['WTSEnumerateProcessesExW', { level: 1, sessionId: 0xfffffffe }],
];

/** For the watch of a small host, which looks at each session more closely. */
function detailsOf(count: number): readonly SnapshotQuestion[] {
  if (count > 10) return [];
  const classes = [16, 23, 25, 29, 30];
  const ids = Array.from({ length: count }, (_, id) => id);
  return ids.flatMap(sessionId =>
    classes.map(infoClass => ['WTSQuerySessionInformationW', { sessionId, infoClass }] as const),
  );
}

/** What each subject's stand-in answers from memory: `sessions<count>`, with `wide` behind it, `processes<count>` or `iscsi<count>`. */
async function freeze(subjects: readonly string[]): Promise<void> {
  const { createWorld } = createRequire(path.join(root, 'package.json'))('winstation/mock') as {
    createWorld: CreateWorld;
  };
  for (const subject of subjects) {
    const { kind, count, wide } =
      /^(?<kind>sessions|processes|iscsi)(?<count>\d+)(?<wide>wide)?$/.exec(subject)?.groups ?? {};
    if (kind === 'iscsi') {
      const frozen = await encodeSnapshot(createWorld(manyIscsiSessions(Number(count))), [
        ['GetIScsiSessionListW', {}],
      ]);
      writeFileSync(places.snapshot(subject), frozen);
      continue;
    }
    const isSessions = kind === 'sessions';
    const world = createWorld(isSessions ? manySessions(Number(count), Boolean(wide)) : manyProcesses(Number(count)));
    const more = isSessions ? detailsOf(Number(count)) : PROCESSES;
    const frozen = await encodeSnapshot(world, [SESSIONS, ...more]);
    writeFileSync(places.snapshot(subject), frozen);
  }
}

function bundleChildren(): void {
  const names = readdirSync(path.join(__dirname, 'child'));
  buildSync({
    entryPoints: names.map(name => path.join(__dirname, 'child', name)),
    outdir: path.join(site, 'bench'),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['winstation'],
    logLevel: 'error',
  });
}

/** Everything in its place; the Windows node.exe, by its path on this machine. */
export async function prepare(subjects: readonly string[], build: boolean, say: Say): Promise<string> {
  for (const place of [results, folder]) mkdirSync(place, { recursive: true });
  installPackages(say);
  const node = await windowsNode(defaultLine, say);
  await makePrefix(say);
  startWine();
  await buildStandins(say);
  await buildAddon(build, say);
  await makeSite(say);
  await installKoffi(say);
  await buildPeers(say);
  await freeze(subjects);
  bundleChildren();
  installTerminal('wtsapi32.dll');
  installOthers();
  return node;
}

export interface Size {
  readonly packed: number;
  readonly unpacked: number;
  readonly addon: number;
}

/** The package as it would be published. */
export function packageSize(): Size {
  const [packed] = JSON.parse(runTool('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root })) as {
    size: number;
    unpackedSize: number;
    files: { path: string; size: number }[];
  }[];
  const nodeFiles = packed!.files.filter(file => file.path.endsWith('win32-x64/winstation.node'));
  return {
    packed: packed!.size,
    unpacked: packed!.unpackedSize,
    addon: nodeFiles.reduce((sum, file) => sum + file.size, 0),
  };
}
