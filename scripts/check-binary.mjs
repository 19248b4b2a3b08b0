// Checks the addons that ship: their hardening, what they export and import, their version, and that each is the file that the lab
// ran, or for the one that it can't run, the file that was built.
//   node scripts/check-binary.mjs [file.node …]
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ADDONS, fileOf } from './addons.mjs';
import { assert, Checks } from './checks.mjs';
import { DYNAMIC_BASE, GUARD_CF, HIGH_ENTROPY_VA, NX_COMPAT, readPe } from './pe.mjs';
import { root } from './run.mjs';

/** What Node looks for when it loads a Node-API addon. Anything more would be an accident. */
const EXPORTS = ['napi_register_module_v1', 'node_api_module_get_api_version_v1'];

/**
 * DLLs that Windows maps from a place that nobody else may write to. What the addon wants of wtsapi32 and the like it
 * looks up itself, in system32; of the running program it takes Node's functions, whatever its name is.
 */
const SYSTEM_DLLS = [/^kernel32\.dll$/i, /^msvcrt\.dll$/i, /^api-ms-win-crt-[a-z0-9-]+\.dll$/i, /^ucrtbase\.dll$/i];

/** What MSVC's linker writes for Node's own functions. It is bound late, by a hook that hands out the running program. */
const HOST = /^node\.exe$/i;

const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');
const inHere = file => relative(root, file).replaceAll('\\', '/');

/** A resource has numbers alone. */
const manifestVersion = () => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version.split(/[+-]/)[0];

/** A writable section that runs is an invitation. */
const WRITE_AND_EXECUTE = 0xa0000000;

export async function checkBinary(checks, file, { arch = 'x64', note, guarded = false } = {}) {
  const name = inHere(file);
  const there = await checks.check(`${name} is there`, () => {
    assert(existsSync(file), `${name} is missing. \`npm run lab -- --ship\` builds it, and leaves it there.`);
    return `${(readFileSync(file).length / 1024).toFixed(0)} KiB`;
  });
  if (!there) return;
  const bytes = readFileSync(file);

  await checks.check(`${name}: machine and flags`, () => {
    const pe = readPe(bytes);
    assert(
      pe.isDll && pe.machine === arch,
      `it is ${pe.isDll ? 'a DLL' : 'no DLL'} for ${pe.machine}, not a DLL for ${arch}`,
    );
    // 32 bits have no room for more.
    const wanted = {
      'ASLR (DYNAMIC_BASE)': DYNAMIC_BASE,
      NX_COMPAT,
      ...(arch !== 'x86' && { HIGH_ENTROPY_VA }),
      ...(guarded && { GUARD_CF }),
    };
    const lacking = Object.keys(wanted).filter(flag => (pe.flags & wanted[flag]) === 0);
    assert(lacking.length === 0, `it lacks ${lacking.join(', ')}`);
    assert(pe.hasStackCookie, 'no function of it has a stack cookie');
    assert(!guarded || pe.guardedTargets > 0, 'it lists no targets for control-flow guard');
    const open = pe.sections.filter(section => (section.flags & WRITE_AND_EXECUTE) >>> 0 === WRITE_AND_EXECUTE);
    assert(open.length === 0, `writable and executable: ${open.map(section => section.name).join(', ')}`);
    const extra = [...(arch === 'x86' ? [] : ['high entropy']), ...(guarded ? ['control-flow guard'] : [])];
    return [pe.machine, 'ASLR', 'NX', 'stack cookies', ...extra].join(', ');
  });

  await checks.check(`${name}: exports`, () => {
    const { names, count } = readPe(bytes).exports;
    assert(
      names.join() === EXPORTS.join() && count === names.length,
      `it exports ${names.join(', ') || 'nothing'} (${count})`,
    );
    return names.join(', ');
  });

  await checks.check(`${name}: imports`, () => {
    const { imports, delayImports } = readPe(bytes);
    const isSystem = dll => SYSTEM_DLLS.some(allowed => allowed.test(dll));
    const foreign = [...imports, ...delayImports.filter(dll => !HOST.test(dll))].filter(dll => !isSystem(dll));
    const all = [...imports, ...delayImports];
    assert(foreign.length === 0, `it imports ${foreign.join(', ')}`);
    assert(all.length > 0, 'it imports nothing, so it was not read right');
    return all.join(', ');
  });

  await checks.check(`${name}: version`, () => {
    const { version } = readPe(bytes);
    assert(version === `${manifestVersion()}.0`, `it says ${version ?? 'none'}, package.json ${manifestVersion()}`);
    return version;
  });

  await checks.check(`${name}: names no folder of the machine that built it`, () => {
    const { symbols } = readPe(bytes);
    const paths = symbols.filter(path => /[\\/]/.test(path));
    assert(paths.length === 0, `its symbols are ${paths.join(', ')}`);
    return symbols.join(', ') || 'no symbols';
  });

  if (note === undefined) return;
  const did = note === 'ran' ? 'the lab ran' : 'was built';
  await checks.check(`${name}: is what ${did}`, () => {
    const beside = `${file}.sha256`;
    const remedy = 'Run `npm run lab -- --ship`.';
    assert(existsSync(beside), `${inHere(beside)} is missing. ${remedy}`);
    const [, hex, of] = /^([0-9a-f]{64}) {2}(\S+)\s*$/.exec(readFileSync(beside, 'utf8')) ?? [];
    assert(of === basename(file), `${inHere(beside)} must read "<sha256>  ${basename(file)}"`);
    assert(hex === sha256(bytes), `${hex} ${did}, this is ${sha256(bytes)}. ${remedy}`);
    return hex.slice(0, 16);
  });
}

/** Every addon of the package. */
export async function checkBinaries(checks) {
  for (const addon of ADDONS) await checkBinary(checks, join(root, fileOf(addon)), addon);
}

/** What a folder's name says of the architecture. */
const ARCHS = { ia32: 'x86', x86: 'x86', arm64: 'arm64' };

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const checks = new Checks();
  const files = process.argv.slice(2);
  for (const file of files) {
    const word = /(?:win32|zig|mingw)-(\w+)/.exec(file)?.[1];
    await checkBinary(checks, file, { arch: ARCHS[word] ?? 'x64' });
  }
  if (files.length === 0) await checkBinaries(checks);
  checks.finish();
}
