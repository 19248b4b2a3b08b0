import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fetchPacked } from './fetch-packed.js';
import { hosts } from './host.js';
import { type Arch, type Program, pinOf, titleOf } from './machine.js';
import { lab } from './paths.js';
import { once } from './stamp.js';

const ofArch = (name: string, arch: Arch): string => (arch === 'x64' ? name : `${name}-${arch}`);

/** The program for Windows, fetched once and checked against the hash kept beside this file. */
export async function windowsHost(program: Program, say: (text: string) => void): Promise<string> {
  const { host, arch } = program;
  const pin = pinOf(program);
  if (!pin) throw new Error(`There is no ${titleOf(program)} for ${arch}.`);
  const { version, integrity } = pin;
  const { title, program: name, packed } = hosts[host];
  const named = ofArch(version, arch);
  const folder = path.join(lab, host, named);
  const exe = path.join(folder, name);
  await once(`${host}-${named}`, integrity, exe, () => {
    say(`fetching ${title} ${version} for Windows (${arch})`);
    const { name: from, file } = packed(arch);
    fetchPacked({ name: from, version, integrity, files: [file] }, folder);
    renameSync(path.join(folder, file), exe);
    rmSync(path.join(folder, 'package'), { recursive: true });
  });
  return exe;
}
