// Fuzzes the native code that turns Windows' buffers into packs, on Linux under the address and undefined-behaviour sanitizers:
// what was kept before runs first; then each target looks for new inputs. The models of test/ run on long series of programs.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBridge, runBridge, UNDER } from '../test/native/bridge.mjs';
import { fuzzCompiler, HOW_TO_GET } from './fuzz-compiler.mjs';
import { fuzzModels } from './fuzz-models.mjs';
import { need, root, run } from './run.mjs';

const HELP = `npm run fuzz -- [options]

  --seconds N    how long in all, shared by the targets but models; 60 unless told
  --target NAME  only this one; may be given more than once: sessions, processes, info, sids, bridge, models
  --times N      how many times as many programs as in npm test the models run; 20 unless told, also by WINSTATION_MODEL_RUNS
  --replay       only what was kept, under the system's c++: needs no clang
  --keep         afterwards, keep the smallest set of inputs that reaches all that was reached
  --help         this text

A find is written to test/fuzz/finds/<target>.txt, where every later run begins with it. What a model finds is printed with its
seed, as a program that goes into a test.
`;

const folder = join(root, 'test/fuzz');
const SOURCES = [
  'base/memory.cc',
  'bridge/pack.cc',
  'bridge/text_table.cc',
  'bridge/answer.cc',
  'terminal/info.cc',
  'terminal/rows.cc',
  'identity/sid.cc',
].map(name => join(root, 'native', name));
const FLAGS = ['-std=c++20', '-O1', '-g', '-Wall', '-Wextra', '-Werror', '-fno-sanitize-recover=all'];
const INCLUDES = [`-I${folder}`, `-I${join(folder, 'fake')}`, `-I${join(root, 'native')}`];

/** The longest input of each target that is fed with bytes. */
const BYTES = { sessions: 1024, processes: 1024, info: 17_000, sids: 256 };
/** The whole addon under sanitizers is a target too; it needs no clang, and nothing of it is kept. */
const BRIDGE = 'bridge';
const TARGETS = [...Object.keys(BYTES), BRIDGE];

/** The sizes of the structures behind the numbers of WTS_INFO_CLASS; inputs as long as that are hard to guess. */
const STRUCTURES = {
  ...{ 4: 4, 8: 4, 9: 4, 12: 2, 13: 4, 14: 24, 15: 12, 16: 2, 23: 2304, 24: 216, 25: 232, 26: 1668, 27: 16932, 28: 24 },
  ...{ 29: 1, 30: 16 },
};

const MODELS = 'models';

const say = text => process.stdout.write(`fuzz: ${text}\n`);

/** Inputs are kept as lines of base64, so that a corpus is one small file that shows in a review. */
function readInputs(file) {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter(line => line !== '' && !line.startsWith('#')).map(line => Buffer.from(line, 'base64'));
}

const corpusOf = target => join(folder, 'corpus', `${target}.txt`);
const findsOf = target => join(folder, 'finds', `${target}.txt`);

/** Puts inputs into a new folder, as libFuzzer reads them. */
function explode(into, inputs) {
  mkdirSync(into, { recursive: true });
  return inputs.map((bytes, i) => {
    const file = join(into, `input-${i}`);
    writeFileSync(file, bytes);
    return file;
  });
}

function seeds(target) {
  if (target !== 'info') return [];
  return Object.entries(STRUCTURES).flatMap(([infoClass, size]) =>
    [0, 0x41].map(byte => {
      const bytes = Buffer.alloc(1 + size, byte);
      bytes[0] = Number(infoClass);
      // WTSINFOEXW says its level first, and only 1 is known.
      if (infoClass === '25') bytes.writeUInt32LE(1, 1);
      return bytes;
    }),
  );
}

function build(compiler, target, into, sanitizers, more) {
  const program = join(into, target);
  const source = join(folder, `${target}.cc`);
  need(compiler, [...FLAGS, `-fsanitize=${sanitizers}`, ...INCLUDES, source, ...more, ...SOURCES, '-o', program]);
  return program;
}

const REPLAY_MS = 120_000;

/** Runs what was kept; true when nothing of it fails. */
function replay(target, program, into) {
  const inputs = [...readInputs(findsOf(target)), ...readInputs(corpusOf(target)), ...seeds(target)];
  const files = explode(join(into, `${target}-kept`), inputs);
  // Without a file a fuzzer would begin to fuzz, and never end.
  if (files.length === 0) return true;
  const result = run(program, files, { timeout: REPLAY_MS });
  if (!result.ok) process.stderr.write(result.all);
  say(`${target}: ${inputs.length} inputs that were kept ${result.ok ? 'pass' : 'FAIL'}`);
  return result.ok;
}

function noteFind(target, input, output) {
  const reason = /(?:SUMMARY: |ERROR: )(.*)/.exec(output)?.[1] ?? 'ended early';
  mkdirSync(join(folder, 'finds'), { recursive: true });
  const before = existsSync(findsOf(target)) ? readFileSync(findsOf(target), 'utf8') : '';
  writeFileSync(findsOf(target), `${before}# ${reason}\n${readFileSync(input).toString('base64')}\n`);
  process.stderr.write(output.split('\n').slice(-60).join('\n'));
  say(`${target}: a find: ${reason}; written to ${findsOf(target)}`);
}

/** Looks for new inputs; true when none of them fails. */
function fuzz(target, program, into, seconds) {
  const found = join(into, `${target}-found`);
  mkdirSync(found);
  const artifacts = join(into, `${target}-artifact-`);
  const args = [
    ...[found, join(into, `${target}-kept`)],
    ...[`-max_total_time=${seconds}`, `-max_len=${BYTES[target]}`, `-artifact_prefix=${artifacts}`],
    ...['-timeout=10', '-rss_limit_mb=2048', '-print_final_stats=1'],
  ];
  const result = run(program, args, { timeout: (seconds + 60) * 1000 });
  const runs = Number(/number_of_executed_units: (\d+)/.exec(result.all)?.[1] ?? 0);
  say(`${target}: ${runs.toLocaleString('en')} runs in ${seconds} s, ${readdirSync(found).length} new inputs`);
  if (result.ok && runs > 0) return true;
  const artifact = readdirSync(into).find(name => name.startsWith(`${target}-artifact-`));
  if (artifact) noteFind(target, join(into, artifact), result.all);
  else process.stderr.write(result.all);
  return false;
}

/** The long seeds are made anew each time, so what the corpus keeps is short. */
const LONGEST_KEPT = 400;

function keep(target, program, into) {
  const merged = join(into, `${target}-merged`);
  mkdirSync(merged);
  need(program, [
    '-merge=1',
    `-max_len=${LONGEST_KEPT}`,
    merged,
    join(into, `${target}-kept`),
    join(into, `${target}-found`),
  ]);
  const inputs = readdirSync(merged).map(name => readFileSync(join(merged, name)));
  const lines = inputs
    .filter(bytes => bytes.length > 0 && bytes.length <= LONGEST_KEPT)
    .map(it => it.toString('base64'));
  mkdirSync(join(folder, 'corpus'), { recursive: true });
  writeFileSync(corpusOf(target), `${lines.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).join('\n')}\n`);
  say(`${target}: ${lines.length} inputs kept`);
}

const ROUNDS = 100;

/** The whole addon with ever new seeds; true when no sanitizer has found anything. */
async function runBridges(seconds) {
  for (const under of Object.keys(UNDER)) {
    const program = await buildBridge(under);
    const until = Date.now() + (seconds * 1000) / Object.keys(UNDER).length;
    let seed = Date.now() % 1_000_000_000;
    let rounds = 0;
    do {
      try {
        runBridge(program, { rounds: ROUNDS, seed });
      } catch (error) {
        process.stderr.write(`${error.message}\n`);
        say(`bridge: FAILS under ${under} with the seed ${seed}`);
        return false;
      }
      rounds += ROUNDS;
      seed += ROUNDS;
    } while (Date.now() < until);
    say(`bridge: ${rounds} rounds under ${under}`);
  }
  return true;
}

async function main() {
  const { values: options } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      target: { type: 'string', multiple: true },
      times: { type: 'string', default: process.env.WINSTATION_MODEL_RUNS ?? '20' },
      replay: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (options.help) {
    process.stdout.write(HELP);
    return true;
  }
  const known = [...TARGETS, MODELS];
  const targets = options.target ?? (options.replay ? TARGETS : known);
  const strange = targets.find(name => !known.includes(name));
  if (strange) throw new Error(`there is no target '${strange}'; there are ${known.join(', ')}`);
  const seconds = Number(options.seconds);
  if (!(seconds >= 1)) throw new Error(`--seconds is a number from 1, not '${options.seconds}'`);
  const times = Number(options.times);
  if (!(times >= 1)) throw new Error(`--times is a number from 1, not '${options.times}'`);

  const native = targets.filter(name => name !== MODELS);
  const passed = native.length === 0 || (await fuzzNative(native, seconds, options));
  return (targets.includes(MODELS) ? fuzzModels(times, say) : true) && passed;
}

async function fuzzNative(targets, seconds, options) {
  const compiler = options.replay ? undefined : fuzzCompiler(say);
  if (!options.replay && !compiler) say(`${HOW_TO_GET} Only what was kept is run.`);
  const into = mkdtempSync(join(tmpdir(), 'winstation-fuzz-'));
  try {
    let passed = compiler !== undefined || options.replay;
    for (const target of targets) {
      if (target === BRIDGE) {
        if (!options.replay) passed = (await runBridges(seconds / targets.length)) && passed;
        continue;
      }
      const program = compiler
        ? build(compiler, target, into, 'fuzzer,address,undefined', [])
        : build('c++', target, into, 'address,undefined', [join(folder, 'replay.cc')]);
      let fine = replay(target, program, into);
      if (compiler && fine) {
        fine = fuzz(target, program, into, Math.max(1, Math.round(seconds / targets.length)));
        if (fine && options.keep) keep(target, program, into);
      }
      passed &&= fine;
    }
    return passed;
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`fuzz: ${error.message}\n`);
  process.exitCode = 1;
}
