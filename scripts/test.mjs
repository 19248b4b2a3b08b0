// `npm test`: every check that needs no Windows. Name some to run only those: node scripts/test.mjs vitest package
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkDialects, lacking } from './check-dialects.mjs';
import { checkDocs } from './check-docs.mjs';
import { checkPackage } from './check-package.mjs';
import { readWorkflows, workflowFaults } from './check-workflows.mjs';
import { assert, Checks, Failed, Skipped } from './checks.mjs';
import { clangFormat, MISSING } from './clang-format.mjs';
import { root, run, runNode, runProgram } from './run.mjs';

const wanted = process.argv.slice(2);
const checks = new Checks();

const clean = result => {
  if (!result.ok) throw new Failed(result.all.trim() || result.ended);
};
const tool = (name, args) => () => clean(runProgram(name, args));

/** Vitest counts for itself. A run that breaks off, or runs nothing, is a failure however it counts. */
function vitest() {
  const report = join(root, 'node_modules/.cache/winstation/vitest.json');
  mkdirSync(join(report, '..'), { recursive: true });
  rmSync(report, { force: true });
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const result = runProgram('vitest', args, { env: { NO_COLOR: '1' } });
  assert(existsSync(report), result.all);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  const broken = !(result.ok && success) && numFailedTests === 0;
  const failed = numFailedTests + (broken || numPassedTests === 0 ? 1 : 0);
  const left = numPendingTests + numTodoTests;
  const note = `${numPassedTests} passed, ${numFailedTests} failed${left > 0 ? `, ${left} not run` : ''}`;
  return { passed: numPassedTests, failed, note, text: result.all };
}

function cppFormat() {
  const result = clangFormat({ check: true });
  if (!result) throw new Skipped(`${MISSING}; .ci/run installs it`);
  clean(result);
  assert(result.files > 0, 'found no C++ file');
  return `${result.files} files`;
}

/** What needs no Windows of the addon runs here, where there are sanitizers. */
const sanitized = (...args) => {
  if (process.platform !== 'linux') throw new Skipped('they are tried on Linux');
  if (!run('c++', ['--version']).ok) throw new Skipped('c++ is not installed here; .ci/run installs it');
  const result = runNode(args);
  clean(result);
  return result.out.trim().replaceAll('\n', ', ');
};

/** Over a fake Windows and a fake Node. A seed of its own each day, which a failure names. */
const bridge = under => {
  const seed = String(Math.floor(Date.now() / 86_400_000));
  return sanitized('test/native/bridge.mjs', '--under', under, '--seed', seed);
};

const parts = {
  style: async () => {
    checks.heading('Style');
    await checks.check(
      'biome',
      tool(['@biomejs/biome', 'biome'], ['check', '.', '--error-on-warnings', '--colors=off']),
    );
    await checks.check('clang-format', cppFormat);
  },
  imports: async () => {
    checks.heading('Imports point one way');
    await checks.check('dependency-cruiser', () => {
      const result = runProgram(
        ['dependency-cruiser', 'depcruise'],
        ['lib', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
      );
      clean(result);
      return /\(([^()]*cruised)\)/.exec(result.all)?.[1];
    });
  },
  places: async () => {
    checks.heading('Places of a raw call');
    await checks.check('as few as is stated', () => {
      const result = runNode(['scripts/check-call-places.mjs']);
      clean(result);
      return result.out.trim().replaceAll('\n', '; ');
    });
  },
  types: async () => {
    checks.heading('Types');
    await checks.check('the library', tool(['typescript', 'tsc'], ['--noEmit', '-p', 'tsconfig.json']));
    await checks.check('the tests', tool(['typescript', 'tsc'], ['--noEmit', '-p', 'tsconfig.test.json']));
  },
  sources: async () => {
    checks.heading('The native sources');
    await checks.check('gyp and CMake agree', () => clean(runNode(['scripts/check-sources.mjs'])));
    await checks.check("in MSVC's dialect, for each architecture", () => {
      const why = lacking();
      if (why) throw new Skipped(why);
      return checkDialects();
    });
    await checks.check('decoders, under sanitizers', () => sanitized('test/native/run.mjs'));
    await checks.check('the whole addon, under the thread sanitizer', () => bridge('threads'));
    await checks.check('the whole addon, under those for memory', () => bridge('memory'));
    await checks.check('what the fuzzer kept', () => sanitized('scripts/fuzz.mjs', '--replay'));
  },
  docs: async () => {
    checks.heading('The pages');
    await checkDocs(checks);
  },
  workflows: async () => {
    checks.heading('The workflows');
    await checks.check('GitHub would take them; rights, pins, and what they try', async () => {
      const texts = readWorkflows();
      const faults = await workflowFaults(texts);
      assert(faults.length === 0, faults.join('\n'));
      return `${Object.keys(texts).length} workflows`;
    });
  },
  vitest: async () => {
    checks.heading('Unit tests, and the contract suite on the mock');
    await checks.check('vitest', vitest);
  },
  package: async () => {
    checks.heading('The package');
    await checkPackage(checks);
  },
};

const unknown = wanted.filter(name => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`There is no part named ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
for (const [name, work] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) await work();
checks.finish();
