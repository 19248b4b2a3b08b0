// What is in the tarball, and what the tools that judge packages say of it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADDONS, fileOf } from '../../scripts/addons.mjs';
import { assert, Failed } from '../../scripts/checks.mjs';
import { DATA, ENTRIES, EXAMPLES, INNER } from '../../scripts/entries.mjs';
import { linksOutOf } from '../../scripts/page-links.mjs';
import { root, runProgram } from '../../scripts/run.mjs';

const FILES = [
  ...[...ENTRIES.map(({ path }) => path), ...INNER].map(path => `dist/${path}.js`),
  ...[...DATA, ...EXAMPLES].map(({ path }) => `dist/${path}`),
];
const ALLOWED = [
  /^(package\.json|LICENSE|(README|CHANGELOG|SECURITY)\.md)$/,
  // What the README leads users to. Pages for contributors are not packed, nor the reference: the declarations have its text.
  /^docs\/(?!architecture)([^/]+\.md|performance\.svg)$/,
  /^examples\/.+\.(c?js|mjs|json|md|html)$/,
  /^dist\/(core|common|[a-z]+\/domain)\.js$/,
  /^dist\/.+\.d\.ts$/,
  /^prebuilds\/win32-(x64|ia32)\/winstation\.node(\.sha256)?$/,
];
const REQUIRED = [
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'dist/core.js',
  ...FILES,
  ...ENTRIES.map(({ path }) => `dist/${path}.d.ts`),
  ...ADDONS.filter(({ note }) => note === 'ran').map(fileOf),
];
const LIFECYCLE = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish', 'preprepare', 'postprepare'];
const KIB = 1024;
const LIMIT = 700 * KIB;

const kib = bytes => `${(bytes / KIB).toFixed(0)} KiB`;
const clean = result => {
  if (!result.ok) throw new Failed(result.all.trim() || result.ended);
};

export async function contents(checks, harness) {
  const packed = await checks.check('npm pack', () => {
    harness.pack();
    const paths = harness.files.map(file => file.path);
    const foreign = paths.filter(
      path =>
        !FILES.includes(path) &&
        !ALLOWED.some(allowed => (typeof allowed === 'string' ? allowed === path : allowed.test(path))),
    );
    assert(foreign.length === 0, `does not belong in the package: ${foreign.join(', ')}`);
    const lacking = REQUIRED.filter(path => !paths.includes(path));
    assert(lacking.length === 0, `is missing in the package: ${lacking.join(', ')}`);
    assert(harness.size.packed < LIMIT, `${kib(harness.size.packed)} is more than ${kib(LIMIT)}`);
    return `${paths.length} files, ${kib(harness.size.packed)} packed, ${kib(harness.size.unpacked)} unpacked`;
  });
  await checks.check('every link of a packed page leads somewhere in the package', () => {
    const paths = harness.files.map(file => file.path);
    const found = linksOutOf(paths);
    assert(found.length === 0, found.join('\n'));
    return `${paths.filter(path => path.endsWith('.md')).length} pages`;
  });
  // Somebody who misses one file wants to know of the others' faults too; without a tarball there is nothing to look at.
  if (!packed && !harness.tarball) return false;
  return await installation(checks, harness);
}

export async function judgement(checks, harness) {
  await checks.check('package.json', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const scripts = LIFECYCLE.filter(name => manifest.scripts?.[name] !== undefined);
    assert(scripts.length === 0, `has the scripts ${scripts.join(', ')}`);
    assert(manifest.gypfile === false, 'lacks "gypfile": false, so npm would build it');
    assert(manifest.os === undefined && manifest.cpu === undefined, 'would refuse to be installed elsewhere');
    const needs = ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'];
    const found = needs.filter(name => Object.keys(manifest[name] ?? {}).length > 0);
    assert(found.length === 0, `has ${found.join(', ')}`);
  });

  await checks.check('names nothing of the machine that built it', () => {
    const folder = join(harness.installed.folder, 'node_modules/winstation');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath ?? entry.path, entry.name));
    const spellings = [root, root.replaceAll('\\', '/')];
    const told = files.filter(file => spellings.some(text => readFileSync(file).includes(text)));
    assert(told.length === 0, `${root} stands in ${told.map(file => file.slice(folder.length + 1)).join(', ')}`);
    return `${files.length} files`;
  });

  await checks.check('publint --strict', () => clean(runProgram('publint', ['--strict', harness.tarball])));
  await checks.check('attw', () => {
    clean(runProgram(['@arethetypeswrong/cli', 'attw'], [harness.tarball, '--no-emoji', '--no-color']));
  });
}

async function installation(checks, harness) {
  return await checks.check('npm ci runs nothing and brings nothing else', () => {
    harness.installed = harness.install();
    const { all, lock, folder } = harness.installed;
    const brought = Object.keys(lock.packages).filter(path => path !== '');
    assert(brought.join() === 'node_modules/winstation', `brought ${brought.join(', ')}`);
    assert(!lock.packages['node_modules/winstation'].hasInstallScript, 'npm sees an install script');
    // With --foreground-scripts, npm shows what it runs as `> name@version script`.
    assert(!/^> |node-gyp|\bgyp (info|ERR)/m.test(all.replace(/^npm verbose argv.*$/gm, '')), all);
    const entries = readdirSync(join(folder, 'node_modules/winstation'));
    assert(!entries.includes('build') && !entries.some(name => name.endsWith('.gyp')), entries.join(', '));
  });
}
