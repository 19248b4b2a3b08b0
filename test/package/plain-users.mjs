// Node itself: ESM, CommonJS, node:test, and the program of the package.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '../../scripts/checks.mjs';
import { ENTRIES } from '../../scripts/entries.mjs';
import { run } from '../../scripts/run.mjs';
import { BUDGETS, LATER } from './budgets.mjs';

const proved = ({ out }) => assert(out.trim().endsWith('proved'), `said: ${out}`);

const NAMES = ENTRIES.map(({ name }) => name);

/** What requiring an entry opens, and how big that is. */
function cost(harness, folder, name) {
  const budget = BUDGETS[name];
  assert(budget, `${name} has no budget`);
  const { files, bytes } = JSON.parse(harness.node(folder, ['cost.cjs', name]).out);
  assert(files.join() === budget.opens.join(), `${name} opens ${files.join(', ')}`);
  const kib = bytes / 1024;
  assert(kib <= budget.kib, `${name} has ${kib.toFixed(1)} KiB; ${budget.kib} are allowed`);
  return `${name.replace(/^winstation\//, '')} ${files.length} with ${kib.toFixed(0)} KiB`;
}

export async function plainUsers(checks, harness) {
  const folder = harness.user('plain');
  await checks.check('ESM', () => proved(harness.node(folder, ['esm.mjs'])));
  await checks.check('CommonJS', () => proved(harness.node(folder, ['commonjs.cjs'])));
  await checks.check('every name can be imported', () => {
    const { out } = harness.node(folder, ['names.mjs', ...NAMES]);
    const counts = JSON.parse(out);
    assert(counts.winstation > 10 && NAMES.every(name => counts[name] > 0), out);
    return Object.entries(counts)
      .map(([entry, count]) => `${entry} ${count}`)
      .join(', ');
  });
  await checks.check('what each entry costs', () => {
    const gone = Object.keys(BUDGETS).filter(name => !NAMES.includes(name));
    assert(gone.length === 0, `there is a budget for ${gone.join(', ')}, which cannot be imported`);
    return NAMES.map(name => cost(harness, folder, name)).join(', ');
  });
  await checks.check('opens no file before it is needed', () => {
    const opened = JSON.parse(harness.node(folder, ['opened.cjs']).out);
    for (const [step, files] of Object.entries(LATER)) {
      assert(opened[step]?.join() === files.join(), `${step} opens ${opened[step]?.join(', ') || 'nothing'}`);
    }
    return Object.entries(LATER)
      .map(([step, files]) => `${step} ${files.length}`)
      .join(', ');
  });
  await checks.check('node:test, with mocked timers', () => {
    const { out } = harness.node(folder, ['--test', '--test-reporter=tap', 'node-test.mjs']);
    assert(/^# pass 2$/m.test(out) && /^# fail 0$/m.test(out), out);
  });
  if (process.platform === 'win32') checks.skip('without the addon', 'this is Windows');
  else await checks.check('without the addon', () => proved(harness.node(folder, ['no-native.cjs'])));
  await checks.check('without the addon for arm64', () => proved(harness.node(folder, ['no-arm64.cjs'])));
  await checks.check('the program winstation', () => {
    writeFileSync(join(folder, 'world.json'), '{ "version": 1 }\n');
    const bin = join(folder, 'node_modules/.bin', process.platform === 'win32' ? 'winstation.cmd' : 'winstation');
    const options = { cwd: folder };
    const args = ['list', '--mock', 'world.json', '--json'];
    // Node starts no .cmd without a shell; there, the file that it names is run.
    const main = join(folder, 'node_modules/winstation/dist/cli/main.js');
    const result =
      process.platform === 'win32' ? run(process.execPath, [main, ...args], options) : run(bin, args, options);
    assert(result.ok, `${bin} ${result.ended}\n${result.all}`);
    const sessions = JSON.parse(result.out);
    assert(Array.isArray(sessions) && sessions.some(session => session.kind === 'services'), result.out);
    return `${sessions.length} sessions`;
  });
}
