// Writes docs/coverage.md: which functions of Windows are used, by what and for what right, and which are not, and why.
//   node scripts/coverage-docs.mjs
// It is made from the descriptions in lib/<domain>/calls.ts and the lists of exports in docs/exports/.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { root } from './run.mjs';

export const WRITE = 'node scripts/coverage-docs.mjs';
const PAGE = join(root, 'docs/coverage.md');
const LISTS = join(root, 'docs/exports');
const HEADERS = join(root, 'native/windows');

const text = path => readFileSync(path, 'utf8').replaceAll('\r\n', '\n');

/** Every description of a raw call, by the name of the function, with the domain that has it. */
async function descriptions() {
  const lib = join(root, 'lib');
  const domains = readdirSync(lib).filter(name => existsSync(join(lib, name, 'calls.ts')));
  const all = new Map();
  for (const domain of domains.sort()) {
    const calls = await tsImport(pathToFileURL(join(lib, domain, 'calls.ts')).href, import.meta.url);
    const described = calls[`${domain.toUpperCase()}_CALLS`] ?? calls.default?.[`${domain.toUpperCase()}_CALLS`];
    if (!described) throw new Error(`lib/${domain}/calls.ts has no ${domain.toUpperCase()}_CALLS`);
    for (const [name, call] of Object.entries(described)) all.set(name, { ...call, domain });
  }
  return all;
}

/** The lists of exports, that of wtsapi32 first. */
function lists() {
  const names = readdirSync(LISTS).filter(name => name.endsWith('.json'));
  const read = names.sort().map(name => ({ name, ...JSON.parse(text(join(LISTS, name))) }));
  return read.sort((a, b) => Number(b.whole) - Number(a.whole));
}

/** What the addon looks up in a DLL: the names in the header of that DLL. */
function lookedUp(dll) {
  const path = join(HEADERS, dll.replace(/\.dll$/, '.h'));
  if (!existsSync(path)) return [];
  const made = text(path).matchAll(/constinit\s+Export<[^;]*?>\s*\w+\{\s*library,\s*([^}]*)\}/g);
  return [...made].flatMap(([, names]) => [...names.matchAll(/"(\w+)"/g)].map(([, name]) => name));
}

const KEYS = ['for', 'helps', 'notYet', 'not', 'instead'];

/** What the lists, the descriptions and the headers do not agree about. `isPublic(name)`: is there such a function? */
export function disagreements({ all, dlls }, isPublic) {
  const found = [];
  const listed = new Map();
  for (const { name: file, dll, exports } of dlls) {
    const used = lookedUp(dll);
    for (const [name, how] of Object.entries(exports)) {
      const where = `docs/exports/${file}: ${name}`;
      if (listed.has(name)) found.push(`${where} is in ${listed.get(name)} too`);
      listed.set(name, file);
      const said = KEYS.filter(key => how[key] !== undefined);
      if (said.length !== 1)
        found.push(`${where} needs one of ${KEYS.join(', ')}; it has ${said.join(', ') || 'none'}`);
      if (how.for !== undefined && !all.has(name))
        found.push(`${where} is for something, and lib/*/calls.ts does not describe it`);
      if (how.for === undefined && all.has(name)) {
        found.push(`${where} is described in lib/${all.get(name).domain}/calls.ts: say what it is for`);
      }
      for (const it of how.for ?? []) if (!isPublic(it)) found.push(`${where} is for ${it}, which is nothing public`);
      if (how.helps !== undefined && !used.includes(name))
        found.push(`${where} helps, and native/windows does not look it up`);
      if (how.instead !== undefined && exports[how.instead] === undefined)
        found.push(`${where}: no ${how.instead} in the list`);
    }
    for (const name of used) {
      const how = exports[name];
      if (how?.for === undefined && how?.helps === undefined) {
        found.push(`docs/exports/${file}: the addon looks ${name} up, and the list does not say what for`);
      }
    }
  }
  for (const [name, { domain }] of all) {
    if (!listed.has(name)) found.push(`${name} of lib/${domain}/calls.ts is in no list of docs/exports`);
  }
  return found;
}

const code = name => `\`${name}\``;
const row = cells => `| ${cells.join(' | ')} |`;
const table = (heads, rows) => [row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n');

/** A method of COM has its page under the name of its interface, or of the one that it has it `from`. */
function link({ name, header, of, from }) {
  const shown = of === undefined ? name : `${of}.${name}`;
  const page = from === undefined ? shown : `${from}.${name.split('.').at(-1)}`;
  return `[${code(shown)}](https://learn.microsoft.com/windows/win32/api/${header}/nf-${header}-${page.toLowerCase().replace('.', '-')})`;
}

function section({ dll, list, header, whole, exports }, all) {
  const entries = Object.entries(exports).map(([name, how]) => ({
    name,
    linked: link({ ...how, name, header: how.header ?? header }),
    ...how,
  }));
  const having = key => entries.filter(it => it[key] !== undefined);
  const undocumented = it => it.not?.startsWith('not documented');
  const parts = [`## ${dll}`, list];
  if (whole) {
    const counts = [
      [having('for').length + having('helps').length, 'are used'],
      [having('notYet').length, 'are not used yet'],
      [having('instead').length, 'are the ANSI forms of others'],
      [having('not').length, 'are left out'],
    ];
    parts.push(`Of ${entries.length}, ${counts.map(([count, what]) => `${count} ${what}`).join(', ')}.`);
  }
  const used = having('for').map(it => {
    const { service, right, on } = all.get(it.name);
    return [it.linked, it.for.map(code).join(', '), service ?? '–', right ?? '–', on];
  });
  parts.push(table(['function', 'used by', 'service', 'right', 'made on'], used));
  const helping = having('helps').map(it => [it.linked, it.helps]);
  if (helping.length > 0) parts.push(table(['function', 'helps'], helping));
  const later = having('notYet').map(it => [it.linked, it.notYet]);
  if (later.length > 0) parts.push(table(['not yet', 'what for'], later));
  const never = having('not').map(it => [undocumented(it) ? code(it.name) : it.linked, it.not]);
  if (never.length > 0) parts.push(table(['left out', 'because'], never));
  const ansi = having('instead').map(it => code(it.name));
  if (ansi.length > 0) parts.push(`The ANSI forms lose characters, so their W forms are used: ${ansi.join(', ')}.`);
  return parts.join('\n\n');
}

export async function readCoverage() {
  return { all: await descriptions(), dlls: lists() };
}

export function coveragePage({ all, dlls }) {
  const head = `<!-- Made by ${WRITE} from lib/*/calls.ts and docs/exports/. -->

# What of Windows is used

Every function of Windows that is about sessions, with the method that uses it, or why none does.

- **service** answers the call. \`LSM\` is the Local Session Manager. With \`–\` there is none that can be stopped by itself.
- **right** is what the call needs on another user's session, in the words of the Remote Desktop permissions.
- **made on**: a \`server\` handle, a \`host\` by its name, this \`machine\`, a \`window\` of it, or an \`object\` that an
  earlier call made.`;
  return `${[head, ...dlls.map(it => section(it, all))].join('\n\n')}\n`;
}

export const isCurrent = page => existsSync(PAGE) && text(PAGE) === page;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const page = coveragePage(await readCoverage());
  if (!isCurrent(page)) {
    writeFileSync(PAGE, page);
    console.log('docs/coverage.md');
  }
}
