import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runTool } from './run-tool.js';

/** A release of Debian, by the name that its archive has for it. */
export type Release = 'bookworm' | 'trixie';

/** The archive that this machine's own packages come from, or else the one that everybody uses. */
function archive(): string {
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  const targets = runTool('apt-get', ['indextargets', '--format', '$(REPO_URI) $(RELEASE)', 'Created-By: Packages']);
  const own = targets.split('\n').find(line => line.endsWith(` ${codename}`) && /\/debian\/? /.test(line));
  return own?.split(' ')[0] ?? 'http://deb.debian.org/debian';
}

const KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Fetches packages of a release with an apt whose state is in a folder of its own; signatures are checked as always. */
export function fetchPackages(
  release: Release,
  packages: readonly string[],
  archs: readonly string[],
  to: string,
): void {
  const state = path.join(to, 'apt');
  for (const name of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(path.join(state, name), { recursive: true });
  writeFileSync(path.join(state, 'status'), '');
  writeFileSync(path.join(state, 'sources.list'), `deb [signed-by=${KEYS}] ${archive()} ${release} main\n`);
  const options = [
    `Dir::State=${state}`,
    `Dir::State::status=${state}/status`,
    `Dir::Cache=${state}/cache`,
    `Dir::Etc::sourcelist=${state}/sources.list`,
    'Dir::Etc::sourceparts=/dev/null',
    'Dir::Etc::preferences=/dev/null',
    'Dir::Etc::preferencesparts=/dev/null',
    'APT::Architecture=amd64',
    ...archs.map(arch => `APT::Architectures::=${arch}`),
    'APT::Sandbox::User=root',
    'Acquire::Languages=none',
    'Acquire::Retries=3',
  ].flatMap(option => ['-o', option]);
  runTool('apt-get', [...options, 'update']);
  runTool('apt-get', [...options, 'download', ...packages], { cwd: to });
  rmSync(state, { recursive: true });
}

/** Unpacks every package that lies in a folder. Nothing of them is run, and nothing is installed. */
export function unpack(from: string, to: string): void {
  for (const name of readdirSync(from).filter(it => it.endsWith('.deb'))) {
    runTool('dpkg', ['-x', path.join(from, name), to]);
  }
}
