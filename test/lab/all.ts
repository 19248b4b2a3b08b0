import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { addons } from './setup/addon.js';
import { hosts } from './setup/host.js';
import {
  addonTitleOf,
  defaultLine,
  isFirst,
  type Machine,
  type NodeLine,
  nameOf,
  type Program,
  pinOf,
  titleOf,
} from './setup/machine.js';
import { prebuild, resultsOf, root } from './setup/paths.js';
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

interface Plan {
  readonly machine: Machine;
  /** Every suite unless named. */
  readonly suites?: readonly string[];
}

const on = (wine: Machine['wine'], program: Program): Machine => ({ ...program, wine, addon: 'shipped' });
const node = (line: NodeLine, arch: Machine['arch'] = 'x64'): Program => ({ host: 'node', node: line, arch });

const FIRST = on('8', node(defaultLine));
const UBSAN: Machine = { ...FIRST, addon: 'ubsan' };
const MSVC: Machine = { ...FIRST, addon: 'msvc' };
const BUN: Program = { host: 'bun', arch: 'x64' };
const DENO: Program = { host: 'deno', arch: 'x64' };

/** The first builds what the others take as it is. */
const USUAL: readonly Plan[] = [
  { machine: FIRST },
  { machine: UBSAN, suites: ['contract', 'sent', 'old', 'edges'] },
  { machine: on('10', node('24')), suites: ['contract', 'smoke', 'edges'] },
];

/** Which services run is the world's affair, and the same on every machine: the first alone tries it without TermService. */
const OTHERS: readonly string[] = ['selfcheck', 'contract', 'sent', 'old', 'smoke', 'edges'];

const EVERY: readonly Plan[] = [
  { machine: FIRST },
  { machine: UBSAN, suites: OTHERS },
  { machine: MSVC, suites: OTHERS },
  { machine: { ...FIRST, addon: 'msvc-cmake-js' }, suites: ['smoke', 'edges'] },
  { machine: on('8', node('20')), suites: OTHERS },
  { machine: on('10', node('20')), suites: OTHERS },
  { machine: on('10', node('22')), suites: OTHERS },
  { machine: on('10', node('24')), suites: OTHERS },
  { machine: on('10', node('26')), suites: OTHERS },
  { machine: on('10', node('22', 'x86')), suites: OTHERS },
  { machine: on('8', BUN), suites: OTHERS },
  { machine: on('10', BUN), suites: OTHERS },
  { machine: on('10', DENO), suites: OTHERS },
];

/** One machine is one process: its paths and its Wine follow from its command line. */
function runMachine({ machine, suites = [] }: Plan, first: boolean): MachineReport | undefined {
  rmSync(reportFile(machine), { force: true });
  const { wine, host, node: line, arch, addon } = machine;
  const args = ['--wine', wine, '--host', host, '--arch', arch];
  args.push(...(line ? ['--node', line] : []), ...addons[addon].words);
  args.push(...suites.flatMap(name => ['--suite', name]));
  const script = path.join(root, 'test/lab/run.ts');
  spawnSync(process.execPath, [...process.execArgv, script, ...args, ...(first ? [] : ['--no-build'])], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const file = reportFile(machine);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MachineReport) : undefined;
}

/** Builds for a machine that nobody here has, and looks at the file: its machine, its flags, what it exports and imports. */
async function buildArm64(say: (text: string) => void): Promise<boolean> {
  try {
    const env = await installZig(say);
    runTool(process.execPath, ['scripts/build-addon.mjs', '--arch', 'arm64'], { cwd: root, env });
    const addon = 'build/zig-arm64/winstation.node';
    say(runTool(process.execPath, ['scripts/check-binary.mjs', addon, '--arch', 'arm64'], { cwd: root }).trimEnd());
    return true;
  } catch (error) {
    say(String(error));
    return false;
  }
}

export async function runMachines(all: boolean, say: (text: string) => void): Promise<number> {
  let passed = 0;
  let failed = 0;
  const rows: Row[] = [];
  for (const plan of all ? EVERY : USUAL) {
    const { machine } = plan;
    say(`Wine ${machine.wine}, ${titleOf(machine)}, ${addonTitleOf(machine)}`);
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
    const built = await buildArm64(say);
    rows.push({ machine: 'arm64', built });
    if (!built) failed += 1;
    writeTable(rows);
  }
  for (const line of timesOf(rows)) say(line);
  // The note says that nothing was wrong with this file anywhere.
  if (failed > 0) rmSync(path.join(root, prebuild, 'winstation.node.sha256'), { force: true });
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed > 0 || passed === 0 ? 1 : 0;
}
