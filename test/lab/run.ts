import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type MachineReport, reportFile, runMachines } from './all.js';
import { domainNames, runsOn } from './domains.js';
import { edgesOf } from './edges/index.js';
import { buildAddon } from './setup/build-addon.js';
import { installClangCl } from './setup/clang-cl.js';
import { installPackages } from './setup/debian.js';
import { hostNames, hosts } from './setup/host.js';
import { lockLab } from './setup/lock.js';
import {
  archs,
  defaultLine,
  isFirst,
  isNoted,
  machine,
  machineOf,
  machineOptions,
  nodeLines,
} from './setup/machine.js';
import { prebuild, results, root, site } from './setup/paths.js';
import { makePrefix } from './setup/prefix.js';
import { copyTests, makeSite } from './setup/site.js';
import { buildStandins, installOthers, installTerminal, type Variant } from './setup/standins.js';
import { windowsHost } from './setup/windows-host.js';
import { endWine, startWine, wineVersion } from './setup/wine.js';
import { installWine10 } from './setup/wine-10.js';
import { installZig } from './setup/zig.js';
import { runEdges } from './suites/edges.js';
import { runLacking } from './suites/lacking.js';
import { runSelfcheck } from './suites/selfcheck.js';
import type { Lab, SuiteResult } from './suites/suite.js';
import { runVitest } from './suites/vitest.js';
import { turnOfCommit } from './turn.js';
import type { CreateWorld } from './world-room.js';
import { WorldServer } from './world-server.js';

const SETUP = ['lab/lab.setup.ts'];

/** The folders of the domains that were asked for. */
const contractOf = ({ domains }: Lab): string[] => domains.map(domain => `contract/${domain}`);

interface Suite {
  readonly about: string;
  readonly standin: Variant;
  readonly run: (lab: Lab) => Promise<SuiteResult>;
}

const SUITES: Readonly<Record<string, Suite>> = {
  selfcheck: {
    about: 'the lab notices what it is there to notice',
    standin: 'wtsapi32.dll',
    run: runSelfcheck,
  },
  contract: {
    about: 'the contract suite over the addon, in the host for Windows',
    standin: 'wtsapi32.dll',
    run: lab => runVitest(lab, { name: 'contract', folders: contractOf(lab), wtsapi32: 'native', setup: SETUP }),
  },
  'remote-desktop-off': {
    about: 'the contract suite on a machine whose TermService is stopped',
    standin: 'wtsapi32.dll',
    run: lab =>
      runVitest(lab, {
        name: 'remote-desktop-off',
        folders: contractOf(lab),
        // Every code is tried by the suite before, on the same machine.
        env: { LAB_REMOTE_DESKTOP: 'off', LAB_SPARING: '1' },
        wtsapi32: 'native',
        setup: SETUP,
      }),
  },
  sent: {
    about: 'the tests of watches, with notices sent to the window instead of posted',
    standin: 'wtsapi32.dll',
    run: lab =>
      runVitest(lab, {
        name: 'sent',
        folders: ['contract/terminal'],
        file: 'watch.test.ts',
        env: { LAB_DELIVERY: 'sent' },
        wtsapi32: 'native',
        setup: SETUP,
      }),
  },
  old: {
    about: 'a Windows that lacks the Ex calls',
    standin: 'wtsapi32-old.dll',
    run: lab => runVitest(lab, { name: 'old', folders: ['lab/old'], wtsapi32: 'native', setup: SETUP }),
  },
  lacking: {
    about: 'a Windows without iscsidsc.dll, or without one of its exports, each in turn',
    standin: 'wtsapi32.dll',
    run: runLacking,
  },
  smoke: {
    about: "Wine's own DLLs, untouched",
    standin: 'wtsapi32.dll',
    run: lab =>
      runVitest(lab, {
        name: 'smoke',
        folders: ['lab/smoke'],
        env: { LAB_WINE: machine.wine },
        wtsapi32: 'builtin',
        setup: [],
      }),
  },
  edges: {
    about: 'renamed programs, workers, exits, planted DLLs',
    standin: 'wtsapi32.dll',
    run: lab => runEdges(lab, edgesOf(lab.host)),
  },
};

const HELP = `npm run lab -- [options]

Runs the addon in the Windows Node under Wine against a world: every suite with Node 22 on Wine 8, and one domain or the edges on each of
the other machines, chosen by the commit, so that all come round. With one of the options below it is one machine.

  --all          every machine that there is, every suite on each, and their table in docs/verified.md
  --ship         builds every addon of the package, runs every suite on those that run here, and notes their hashes
  --turn N       what is usual, but as it is chosen for commit number N

  --suite NAME   only this suite; may be given more than once:
${Object.entries(SUITES)
  .map(([name, { about }]) => `                   ${name.padEnd(19)} ${about}`)
  .join('\n')}
  --domain NAME  of the suites of the contract, only the tests of this domain; may be given more than once:
                 ${domainNames().join(', ')}
  --only TEXT    only tests whose name, or edges whose file, holds TEXT
  --host NAME    what runs the tests: ${hostNames.join(', ')}; ${machineOptions.host.default} unless told
  --node LINE    the Node to run: ${nodeLines.join(', ')}; ${defaultLine} unless told
  --wine LINE    8, the system's own, or 10, in a folder of the lab; unless told, the oldest that runs that host
  --arch ARCH    x64, or x86 for the 32-bit Node; x64 unless told
  --ubsan        with an addon that traps on undefined behaviour
  --msvc         with an addon that clang-cl builds in the dialect and with the ABI of MSVC
  --hook NAME    whose delay-load hook that one has: node-gyp, unless told, or cmake-js
  --sparing      the fault campaign tries one code of each class
  --tools        only install and fetch what the lab and the checks of the sources need
  --no-build     take dist and prebuilds as they are
  --keep         leave the Wine server running afterwards
  --help         this text
`;

const say = (text: string): void => {
  process.stdout.write(`lab: ${text}\n`);
};

function optionsOf(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      suite: { type: 'string', multiple: true, default: Object.keys(SUITES) },
      domain: { type: 'string', multiple: true, default: domainNames() },
      only: { type: 'string' },
      turn: { type: 'string' },
      ship: { type: 'boolean', default: false },
      ...machineOptions,
      all: { type: 'boolean', default: false },
      tools: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      sparing: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const strange = values.suite.find(name => !Object.hasOwn(SUITES, name));
  if (strange) throw new TypeError(`There is no suite '${strange}'; there are ${Object.keys(SUITES).join(', ')}.`);
  const stranger = values.domain.find(name => !domainNames().includes(name));
  if (stranger) throw new TypeError(`There is no domain '${stranger}'; there are ${domainNames().join(', ')}.`);
  if (values.turn !== undefined && !/^\d+$/.test(values.turn)) throw new TypeError('--turn is a number.');
  machineOf(values);
  return values;
}

async function prepare(build: boolean): Promise<string> {
  mkdirSync(results, { recursive: true });
  installPackages(say);
  if (machine.wine === '10') await installWine10(machine.arch, say);
  const exe = await windowsHost(machine, say);
  await makePrefix(say);
  startWine();
  await buildStandins(say);
  await buildAddon(build, say);
  await makeSite(say);
  copyTests();
  return exe;
}

/**
 * Notes beside the addon that this very file passed everything. Taken away first: a note from before a failure would lie. A run of less
 * than everything takes it away only when it failed.
 */
function noteBinary(passed: boolean, whole: boolean): void {
  const file = `${prebuild}/winstation.node`;
  const note = path.join(root, `${file}.sha256`);
  if (whole || !passed) rmSync(note, { force: true });
  if (!whole || !passed) return;
  const ran = createHash('sha256')
    .update(readFileSync(path.join(site, 'node_modules/winstation', file)))
    .digest('hex');
  writeFileSync(note, `${ran}  ${path.basename(file)}\n`);
  say(`ran winstation.node ${ran}`);
}

/** The seconds of a suite, and what of them each domain took. */
function tell({ name, passed, failures, domains = {} }: SuiteResult, ms: number): void {
  const seconds = (it: number) => `${(it / 1000).toFixed(1)} s`;
  const parts = Object.entries(domains).map(([domain, took]) => `${domain} ${seconds(took)}`);
  const times = [seconds(ms), ...(parts.length > 0 ? [parts.join(', ')] : [])].join(': ');
  say(`${name}: ${passed} passed, ${failures.length} failed (${times})`);
  for (const failure of failures) say(`  ${failure}`);
}

const inSeconds = (times: Readonly<Record<string, number>> = {}): Record<string, number> =>
  Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, ms / 1000]));

async function main(): Promise<number> {
  const argv = process.argv.slice(2);
  const options = optionsOf(argv);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (options.all) return runMachines('every', say);
  if (options.ship) return runMachines('ship', say);
  if (options.turn !== undefined || argv.length === 0) return runMachines(turnOf(options.turn), say);
  const unlock = lockLab();
  try {
    if (options.tools) return await fetchTools();
    return await runAll(options);
  } finally {
    unlock();
  }
}

/** The turn that was asked for, or that of the commit. */
function turnOf(asked: string | undefined): number {
  const { turn, from } = asked === undefined ? turnOfCommit() : { turn: Number(asked), from: '--turn' };
  say(`turn ${turn} (${from}; \`npm run lab -- --turn ${turn}\` is the same, --all is every suite on all of them):`);
  return turn;
}

/** What a run would install and fetch by itself, for whoever wants to have it before. */
async function fetchTools(): Promise<number> {
  installPackages(say, archs);
  await installClangCl(say);
  await installZig(say);
  return 0;
}

async function runAll(options: ReturnType<typeof optionsOf>): Promise<number> {
  rmSync(reportFile(machine), { force: true });
  const exe = await prepare(!options['no-build']);
  const host = hosts[machine.host];
  const { createWorld } = createRequire(path.join(root, 'package.json'))('winstation/mock') as {
    createWorld: CreateWorld;
  };
  const server = new WorldServer(createWorld);
  const port = await server.listen();
  const suites: MachineReport['suites'][number][] = [];
  try {
    for (const name of new Set(options.suite)) {
      const suite = SUITES[name];
      if (!suite) continue;
      const lab: Lab = {
        host,
        exe,
        port,
        createWorld,
        domains: options.domain.filter(domain => runsOn(domain, machine.arch)),
        only: options.only,
        sparing: options.sparing,
        remains: prefix => server.remains(prefix),
        hangUp: token => server.room(token).hangUp(),
        programs: token => server.room(token).programs,
        calls: token => server.room(token).world.calls,
      };
      const started = Date.now();
      installTerminal(suite.standin);
      installOthers();
      const result = await suite.run(lab);
      const ms = Date.now() - started;
      tell(result, ms);
      suites.push({
        name,
        passed: result.passed,
        failed: result.failures.length,
        seconds: Math.round(ms / 1000),
        domains: inSeconds(result.domains),
      });
    }
  } finally {
    server.close();
    if (!options.keep) endWine();
  }
  const report: MachineReport = { wine: wineVersion(), suites };
  writeFileSync(reportFile(machine), JSON.stringify(report));
  const passed = suites.reduce((sum, it) => sum + it.passed, 0);
  const failed = suites.reduce((sum, it) => sum + it.failed, 0);
  const every = <T>(names: readonly T[], asked: readonly T[]) => names.every(name => asked.includes(name));
  const narrow = options.only !== undefined || options.sparing || !every(domainNames(), options.domain);
  // The first alone tries it without TermService: which services run is the world's affair.
  const needed = Object.keys(SUITES).filter(name => isFirst(machine) || name !== 'remote-desktop-off');
  if (isNoted(machine)) noteBinary(failed === 0, !narrow && every(needed, options.suite));
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`lab: ${error instanceof Error ? error.message : error}\n`);
    process.stdout.write('0 passed, 1 failed\n');
    process.exitCode = 1;
  },
);
