import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { edges } from './edges/index.js';
import { installPackages } from './setup/debian.js';
import { lockLab } from './setup/lock.js';
import { results, root, site } from './setup/paths.js';
import { makePrefix } from './setup/prefix.js';
import { runTool } from './setup/run-tool.js';
import { copyTests, makeSite } from './setup/site.js';
import { buildStandins, installTerminal, type Variant } from './setup/standins.js';
import { defaultLine, type NodeLine, nodeLines, windowsNode } from './setup/windows-node.js';
import { endWine } from './setup/wine.js';
import { runEdges } from './suites/edges.js';
import { runSelfcheck } from './suites/selfcheck.js';
import type { Lab, SuiteResult } from './suites/suite.js';
import { runVitest } from './suites/vitest.js';
import type { CreateWorld } from './world-room.js';
import { WorldServer } from './world-server.js';

const SETUP = ['lab/lab.setup.ts'];

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
    about: 'the contract suite over the addon, in the Windows Node',
    standin: 'wtsapi32.dll',
    run: lab => runVitest(lab, { name: 'contract', folder: 'contract', wtsapi32: 'native', setup: SETUP }),
  },
  sent: {
    about: 'the tests of watches, with notices sent to the window instead of posted',
    standin: 'wtsapi32.dll',
    run: lab =>
      runVitest(lab, {
        name: 'sent',
        folder: 'contract/terminal',
        file: 'watch.test.ts',
        env: { LAB_DELIVERY: 'sent' },
        wtsapi32: 'native',
        setup: SETUP,
      }),
  },
  old: {
    about: 'a Windows that lacks the Ex calls',
    standin: 'wtsapi32-old.dll',
    run: lab => runVitest(lab, { name: 'old', folder: 'lab/old', wtsapi32: 'native', setup: SETUP }),
  },
  smoke: {
    about: "Wine's own DLLs, untouched",
    standin: 'wtsapi32.dll',
    run: lab => runVitest(lab, { name: 'smoke', folder: 'lab/smoke', wtsapi32: 'builtin', setup: [] }),
  },
  edges: {
    about: 'other hosts, workers, exits, planted DLLs',
    standin: 'wtsapi32.dll',
    run: lab => runEdges(lab, edges),
  },
};

const HELP = `npm run lab -- [options]

Runs the addon in the Windows Node under Wine against a world.

  --suite NAME   only this suite; may be given more than once:
${Object.entries(SUITES)
  .map(([name, { about }]) => `                   ${name.padEnd(10)} ${about}`)
  .join('\n')}
  --only TEXT    only tests whose name, or edges whose file, holds TEXT
  --node LINE    the Node to run: ${nodeLines.join(', ')}; ${defaultLine} unless told
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
      only: { type: 'string' },
      node: { type: 'string', default: defaultLine },
      'no-build': { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const strange = values.suite.find(name => !Object.hasOwn(SUITES, name));
  if (strange) throw new TypeError(`There is no suite '${strange}'; there are ${Object.keys(SUITES).join(', ')}.`);
  if (!(nodeLines as readonly string[]).includes(values.node)) {
    throw new TypeError(`--node is ${nodeLines.join(' or ')}, not '${values.node}'.`);
  }
  return values;
}

async function prepare(line: NodeLine, build: boolean): Promise<string> {
  mkdirSync(results, { recursive: true });
  installPackages(say);
  const node = await windowsNode(line, say);
  await makePrefix(say);
  await buildStandins(say);
  if (build) {
    runTool(process.execPath, ['scripts/build.mjs'], { cwd: root });
    runTool(process.execPath, ['scripts/build-addon.mjs'], { cwd: root });
  }
  await makeSite(say);
  copyTests();
  return node;
}

/**
 * Notes beside the addon that this very file passed everything. Taken away first: a note of an earlier file, or from before
 * a failure, would lie.
 */
function noteBinary(passed: boolean): void {
  const file = 'prebuilds/win32-x64/winstation.node';
  const note = path.join(root, `${file}.sha256`);
  rmSync(note, { force: true });
  if (!passed) return;
  const ran = createHash('sha256')
    .update(readFileSync(path.join(site, 'node_modules/winstation', file)))
    .digest('hex');
  writeFileSync(note, `${ran}  ${path.basename(file)}\n`);
  say(`ran winstation.node ${ran}`);
}

function tell({ name, passed, failures }: SuiteResult, ms: number): void {
  say(`${name}: ${passed} passed, ${failures.length} failed (${(ms / 1000).toFixed(1)} s)`);
  for (const failure of failures) say(`  ${failure}`);
}

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const unlock = lockLab();
  try {
    return await runAll(options);
  } finally {
    unlock();
  }
}

async function runAll(options: ReturnType<typeof optionsOf>): Promise<number> {
  const node = await prepare(options.node as NodeLine, !options['no-build']);
  const { createWorld } = createRequire(path.join(root, 'package.json'))('winstation/mock') as {
    createWorld: CreateWorld;
  };
  const server = new WorldServer(createWorld);
  const port = await server.listen();
  let passed = 0;
  let failed = 0;
  try {
    for (const name of new Set(options.suite)) {
      const suite = SUITES[name];
      if (!suite) continue;
      const lab: Lab = { node, port, createWorld, only: options.only, remains: prefix => server.remains(prefix) };
      const started = Date.now();
      installTerminal(suite.standin);
      const result = await suite.run(lab);
      tell(result, Date.now() - started);
      passed += result.passed;
      failed += result.failures.length;
    }
  } finally {
    server.close();
    if (!options.keep) endWine();
  }
  const whole = options.only === undefined && Object.keys(SUITES).every(name => options.suite.includes(name));
  if (whole) noteBinary(failed === 0);
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
