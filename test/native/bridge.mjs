// Builds the whole addon for Linux over the fake Windows and the fake Node of bridge/, and runs it under sanitizers.
//   node test/native/bridge.mjs [--under threads|memory] [--rounds N] [--seed N]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const cache = join(root, 'node_modules/.cache/winstation/bridge');

/** What can be looked for in one build. */
export const UNDER = {
  threads: ['-fsanitize=thread'],
  memory: ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'],
};

const FLAGS = [
  ...['-std=c++20', '-O1', '-g', '-fno-exceptions', '-Wall', '-Wextra', '-Werror', '-Wno-cast-function-type'],
  ...['-DNAPI_VERSION=8', '-DBUILDING_NODE_EXTENSION'],
];
const INCLUDES = [
  ...[`-I${join(root, 'native')}`, `-I${join(here, 'bridge/fake')}`],
  ...['-isystem', join(root, 'node_modules/node-api-headers/include')],
];

/** All of the addon but what looks for the functions of the program: here they are linked. */
function sources() {
  const addon = readFileSync(join(root, 'native/sources.txt'), 'utf8').split(/\r?\n/).filter(Boolean);
  const fakes = readdirSync(join(here, 'bridge')).filter(name => name.endsWith('.cc'));
  return [
    ...addon.filter(name => name !== 'native/bridge/host.cc').map(name => join(root, name)),
    ...fakes.map(name => join(here, 'bridge', name)),
  ];
}

function headers() {
  return [join(root, 'native'), join(here, 'bridge')].flatMap(folder =>
    readdirSync(folder, { recursive: true })
      .filter(name => name.endsWith('.h'))
      .sort()
      .map(name => readFileSync(join(folder, name), 'utf8')),
  );
}

const hash = parts => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);

function compile(args) {
  return new Promise((resolve, reject) => {
    const child = spawn('c++', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', part => {
      text += part;
    });
    child.on('error', reject);
    child.on('close', code => (code === 0 ? resolve() : reject(new Error(`c++ ${args.join(' ')}\n${text}`))));
  });
}

/** The program; only what has changed since is compiled. Rejects with ENOENT when there is no compiler. */
export async function buildBridge(under) {
  const flags = [...FLAGS, ...UNDER[under]];
  const folder = join(cache, under);
  mkdirSync(folder, { recursive: true });
  const common = [flags, headers(), spawnSync('c++', ['--version'], { encoding: 'utf8' }).stdout];
  const objects = sources().map(source => ({
    source,
    object: join(folder, `${hash([common, source, readFileSync(source, 'utf8')])}.o`),
  }));
  const waiting = objects.filter(({ object }) => !existsSync(object));
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      // An interrupted run leaves no half of an object behind.
      const made = `${next.object}.${process.pid}`;
      await compile([...flags, ...INCLUDES, '-c', next.source, '-o', made]);
      renameSync(made, next.object);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const names = objects.map(({ object }) => object);
  const program = join(folder, `bridge-${hash(names)}`);
  if (!existsSync(program)) {
    const made = `${program}.${process.pid}`;
    await compile([...flags, ...names, '-o', made, '-lpthread']);
    renameSync(made, program);
  }
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (file !== program && !names.includes(file)) rmSync(file, { force: true });
  }
  return program;
}

const RUN_MS = 600_000;

/** What it said; throws what it found. */
export function runBridge(program, { rounds, seed }) {
  const env = { ...process.env, TSAN_OPTIONS: 'halt_on_error=1', ASAN_OPTIONS: 'detect_leaks=1' };
  const args = [String(rounds), String(seed)];
  const { status, signal, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: RUN_MS, env });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${signal ?? status}\n${stdout}${stderr}`);
  return stdout;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: {
      under: { type: 'string', multiple: true, default: Object.keys(UNDER) },
      rounds: { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
    },
  });
  try {
    for (const under of values.under) {
      if (!Object.hasOwn(UNDER, under))
        throw new Error(`--under is ${Object.keys(UNDER).join(' or ')}, not '${under}'`);
      process.stdout.write(runBridge(await buildBridge(under), values));
    }
  } catch (error) {
    console.error(error.code === 'ENOENT' ? 'bridge: there is no C++ compiler here' : error.message);
    process.exitCode = 1;
  }
}
