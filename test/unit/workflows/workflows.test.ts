import { describe, expect, it } from 'vitest';

/** The script is JavaScript; what it exports is known here alone. */
const { readWorkflows, workflowFaults } = (await import(
  new URL('../../../scripts/check-workflows.mjs', import.meta.url).href
)) as {
  readWorkflows(): Record<string, string>;
  workflowFaults(texts: Record<string, string>): Promise<readonly string[]>;
};

const HASH = '0123456789abcdef0123456789abcdef01234567';
const texts = readWorkflows();
/** An expression of a workflow. */
const exp = (text: string): string => `\${{ ${text} }}`;

/** The faults of the workflows with one place of one file changed. */
function withChange(file: string, from: string | RegExp, to: string): Promise<readonly string[]> {
  const changed = texts[file]?.replace(from, () => to);
  expect(changed, `${file} has no ${from}`).not.toBe(texts[file]);
  return workflowFaults({ ...texts, [file]: changed ?? '' });
}

it('has nothing to say of the workflows as they are', async () => {
  expect(await workflowFaults(texts)).toEqual([]);
});

it.each<[what: string, file: string, from: string | RegExp, to: string, fault: string]>([
  ['a key that no workflow has', 'ci.yml', 'timeout-minutes', 'timeout-minute', "Unexpected value 'timeout-minute'"],
  ['a context that is not there', 'ci.yml', 'runner.os', 'runners.os', "named-value: 'runners'"],
  ['an expression that is none', 'ci.yml', "runner.os == 'Linux'", "runner.os = 'Linux'", 'Unexpected symbol'],
  ['a key that is there twice', 'lab.yml', 'name: lab\n', 'name: lab\nname: other\n', 'unique'],
  ['a text that is no map', 'lab.yml', /^[\s\S]*$/, 'lab', 'no map'],

  ['rights of the whole workflow', 'ci.yml', 'permissions: {}', 'permissions: write-all', 'ci.yml: permissions'],
  ['no rights said', 'ci.yml', 'permissions: {}\n', '', 'ci.yml: permissions'],
  ['a job that may write', 'lab.yml', 'contents: read', 'contents: write', 'lab.yml, lab: permissions'],
  ['a job that says no rights', 'lab.yml', '    permissions:\n      contents: read\n', '', 'lab.yml, lab: permissions'],
  [
    'a right too many',
    'release.yml',
    'id-token: write',
    'contents: write\n      id-token: write',
    'publish: permissions',
  ],
  ['another job that may publish', 'release.yml', 'contents: read', 'id-token: write', 'lab: permissions'],
  ['an event with the rights of main', 'ci.yml', 'pull_request:', 'pull_request_target:', 'pull_request_target'],
  ['a secret', 'ci.yml', 'run: npm test', `run: npm test\n        env: { A: "${exp('secrets.A')}" }`, 'secrets'],

  [
    'a checkout where it is published',
    'release.yml',
    /actions\/setup-node(?![\s\S]*actions\/setup-node)/,
    'actions/checkout',
    'must not use actions/checkout',
  ],
  [
    'a tool where it is published',
    'release.yml',
    'run: npm publish',
    'run: node scripts/build.mjs && npm publish',
    'must not run',
  ],
  ['scripts where it is published', 'release.yml', ' --ignore-scripts --provenance', ' --provenance', 'must not run'],
  ['no environment', 'release.yml', '    environment: release\n', '', 'environment'],
  [
    'a container where it is published',
    'release.yml',
    'environment: release',
    'environment: release\n    container: a',
    'no container',
  ],
  [
    'a job that is not waited for',
    'release.yml',
    'needs: [lab, windows, package]',
    'needs: [lab, package]',
    'must need windows',
  ],

  ['a tag instead of a commit', 'ci.yml', /checkout@[0-9a-f]+ # v5.0.0/, 'checkout@v5.0.0', 'at a commit'],
  ['no version', 'ci.yml', / # v5\.0\.0/, '', 'say its version'],
  ['two versions', 'ci.yml', /checkout@[0-9a-f]+/, `checkout@${HASH}`, 'actions/checkout has several versions'],
  ['a workflow from elsewhere', 'ci.yml', './.github/workflows/windows.yml', 'a/b/.github/workflows/c.yml@main', 'a/b'],
  ['a workflow that is not there', 'ci.yml', 'workflows/windows.yml', 'workflows/window.yml', 'window.yml must be'],
  ['a container by its tag', 'lab.yml', /@sha256:\w+/, '', 'digest'],
  ['the latest image', 'lab.yml', 'ubuntu-24.04', 'ubuntu-latest', 'not the latest'],
  ['no limit of time', 'lab.yml', /timeout-minutes: \d+/, 'if: true', 'timeout'],
  ['a token in the checkout', 'lab.yml', 'persist-credentials: false', 'fetch-depth: 1', 'persist-credentials'],
  ['what an earlier run left', 'ci.yml', 'package-manager-cache: false', 'check-latest: true', 'package-manager-cache'],
  ['a tool from the registry', 'windows.yml', 'npx --no-install node-gyp', 'npx --yes node-gyp@13.1.0', 'npx'],
  ['install scripts', 'ci.yml', 'npm ci --ignore-scripts', 'npm ci', '--ignore-scripts'],
  ['packages that no lock names', 'ci.yml', 'npm ci --ignore-scripts', 'npm install', 'package-lock.json'],
  [
    'an expression in a command',
    'windows.yml',
    'npx --no-install',
    `echo ${exp('matrix.os')}; npx --no-install`,
    'by env',
  ],

  ['a list of paths', 'lab.yml', 'paths-ignore:', 'paths:', 'use paths-ignore'],
  ['an addon that may be changed', 'lab.yml', '- docs/**', '- prebuilds/**', 'prebuilds/** must not be ignored'],
  ['a Node fewer on Linux', 'ci.yml', '[20, 22, 24, 26]', '[20, 22, 24]', 'linux with Node 26'],
  ['a Node fewer on x64', 'windows.yml', 'addon: from git, node: 20', 'addon: as built, node: 20', 'x64 with Node 20'],
  [
    'a Node fewer on arm64',
    'windows.yml',
    'arm64, addon: from git, node: 24',
    'arm64, addon: from git, node: 26',
    'arm64 with Node 24',
  ],
  ['a Node that nobody runs', 'ci.yml', '[20, 22, 24, 26]', '[20, 21, 22, 24, 26]', 'Node 21'],
  [
    'no Windows',
    'release.yml',
    'uses: ./.github/workflows/windows.yml',
    'uses: ./.github/workflows/lab.yml',
    'must call windows.yml',
  ],

  ['too many addresses on Linux', 'ci.yml', 'sudo sysctl -w vm.mmap_rnd_bits=28', 'uname', 'before npm test'],
  ['too many addresses in a container', 'release.yml', 'sysctl -w vm.mmap_rnd_bits=28', 'uname', 'before .ci/run'],
  ['a container that only reads the limit', 'release.yml', '--privileged', '--init', 'must be --privileged'],
  ['a job that is not there', 'windows.yml', 'needs: build', 'needs: builds', "unknown job 'builds'"],
  ['an output that is not there', 'release.yml', '      sha256: $', '      sha: $', 'no output sha256'],
  ['a step that is not there', 'release.yml', 'id: pack', 'id: packed', 'no step pack'],
  ['a value that is in no matrix', 'ci.yml', exp('matrix.os'), exp('matrix.image'), 'no image'],
])('finds %s', async (_, file, from, to, fault) => {
  const found = await withChange(file, from, to);
  expect(found.filter(text => text.includes(fault))).not.toEqual([]);
});

describe('a matrix', () => {
  it('has every pair of its axes', async () => {
    const { filled, machinesOf } = (await import(
      new URL('../../../scripts/workflows/reach.mjs', import.meta.url).href
    )) as {
      machinesOf(job: object): readonly Record<string, unknown>[];
      filled(text: unknown, machine: object): string;
    };
    const machines = machinesOf({ strategy: { matrix: { os: ['a', 'b'], node: [1, 2] } } });
    expect(machines.map(machine => filled(`${exp('matrix.os')}-${exp('matrix.node')}`, machine))).toEqual([
      'a-1',
      'a-2',
      'b-1',
      'b-2',
    ]);
    expect(machinesOf({ strategy: { matrix: { include: [{ os: 'a' }] } } })).toEqual([{ os: 'a' }]);
    expect(machinesOf({})).toEqual([{}]);
    expect(() => machinesOf({ strategy: { matrix: { os: ['a'], exclude: [] } } })).toThrow();
  });
});
