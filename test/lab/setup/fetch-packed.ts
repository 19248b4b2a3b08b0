import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runTool } from './run-tool.js';

export interface Packed {
  readonly name: string;
  readonly version: string;
  /** As npm states it. */
  readonly integrity: string;
  /** Only these files of it, which begin with `package/`. */
  readonly files?: readonly string[];
}

/** Unpacks a package of npm into a folder, when it has the hash that it must have. */
export function fetchPacked({ name, version, integrity, files = [] }: Packed, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const wanted = `${name}@${version}`;
  const printed = runTool('npm', ['pack', wanted, '--silent', '--pack-destination', folder]).trim();
  const tarball = path.join(folder, printed.split('\n').at(-1) ?? '');
  const hash = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (hash !== integrity) throw new Error(`${wanted} has ${hash} instead of ${integrity}.`);
  runTool('tar', ['-xzf', tarball, '-C', folder, ...files]);
  rmSync(tarball);
}
