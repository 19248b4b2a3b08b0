import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fetchPacked } from './fetch-packed.js';
import { inWine, lab, site } from './paths.js';
import { once } from './stamp.js';
import { wine } from './wine.js';

/**
 * Puts a script into a program that is Node. Only its command line needs its dependencies. It warns that the signature of the program no
 * longer fits, which is so, and harmless.
 */
const POSTJECT = {
  name: 'postject',
  version: '1.0.0-alpha.6',
  integrity: 'sha512-b9Eb8h2eVqNE8edvKdwqkrY6O7kAwmI8kcnBv1NScolYJbo59XUF0noFq+lxbC1yN20bmC0WBEbDC5H/7ASb0A==',
  files: ['package/dist/api.js', 'package/package.json'],
};

/** The words in Node's program that say whether a script follows. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
const RESOURCE = 'NODE_SEA_BLOB';
const TIMEOUT_MS = 60_000;

interface Postject {
  inject(file: string, resource: string, data: Buffer, options: { readonly sentinelFuse: string }): Promise<void>;
}

async function postject(): Promise<Postject> {
  const folder = path.join(lab, 'postject');
  const api = path.join(folder, 'package/dist/api.js');
  await once('postject', POSTJECT.integrity, api, () => {
    rmSync(folder, { recursive: true, force: true });
    fetchPacked(POSTJECT, folder);
  });
  return createRequire(__filename)(api) as Postject;
}

/** The script as that very Node stores it. */
async function blobOf(node: string, script: string, folder: string): Promise<Buffer> {
  const blob = path.join(folder, 'app.blob');
  const config = path.join(folder, 'sea.json');
  const output = path.join(folder, 'sea.txt');
  const told = { main: inWine(script), output: inWine(blob), disableExperimentalSEAWarning: true };
  writeFileSync(config, JSON.stringify(told));
  const { code } = await wine([node, '--experimental-sea-config', inWine(config)], { output, timeout: TIMEOUT_MS });
  if (code !== 0 || !existsSync(blob)) throw new Error(`Node made no ${blob}, and ended with ${code}; see ${output}`);
  return readFileSync(blob);
}

/** A program that is Node and that script, in a folder of its own with the package beside it. */
export async function makeSingleExecutable(node: string, script: string, folder: string): Promise<string> {
  const program = path.join(folder, 'myapp.exe');
  const blob = await blobOf(node, script, folder);
  copyFileSync(node, program);
  const { inject } = await postject();
  await inject(program, RESOURCE, blob, { sentinelFuse: FUSE });
  const own = 'node_modules/winstation';
  cpSync(path.join(site, own), path.join(folder, own), { recursive: true });
  return program;
}
