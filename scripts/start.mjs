// `npm start`: shows sessions. On Windows the real ones; elsewhere those of an example world, and it says so.
import { join } from 'node:path';
import { root, runNode } from './run.mjs';

const onWindows = process.platform === 'win32';
const args = ['list', '--details', ...(onWindows ? [] : ['--mock', 'office', '--quiet'])];

if (onWindows) console.log('The sessions of this machine:\n');
else console.log(`This is not Windows, so here are the sessions of an example world:\n`);
const { status } = runNode([join(root, 'dist/cli/main.js'), ...args], { live: true });
console.log(`\nYour turn: node dist/cli/main.js --help${onWindows ? '' : `, such as: list --user anna --mock office`}`);
process.exitCode = status ?? 1;
