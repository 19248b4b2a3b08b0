import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { domainNames } from './domains.js';
import { EVERY, type Plan, SHIP, usual } from './plan.js';
import { addons } from './setup/addon.js';
import { installPackages } from './setup/debian.js';
import { hosts } from './setup/host.js';
import { addonTitleOf, archs, isFirst, type Machine, nameOf, pinOf, titleOf } from './setup/machine.js';
import { resultsOf, root } from './setup/paths.js';
import { runTool } from './setup/run-tool.js';
import { installZig } from './setup/zig.js';
import { type Row, writeTable } from './table.js';
import { timesOf } from './times.js';

/** What a machine's run leaves for the one that started it. */
export interface MachineReport {
  /** What Wine calls itself. */
  readonly wine: string;
  readonly suites: readonly {
    readonly name: string;
    readonly passed: number;
    readonly failed: number;
    readonly seconds: number;
    /** How many of them were spent in the tests of each domain. */
    readonly domains: Readonly<Record<string, number>>;
  }[];
}

export const reportFile = (machine: Machine): string => path.join(resultsOf(machine), 'report.json');

const NOTED = ['prebuilds/win32-x64', 'prebuilds/win32-ia32'];

/** One machine is one process: its paths and its Wine follow from its command line. */
function runMachine({ machine, suites = [], domains = [], sparing }: Plan, first: boolean): MachineReport | undefined {
  rmSync(reportFile(machine), { force: true });
  const { wine, host, node: line, arch, addon } = machine;
  const args = ['--wine', wine, '--host', host, '--arch', arch];
  args.push(...(line ? ['--node', line] : []), ...addons[addon].words);
  if (sparing) args.push('--sparing');
  args.push(...suites.flatMap(name => ['--suite', name]), ...domains.flatMap(name => ['--domain', name]));
  const script = path.join(root, 'test/lab/run.ts');
  spawnSync(process.execPath, [...process.execArgv, script, ...args, ...(first ? [] : ['--no-build'])], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const file = reportFile(machine);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MachineReport) : undefined;
}

/** Builds the addons of the package, of which the first machine makes its own: the one for x86, and the one that nobody here can run. */
async function buildOthers(say: (text: string) => void): Promise<boolean> {
  try {
    installPackages(say, archs);
    const env = await installZig(say);
    for (const arch of ['x86', 'arm64']) {
      say(`building the addon for ${arch}`);
      runTool(process.execPath, ['scripts/build-addon.mjs', '--arch', arch], { cwd: root, env });
    }
    const arm64 = runTool(process.execPath, ['scripts/check-binary.mjs', 'prebuilds/win32-arm64/winstation.node'], {
      cwd: root,
    });
    say(arm64.trimEnd());
    return true;
  } catch (error) {
    say(String(error));
    return false;
  }
}

const describe = ({ machine, suites, domains }: Plan): string => {
  const what = [suites?.join(', ') ?? 'every suite', ...(domains?.length ? [`of ${domains.join(', ')}`] : [])].join(
    ' ',
  );
  return `Wine ${machine.wine}, ${titleOf(machine)}, ${addonTitleOf(machine)}: ${what}`;
};

/** Every machine there is, what ships, or the usual ones when it is that turn. */
export async function runMachines(which: 'every' | 'ship' | number, say: (text: string) => void): Promise<number> {
  const all = which === 'every';
  const plans = all ? EVERY : which === 'ship' ? SHIP : usual(domainNames(), which);
  let passed = 0;
  let failed = 0;
  const rows: Row[] = [];
  for (const plan of plans) say(`  ${describe(plan)}`);
  const built = await buildOthers(say);
  if (!built) failed += 1;
  for (const plan of plans) {
    const { machine } = plan;
    say(describe(plan));
    const report = runMachine(plan, isFirst(machine));
    for (const suite of report?.suites ?? []) {
      passed += suite.passed;
      failed += suite.failed;
    }
    if (!report) {
      say(`${nameOf(machine)} ended without a result`);
      failed += 1;
    }
    rows.push({ machine, host: `${hosts[machine.host].title} ${pinOf(machine)?.version}`, report });
  }
  if (all) {
    rows.push({ machine: 'arm64', built });
    writeTable(rows);
  }
  for (const line of timesOf(rows)) say(line);
  // A note says that nothing was wrong with its file anywhere.
  if (failed > 0)
    for (const folder of NOTED) rmSync(path.join(root, folder, 'winstation.node.sha256'), { force: true });
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed > 0 || passed === 0 ? 1 : 0;
}
