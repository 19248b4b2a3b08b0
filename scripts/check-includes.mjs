// Checks that the rooms of the addon include one way: base <- identity, windows, bridge <- a domain <- addon.cc. By path alone: a
// new domain is a folder with a name that no rule has to learn.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

/** What each general room may include besides itself. A domain may include all of these, and no other domain. */
const GENERAL = {
  base: [],
  identity: ['base'],
  windows: ['base'],
  bridge: ['base'],
};

/** The one place of each header that brings much along. */
const ONLY = {
  'windows.h': { where: /^base\/system\.h$/, why: 'base/system.h is the one way to it' },
  'node_api.h': { where: /^(bridge\/|addon\.cc$)/, why: 'a domain knows nothing of Node-API' },
};

const roomOf = path => (path.includes('/') ? path.split('/')[0] : undefined);

function mayInclude(room, other) {
  if (room === undefined || room === other) return true;
  return (GENERAL[room] ?? Object.keys(GENERAL)).includes(other);
}

/** What is wrong with the includes of one file, whose path is relative to native/. */
export function includeFaults(path, text) {
  const faults = [];
  for (const [, quote, name] of text.matchAll(/^\s*#\s*include\s*(["<])([^">]+)[">]/gm)) {
    const only = ONLY[name];
    if (only && !only.where.test(path)) faults.push(`${path} includes ${name}: ${only.why}`);
    if (quote !== '"') continue;
    const other = roomOf(name);
    if (other === undefined) faults.push(`${path} includes ${name} without its room`);
    else if (!mayInclude(roomOf(path), other))
      faults.push(`${path} includes ${name}: ${roomOf(path)} knows no ${other}`);
  }
  return faults;
}

export function checkIncludes() {
  const folder = join(root, 'native');
  const names = readdirSync(folder, { recursive: true }).map(name => name.replaceAll('\\', '/'));
  const files = names.filter(name => /\.(cc|h)$/.test(name));
  const faults = files.flatMap(name => includeFaults(name, readFileSync(join(folder, name), 'utf8')));
  if (faults.length > 0) throw new Error(`includes point the wrong way:\n${faults.join('\n')}`);
  return files.length;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log(`${checkIncludes()} files include one way`);
  } catch (error) {
    console.error(`check-includes: ${error.message}`);
    process.exitCode = 1;
  }
}
