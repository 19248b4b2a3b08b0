// Node itself: ESM, CommonJS, node:test, and the program of the package.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '../../scripts/checks.mjs';
import { run } from '../../scripts/run.mjs';

const proved = ({ out }) => assert(out.trim().endsWith('proved'), `said: ${out}`);

/** Opening files is most of what loading takes, so none comes that somebody else would need. In the order of their names. */
const OPENED = {
  "require('winstation')": ['core.js', 'index.js'],
  'localHost()': ['native/index.js'],
  "require('winstation/mock')": ['mock/index.js'],
};

export async function plainUsers(checks, harness) {
  const folder = harness.user('plain');
  await checks.check('ESM', () => proved(harness.node(folder, ['esm.mjs'])));
  await checks.check('CommonJS', () => proved(harness.node(folder, ['commonjs.cjs'])));
  await checks.check('every name can be imported', () => {
    const { out } = harness.node(folder, ['names.mjs']);
    const counts = JSON.parse(out);
    assert(counts.winstation > 10 && counts['winstation/mock'] > 0, out);
    return Object.entries(counts)
      .map(([entry, count]) => `${entry} ${count}`)
      .join(', ');
  });
  await checks.check('opens no file before it is needed', () => {
    const { out } = harness.node(folder, ['opened.cjs']);
    const opened = JSON.parse(out);
    for (const [step, files] of Object.entries(OPENED)) {
      assert(opened[step]?.join() === files.join(), `${step} opens ${opened[step]?.join(', ') || 'nothing'}`);
    }
    return Object.entries(OPENED)
      .map(([step, files]) => `${step} ${files.length}`)
      .join(', ');
  });
  await checks.check('node:test, with mocked timers', () => {
    const { out } = harness.node(folder, ['--test', '--test-reporter=tap', 'node-test.mjs']);
    assert(/^# pass 2$/m.test(out) && /^# fail 0$/m.test(out), out);
  });
  if (process.platform === 'win32') checks.skip('without the addon', 'this is Windows');
  else await checks.check('without the addon', () => proved(harness.node(folder, ['no-native.cjs'])));
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
