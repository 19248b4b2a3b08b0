// Test runners: Vitest, and Jest in both of its environments.
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '../../scripts/checks.mjs';
import { program, root } from '../../scripts/run.mjs';

function counted(folder, least) {
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  const { numPassedTests: passed, numFailedTests: failed, success } = report;
  assert(success && failed === 0 && passed >= least, JSON.stringify(report.testResults, null, 2));
  return `${passed} tests`;
}

export async function runnerUsers(checks, harness) {
  await checks.check('Vitest: vi.mock, fake timers', () => {
    const folder = harness.user('vitest', { type: 'module', link: { vitest: join(root, 'node_modules/vitest') } });
    // What the README shows, as a user would have it.
    for (const name of ['idle-sweep.mjs', 'idle-sweep.test.mjs'])
      cpSync(join(root, 'examples', name), join(folder, name));
    harness.node(folder, [program('vitest'), 'run', '--reporter=json', '--outputFile=report.json']);
    return counted(folder, 6);
  });

  const jest = environment => () => {
    const folder = harness.user(`jest-${environment}`, { from: 'jest' });
    const args = ['--ci', '--watchman=false', '--runInBand', '--json', '--outputFile=report.json', '--rootDir', folder];
    // Without --forceExit: whatever keeps the process alive is found by the time limit.
    const name = environment === 'jsdom' ? harness.tool('jest-environment-jsdom') : 'node';
    harness.node(folder, [join(harness.tool('jest'), 'bin/jest.js'), ...args, `--env=${name}`]);
    return counted(folder, 7);
  };
  await checks.check('Jest in node: jest.mock, fake timers', jest('node'));
  await checks.check('Jest in jsdom: jest.mock, fake timers', jest('jsdom'));
}
