// npm leaves out of package-lock.json the packages for other systems that it could not see when it wrote it, and then
// `npm ci` refuses the lock everywhere. This adds them, with the version that is asked for and the system that their name
// tells; what is in the lock stays as it is. Run it after every change of devDependencies:
//   node scripts/complete-lock.mjs [package-lock.json …]
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'];
const CPUS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'];
const LIBCS = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };
/** Whose names tell nothing. */
const KNOWN = { fsevents: { os: ['darwin'] } };

function systemOf(name) {
  if (KNOWN[name]) return KNOWN[name];
  const words = name.split(/[/-]/);
  const os = words.filter(word => SYSTEMS.includes(word));
  const cpu = words.filter(word => CPUS.includes(word));
  const libc = words.flatMap(word => LIBCS[word] ?? []);
  if (cpu.length !== 1 || (os.length !== 1 && cpu[0] !== 'wasm32')) throw new Error(`${name}: for which system is it?`);
  return { ...(os.length && { os }), cpu, ...(os[0] === 'linux' && libc.length && { libc }) };
}

/** Where a package finds another: beside it, or beside one that it stands in, or on top. */
function placesFrom(path, name) {
  const folders = path.split('/node_modules/');
  const inside = folders.map((_, index) => folders.slice(0, folders.length - index).join('/node_modules/'));
  return [...inside, ''].map(folder => `${folder && `${folder}/`}node_modules/${name}`);
}

function complete(file) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const { packages } = lock;
  const added = {};
  for (const [path, { optionalDependencies = {}, dev, peer }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const places = placesFrom(path, name);
      if (places.some(place => packages[place])) continue;
      if (!/^[\d.]+(-[\w.]+)?$/.test(version) && !KNOWN[name])
        throw new Error(`${name}: ${version} is no exact version`);
      const exact = version.replace(/^[~^]/, '');
      // Beside the one that asks would always do; on top it serves all who ask for the same.
      const top = places.at(-1);
      const place = added[top] === undefined || added[top].version === exact ? top : `${path}/node_modules/${name}`;
      added[place] = { version: exact, ...(dev && { dev }), ...(peer && { peer }), optional: true, ...systemOf(name) };
    }
  }
  if (Object.keys(added).length === 0) return 0;
  const { '': own, ...others } = { ...packages, ...added };
  const sorted = Object.entries(others).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = { '': own, ...Object.fromEntries(sorted) };
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  return Object.keys(added).length;
}

const LOCKS = ['package-lock.json', 'test/package/tools/package-lock.json'];
for (const file of process.argv.length > 2 ? process.argv.slice(2) : LOCKS.map(name => join(root, name))) {
  console.log(`${file}: ${complete(file)} added`);
}
