import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('recipe/node-test.mjs', import.meta.url));

it('node:test replaces every module whole, and a program whose act fails knows its error', () => {
  const args = ['--experimental-test-module-mocks', '--test', '--test-reporter=tap', program];
  // A runner that runs under another must not take itself for its child.
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...env } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env, timeout: 60_000 });
  expect(stdout, stderr).toMatch(/^# pass 2$/m);
  expect(stdout).toMatch(/^# fail 0$/m);
}, 90_000);
