// Builds dist/ from lib/. Does nothing when nothing changed; `--force` builds anyway.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { DATA, ENTRIES, EXAMPLES } from './entries.mjs';
import { root, runNode } from './run.mjs';

const dist = join(root, 'dist');
const stampFile = join(root, 'node_modules/.cache/winstation/build');

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** What the build depends on and what it made: both must be as they were for it to be skipped. */
function stamp() {
  const hash = createHash('sha256').update(process.version);
  const scripts = ['build', 'build-scenario', 'bundle', 'entries'].map(name => `scripts/${name}.mjs`);
  const examples = EXAMPLES.map(({ from }) => from);
  const inputs = ['package.json', 'package-lock.json', 'tsconfig.json', ...scripts, ...examples].map(name =>
    join(root, name),
  );
  const all = [
    ...inputs,
    ...filesBelow(join(root, 'scripts/bundle')),
    ...filesBelow(join(root, 'lib')),
    ...filesBelow(dist),
  ];
  for (const file of all) {
    if (existsSync(file)) hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * Checks lib/ and answers the declarations by their path in dist/. Nothing is written by the compiler, and its `outDir` stays
 * dist/, because that is how it finds `#native` of package.json in lib/.
 */
function declare(ts) {
  const file = join(root, 'tsconfig.json');
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: found => report(ts, [found]) };
  const config = ts.getParsedCommandLineOfConfigFile(file, { emitDeclarationOnly: true }, host);
  const program = ts.createProgram(config.fileNames, config.options);
  const found = [...config.errors, ...ts.getPreEmitDiagnostics(program)];
  const made = new Map();
  if (found.length === 0) {
    const emitted = program.emit(undefined, (path, text) => made.set(relative(dist, path), forOlder(text)));
    found.push(...emitted.diagnostics);
  }
  if (found.length > 0) report(ts, found);
  return made;
}

/** The compiler writes out a type argument that those before 5.7 do not know, and that is the default. */
function forOlder(text) {
  return text.replaceAll('Uint8Array<ArrayBufferLike>', 'Uint8Array');
}

/** Of the declarations, those that one of `entries` leads to. */
function* reachable(ts, declarations, entries) {
  const seen = new Set(entries);
  for (const name of seen) {
    const text = declarations.get(name);
    yield [name, Buffer.from(text)];
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (fileName.startsWith('.')) seen.add(join(dirname(name), fileName.replace(/\.js$/, '.d.ts')));
    }
  }
}

function report(ts, found) {
  const plain = { getCanonicalFileName: name => name, getCurrentDirectory: () => root, getNewLine: () => '\n' };
  fail(ts.formatDiagnostics(found, plain));
}

function fail(text) {
  console.error(`build: ${text}`.trimEnd());
  process.exit(1);
}

/** Takes over what differs and removes what is stale, so that dist/ is never half empty for somebody who reads it. */
function takeOver(made) {
  for (const [name, text] of made) {
    const target = join(dist, name);
    if (existsSync(target) && readFileSync(target).equals(text)) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  for (const file of filesBelow(dist)) if (!made.has(relative(dist, file))) rmSync(file);
  const folders = readdirSync(dist, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isDirectory())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name));
  for (const folder of folders.sort().reverse()) if (readdirSync(folder).length === 0) rmdirSync(folder);
}

const before = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
if (!process.argv.includes('--force') && before === stamp()) process.exit(0);

const started = Date.now();
const scenario = runNode([join(root, 'scripts/build-scenario.mjs')]);
if (!scenario.ok) fail(`build-scenario ${scenario.ended}\n${scenario.all}`);

const ts = (await import('typescript')).default;
const declarations = declare(ts);
const { bundle } = await import('./bundle.mjs');
const made = new Map([
  ...(await bundle().catch(error => fail(error.message))),
  ...reachable(
    ts,
    declarations,
    ENTRIES.map(({ path }) => join(`${path}.d.ts`)),
  ),
]);
for (const { from, path } of EXAMPLES) made.set(join(path), readFileSync(join(root, from)));
for (const { path } of DATA) made.set(join(path), readFileSync(join(root, 'lib', path)));
takeOver(made);
const bin = join(dist, 'cli/main.js');
if (existsSync(bin)) chmodSync(bin, 0o755);

mkdirSync(dirname(stampFile), { recursive: true });
writeFileSync(stampFile, stamp());
console.log(`build: dist/ is built (${((Date.now() - started) / 1000).toFixed(1)} s)`);
