import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { secretMark } from '../../contract/secrets.js';
import { hostEnvironment } from '../setup/host.js';
import { inWine, results, site, standins } from '../setup/paths.js';
import { wine } from '../setup/wine.js';
import { type Lab, remainsOf, type SuiteResult } from './suite.js';

export interface VitestSuite {
  readonly name: string;
  /** Folders below `test`. */
  readonly folders: readonly string[];
  /** Only the tests of this file. */
  readonly file?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly wtsapi32: 'native' | 'builtin';
  /** Files that every test file is preceded by; below `test`. */
  readonly setup: readonly string[];
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message?: string;
    readonly status: string;
    /** When its first test began and its last one ended. */
    readonly startTime: number;
    readonly endTime: number;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/** Enough for every domain's contract on the slowest host. */
const TIMEOUT_MS = 1_200_000;

const configOf = ({ folders, file = '**/*.test.ts', setup }: VitestSuite): string =>
  `export default ${JSON.stringify(
    {
      test: {
        include: folders.map(folder => `test/${folder}/${file}`),
        setupFiles: setup.map(file => `./test/${file}`),
        pool: 'forks',
        fileParallelism: false,
        testTimeout: 30_000,
        hookTimeout: 30_000,
        teardownTimeout: 5_000,
      },
    },
    null,
    2,
  )};\n`;

export async function runVitest(lab: Lab, suite: VitestSuite): Promise<SuiteResult> {
  const { name } = suite;
  const report = path.join(results, `${name}.json`);
  const output = path.join(results, `${name}.txt`);
  const config = `vitest.${name}.config.mjs`;
  rmSync(report, { force: true });
  writeFileSync(path.join(site, config), configOf(suite));
  const filter = lab.only === undefined ? [] : ['-t', lab.only];
  const result = await wine(
    [
      ...[lab.exe, ...lab.host.words, 'node_modules/vitest/vitest.mjs', 'run', '--config', config],
      ...['--reporter=json', '--reporter=default', `--outputFile.json=${inWine(report)}`, ...filter],
    ],
    {
      cwd: site,
      output,
      timeout: TIMEOUT_MS,
      wtsapi32: suite.wtsapi32,
      env: {
        CI: '1',
        LAB_SUITE: name,
        ...(lab.sparing && { LAB_SPARING: '1' }),
        LAB_WORLD_PORT: String(lab.port),
        LAB_HOOK: inWine(path.join(standins, 'hook.node')),
        ...hostEnvironment(lab.host),
        ...suite.env,
      },
    },
  );
  const failures = [...remainsOf(lab, name), ...leaksIn([output, report])];
  if (result.timedOut) failures.push(`did not end within ${TIMEOUT_MS / 1000} s (${output})`);
  if (!existsSync(report)) return { name, passed: 0, failures: [...failures, `wrote no result; see ${output}`] };
  const found = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const { passed, failed, errors } = judge(found);
  failures.push(...errors);
  if (passed + failed === 0 && lab.only === undefined) failures.push('ran no test');
  // An error outside of a test shows only here.
  if (result.code !== 0 && failures.length === 0) failures.push(`ended with code ${result.code}; see ${output}`);
  return { name, passed, failures, domains: timesOf(found) };
}

/** What the processes have written must show no secret that a test has given. */
const leaksIn = (files: readonly string[]): string[] =>
  files
    .filter(file => existsSync(file) && readFileSync(file, 'latin1').includes(secretMark()))
    .map(file => `${file} shows a secret`);

function judge(report: Report): { passed: number; failed: number; errors: string[] } {
  const tests = report.testResults.flatMap(file => file.assertionResults);
  const failed = tests.filter(test => test.status === 'failed');
  const broken = report.testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: tests.filter(test => test.status === 'passed').length,
    failed: failed.length,
    errors: [
      ...failed.map(test => `${test.fullName}: ${test.failureMessages?.[0]?.split('\n').slice(0, 12).join('\n    ')}`),
      ...broken.map(file => `${file.name}: ${file.message}`),
    ],
  };
}

/** The folders of the contract suite are its domains. */
const DOMAIN = /[\\/]test[\\/]contract[\\/](?<domain>[^\\/]+)[\\/]/;

/** How long the files of each domain took together. */
function timesOf({ testResults }: Report): Record<string, number> {
  const times: Record<string, number> = {};
  for (const { name, startTime, endTime } of testResults) {
    const domain = DOMAIN.exec(name)?.groups?.domain;
    if (domain !== undefined) times[domain] = (times[domain] ?? 0) + (endTime - startTime);
  }
  return times;
}
