import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { addons } from './addon.js';
import { type Arch, type Machine, machine } from './machine.js';
import { ofAddon, prebuild, root, site } from './paths.js';
import { runTool } from './run-tool.js';
import { fileFingerprint, fingerprint, once } from './stamp.js';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string } | undefined>>;
}

/** The very versions that the project is developed with. */
function pinned(...names: readonly string[]): Record<string, string> {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lock;
  return Object.fromEntries(
    names.map(name => {
      const version = lock.packages[`node_modules/${name}`]?.version;
      if (!version) throw new Error(`package-lock.json has no ${name}.`);
      return [name, version];
    }),
  );
}

export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** Packs the package as it would be published, so that the lab runs the files that ship. */
function pack(folder: string): string {
  const printed = runTool('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const [packed] = JSON.parse(printed) as { filename: string }[];
  if (!packed) throw new Error('npm pack made nothing.');
  const tarball = path.join(folder, packed.filename);
  // Its name says what is in it, or npm would take another of the same version for this one.
  const hash = createHash('sha256').update(readFileSync(tarball)).digest('hex').slice(0, 16);
  const named = path.join(folder, `winstation-${hash}.tgz`);
  renameSync(tarball, named);
  return named;
}

/** The Vite of today comes for x64 alone. The one before it goes with the same Vitest, and with the last Rollup for x86. */
const toolsOf = (arch: Arch): Record<string, string> =>
  arch === 'x64' ? pinned('vitest', 'vite') : { ...pinned('vitest'), vite: '7.3.8', rollup: '4.67.4' };

/** What ships is in the package. Any other lies where it was built. */
function addonOf({ addon }: Machine): string | undefined {
  const folder = addons[addon].build?.folder;
  return folder === undefined ? undefined : path.join(root, 'build', folder, 'winstation.node');
}

/** A Windows user's project in which the packed package and Vitest are installed. */
export async function makeSite(say: (text: string) => void): Promise<void> {
  const shipped = ['dist', 'prebuilds']
    .flatMap(folder => filesUnder(path.join(root, folder)))
    .filter(file => !file.endsWith('.sha256'))
    // An addon that this machine does not load may be another one.
    .filter(file => !file.endsWith('.node') || file.startsWith(path.join(root, prebuild)));
  const tools = toolsOf(machine.arch);
  const own = addonOf(machine);
  const from = fingerprint(
    JSON.stringify([tools, shipped.map(file => path.relative(root, file))]),
    fileFingerprint(...shipped, ...(own ? [own] : []), path.join(root, 'package.json')),
  );
  await once(ofAddon('site'), from, path.join(site, 'node_modules/winstation/package.json'), () => {
    say('packing winstation and installing it for the lab');
    mkdirSync(site, { recursive: true });
    for (const name of readdirSync(site)) if (name.endsWith('.tgz')) rmSync(path.join(site, name));
    const tarball = pack(site);
    const manifest = {
      private: true,
      type: 'commonjs',
      dependencies: { ...tools, winstation: `file:${path.basename(tarball)}` },
    };
    writeFileSync(path.join(site, 'package.json'), JSON.stringify(manifest, null, 2));
    rmSync(path.join(site, 'package-lock.json'), { force: true });
    rmSync(path.join(site, 'node_modules/winstation'), { recursive: true, force: true });
    const windows = ['--os=win32', `--cpu=${machine.arch === 'x64' ? 'x64' : 'ia32'}`, '--ignore-scripts'];
    runTool('npm', ['install', ...windows, '--no-audit', '--no-fund', '--prefer-offline', '--no-package-lock'], {
      cwd: site,
    });
    if (!own) return;
    const folder = path.join(site, 'node_modules/winstation', prebuild);
    mkdirSync(folder, { recursive: true });
    cpSync(own, path.join(folder, 'winstation.node'));
  });
}

const LAB = ['wire', 'old', 'smoke', 'lab-driver.ts', 'lab.setup.ts', 'this-host.ts'];
const TESTS = ['contract', ...LAB.map(name => `lab/${name}`)];

/** Copies the tests and the examples, in the same folders as here, so that their imports of each other hold. */
export function copyTests(): void {
  const target = path.join(site, 'test');
  rmSync(target, { recursive: true, force: true });
  for (const name of TESTS) {
    const source = path.join(root, 'test', name);
    if (existsSync(source)) cpSync(source, path.join(target, name), { recursive: true });
  }
  const examples = path.join(site, 'examples');
  rmSync(examples, { recursive: true, force: true });
  cpSync(path.join(root, 'examples'), examples, { recursive: true });
}
