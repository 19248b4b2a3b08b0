// Brings a fresh clone to where `npm start` and `npm test` work. Runs before there is a node_modules, so it uses nothing from it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root, runNode } from './run.mjs';

const readJson = path => JSON.parse(readFileSync(join(root, path), 'utf8'));

/**
 * What the lock asks for and node_modules lacks. npm keeps its own account of what it installed; that, and not a time
 * stamp, is compared, so that a checkout with further packages in it is left alone.
 */
function missing() {
  const account = 'node_modules/.package-lock.json';
  if (!existsSync(join(root, account))) return ['everything'];
  const installed = readJson(account).packages;
  return Object.entries(readJson('package-lock.json').packages)
    .filter(([path, wanted]) => path !== '' && !wanted.optional)
    .filter(([path, wanted]) => installed[path]?.version !== wanted.version || !existsSync(join(root, path)))
    .map(([path, wanted]) => `${path.replace(/^.*node_modules\//, '')} ${wanted.version}`);
}

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(`winstation needs Node 20 or later; this is ${process.version}.`);
  process.exit(1);
}

const lacking = missing();
if (lacking.length > 0) {
  console.log(`setup: installing (${lacking.slice(0, 3).join(', ')}${lacking.length > 3 ? ', …' : ''})`);
  // No package here needs its install script.
  const result = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { live: true });
  if (!result.ok) {
    console.error(`setup: npm ci ${result.ended}`);
    process.exit(1);
  }
}

const built = runNode([join(root, 'scripts/build.mjs')], { live: true });
process.exit(built.ok ? 0 : 1);
