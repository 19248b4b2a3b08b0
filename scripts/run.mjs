// How the scripts start other programs: found in this checkout, never through a shell, and with a clear word when they fail.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a program and collects what it says. `live` shows it as it comes instead. */
export function run(command, args, { cwd = root, env, live = false, timeout } = {}) {
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: env ? { ...process.env, ...env } : process.env,
    stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout,
  });
  const out = stdout ?? '';
  const err = stderr ?? '';
  const ended = error ? error.message : signal ? `ended by ${signal}` : `ended with ${status}`;
  return { ok: status === 0 && !error, status, out, err, all: out + err, ended, missing: error?.code === 'ENOENT' };
}

/** The same, for whoever cannot go on without it. */
export function need(command, args, options) {
  const result = run(command, args, options);
  if (!result.ok) throw new Error(`${command} ${args.join(' ')} ${result.ended}\n${result.all}`.trimEnd());
  return result;
}

/** The script of a package's program, so that Node runs it without a shell on every system. */
export function program(name, bin = name) {
  const from = createRequire(join(root, 'package.json'));
  const folder = from.resolve.paths(name).map(path => join(path, name));
  const found = folder.find(path => existsSync(join(path, 'package.json')));
  if (!found) throw new Error(`${name} is not installed: run npm ci`);
  const manifest = from(join(found, 'package.json'));
  const entry = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin];
  return join(found, entry);
}

export const runNode = (args, options) => run(process.execPath, args, options);
export const runProgram = (name, args, options) => runNode([program(...[name].flat()), ...args], options);

/** npm is no executable on Windows, and has no fixed place elsewhere. npm itself tells where it is when it started us. */
export function npm(args, options) {
  const known = process.env.npm_execpath;
  if (known && /npm-cli\.c?js$/.test(known)) return runNode([known, ...args], options);
  const beside = [
    join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'),
    join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
  ].find(existsSync);
  return beside ? runNode([beside, ...args], options) : run('npm', args, options);
}
