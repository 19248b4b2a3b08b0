import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SUBPATHS } from '../../scripts/entries.mjs';
import { lockLab } from '../lab/setup/lock.js';
import { endWine } from '../lab/setup/wine.js';
import type { Found, Job } from './child/job.js';
import { plot } from './plot.js';
import { runHere, runInWine, summed } from './processes.js';
import { type Measured, report } from './report.js';
import { packageSize, prepare } from './setup.js';

const HELP = `npm run bench -- [options]

Measures winstation in the Windows Node under Wine, on answers that a stand-in gives from memory, against koffi, a loop in
C++ and a plain addon. docs/performance.md says what is measured and how.

  --rounds N    how often the peers take turns in a process; 31 unless told
  --processes N over how many processes the medians are taken; 5 unless told
  --only WORD   what has this word in its name, and plain figures in place of the tables
  --quick       one process and few rounds: whether it runs, and roughly how it stands
  --json FILE   also writes what was found, ours divided by theirs
  --plot FILE   also draws it
  --doc FILE    also puts the tables between the lines '<!-- measured -->' and '<!-- /measured -->' of it
  --msvc        with the addon that clang-cl builds, to compare with the one that ships
  --no-build    take dist and prebuilds as they are
  --help        this text
`;

const SESSIONS = ['sessions3', 'sessions100', 'sessions1000', 'sessions1000wide', 'sessions10000'];
const PROCESSES = 'processes50000';
const ISCSI = 'iscsi1000';
const GROWTH_CALLS = 100_000;

/** V8's young generation grows with use, whoever uses it; here it has its full size from the start. */
const GROWN = ['--min-semi-space-size=16', '--max-semi-space-size=16'];

const say = (text: string): void => {
  process.stderr.write(`bench: ${text}\n`);
};

function optionsOf(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      rounds: { type: 'string' },
      processes: { type: 'string' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      plot: { type: 'string' },
      doc: { type: 'string' },
      // Which addon is loaded follows from the machine, which reads this by itself.
      msvc: { type: 'boolean', default: false },
      'no-build': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const count = (name: 'rounds' | 'processes', unless: number): number => {
    const text = values[name];
    if (text === undefined) return unless;
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1)
      throw new TypeError(`--${name} is a whole number from 1, not '${text}'.`);
    return value;
  };
  return {
    ...values,
    rounds: count('rounds', values.quick ? 7 : 31),
    processes: count('processes', values.quick ? 1 : 5),
  };
}

type Options = ReturnType<typeof optionsOf>;

async function measure(node: string, options: Options): Promise<Measured> {
  const { rounds, quick, only = '' } = options;
  const common = { rounds, batchMs: quick ? 5 : 10 };
  const ratios: Record<string, number> = {};
  const values: Record<string, number> = {};
  const worst: Record<string, number> = {};
  const take = async (processes: number, what: string, run: () => Promise<Found> | Found) => {
    if (!what.toLowerCase().includes(only.toLowerCase())) return;
    say(what);
    const founds: Found[] = [];
    for (let i = 0; i < processes; i += 1) founds.push(await run());
    const all = summed(founds);
    Object.assign(ratios, all.ratios);
    Object.assign(values, all.values);
    Object.assign(worst, all.worst);
  };
  const job = (subject: string, more: Partial<Job> = {}): Job => ({ subject, ...common, ...more });

  const many = options.processes;
  await take(many, 'the id of the console', async () => {
    const found = await runInWine(node, 'console', job('sessions3'));
    const renamed = (part: Found['values']) =>
      Object.fromEntries(Object.entries(part).map(([key, value]) => [key.replace('sessions3', 'consoleId'), value]));
    return { ratios: renamed(found.ratios), values: renamed(found.values) };
  });
  for (const subject of SESSIONS) await take(many, subject, () => runInWine(node, 'listing', job(subject)));
  await take(many, 'iSCSI sessions', () => runInWine(node, 'iscsi', job(ISCSI)));
  for (const subject of ['sessions10000', PROCESSES]) {
    await take(many, `the loop during ${subject}`, () => runInWine(node, 'loop', job(subject, { rounds: 10 })));
  }
  await take(many, 'what a kept row holds', () => runInWine(node, 'memory', job(PROCESSES), ['--expose-gc']));
  // Fewer would show how the code warms up.
  const calls = GROWTH_CALLS;
  await take(Math.min(many, 3), `memory over ${calls.toLocaleString('en')} calls`, () =>
    runInWine(node, 'memory', job('sessions3', { calls }), ['--expose-gc', ...GROWN]),
  );
  for (const peer of ['winstation', 'koffi'] as const) {
    await take(many, `the first call of ${peer}`, () => runInWine(node, 'start', job('sessions3', { peer })));
  }
  for (const { name } of SUBPATHS) {
    await take(many, `loading ${name}`, () => runInWine(node, 'load', job('sessions3', { entry: name })));
  }
  await take(Math.min(many, 3), 'events', () => runInWine(node, 'events', job('sessions3', { rounds: quick ? 1 : 3 })));
  await take(Math.min(many, 3), 'a virtual channel', () => runInWine(node, 'channel', job('sessions3', { rounds: 7 })));
  await take(Math.min(many, 3), 'VSS writers', () => runInWine(node, 'vss', job('sessions3')));
  await take(many, 'a world', () => runHere('world', job('world')));
  return { ratios, values, worst, size: packageSize(), processes: many, rounds, calls };
}

const MEASURED = /(<!-- measured -->\n)[\s\S]*(<!-- \/measured -->)/;

/** The text of a page with a place for what was measured. */
function pageOf(file: string): string {
  const page = readFileSync(file, 'utf8');
  if (!MEASURED.test(page)) throw new Error(`${file} has no place for what was measured.`);
  return page;
}

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  if (options.doc) pageOf(options.doc);
  const unlock = lockLab();
  try {
    const node = await prepare([...SESSIONS, PROCESSES, ISCSI], !options['no-build'], say);
    const measured = await measure(node, options);
    if (options.only !== undefined) {
      const { ratios, values } = measured;
      process.stdout.write(`${JSON.stringify({ ratios, values }, null, 2)}\n`);
      return;
    }
    const { table, json } = report(measured);
    process.stdout.write(table);
    if (options.json) writeFileSync(options.json, `${JSON.stringify(json, null, 2)}\n`);
    if (options.doc) {
      const filled = pageOf(options.doc).replace(MEASURED, (_, from, to) => `${from}\n${table}\n${to}`);
      writeFileSync(options.doc, filled);
    }
    if (options.plot) writeFileSync(options.plot, plot(measured));
  } finally {
    endWine();
    unlock();
  }
}

main().catch(error => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
