// Rules of what the workflows must try: every Node on every system, and every change that could matter.
import { actionOf, commandsOf, jobsOf, triggersOf } from './read.mjs';

/** The lines of Node on which what ships is tried, by system. */
const LINES = { linux: [20, 22, 24, 26], 'windows x64': [20, 22, 24, 26], 'windows arm64': [22, 24, 26] };

const SYSTEMS = [
  [/^ubuntu-/, 'linux'],
  [/^windows-.*-arm$/, 'windows arm64'],
  [/^windows-/, 'windows x64'],
];

/** Changes that can't matter to the lab or to what ships. All others must start every workflow. */
const HARMLESS = ['docs/**', 'examples/**', '**/*.md'];

/** A filter that names what counts misses the next folder; one that names what does not count can't. */
export function filterFaults(workflow) {
  return Object.entries(triggersOf(workflow)).flatMap(([event, filters]) => {
    const where = `${workflow.name}, on ${event}`;
    const strange = (filters['paths-ignore'] ?? []).filter(path => !HARMLESS.includes(path));
    return [
      ...(filters.paths === undefined ? [] : [`${where}: use paths-ignore, with some of ${HARMLESS.join(', ')}`]),
      ...strange.map(path => `${where}: a change of ${path} must not be ignored`),
    ];
  });
}

/** Every machine of a job, as the values of its matrix. */
export function machinesOf({ strategy }) {
  const { include = [], exclude, ...axes } = strategy?.matrix ?? {};
  if (exclude !== undefined || (include.length > 0 && Object.keys(axes).length > 0)) {
    throw new Error('a matrix has either axes or include here, and no exclude');
  }
  if (include.length > 0) return include;
  return Object.entries(axes).reduce(
    (rows, [axis, values]) => rows.flatMap(row => values.map(value => ({ ...row, [axis]: value }))),
    [{}],
  );
}

/** A text of a job on one of its machines. */
export function filled(text, machine) {
  return String(text).replaceAll(/\$\{\{\s*matrix\.([\w-]+)\s*\}\}/g, (_, axis) => {
    if (machine[axis] === undefined) throw new Error(`a matrix has no ${axis}`);
    return String(machine[axis]);
  });
}

/** On what `npm test` runs: `{ system, node, shipped }`. */
function triedIn(workflow) {
  return jobsOf(workflow)
    .filter(({ steps }) => steps.some(step => commandsOf(step).includes('npm test')))
    .flatMap(({ job, steps }) => {
      const node = steps.find(step => actionOf(step) === 'actions/setup-node')?.with?.['node-version'];
      // What a job builds itself is not the addon that ships.
      const builds = steps.some(step => commandsOf(step).some(command => /build-addon|node-gyp/.test(command)));
      return machinesOf(job).map(machine => ({
        system: SYSTEMS.find(([image]) => image.test(filled(job['runs-on'], machine)))?.[1],
        node: Number(filled(node, machine)),
        shipped: !builds && (machine.addon ?? 'from git') === 'from git',
      }));
    });
}

export function reachFaults(workflows) {
  const faults = [];
  const tried = workflows.flatMap(workflow => {
    try {
      return triedIn(workflow);
    } catch (error) {
      faults.push(`${workflow.name}: ${error.message}`);
      return [];
    }
  });
  for (const [system, wanted] of Object.entries(LINES)) {
    const found = new Set(tried.filter(it => it.system === system && it.shipped).map(({ node }) => node));
    const missing = wanted.filter(line => !found.has(line));
    const strange = [...found].filter(line => !wanted.includes(line));
    if (missing.length > 0) faults.push(`what ships is not tried on ${system} with Node ${missing.join(', ')}`);
    if (strange.length > 0) faults.push(`Node ${strange.join(', ')} on ${system} is not one of ${wanted.join(', ')}`);
  }
  for (const caller of ['ci.yml', 'release.yml']) {
    const jobs = workflows.filter(({ name }) => name === caller).flatMap(jobsOf);
    if (!jobs.some(({ job }) => job.uses === './.github/workflows/windows.yml')) {
      faults.push(`${caller}: must call windows.yml`);
    }
  }
  return faults;
}

/** Commands that run the sanitizers, which end at once where Linux spreads addresses as far as GitHub's images do. */
const SANITIZED = ['npm test', '.ci/run'];
const FEWER_ADDRESSES = /\bsysctl -w vm\.mmap_rnd_bits=28$/;

export function sanitizerFaults(workflow) {
  return jobsOf(workflow).flatMap(({ where, job, steps }) => {
    const commands = steps.flatMap(commandsOf);
    const first = commands.findIndex(command => SANITIZED.includes(command));
    const onLinux = /"ubuntu-/.test(JSON.stringify([job['runs-on'], job.strategy?.matrix ?? {}]));
    if (first < 0 || !onLinux) return [];
    const set = commands.findIndex(command => FEWER_ADDRESSES.test(command));
    if (set < 0 || set > first) return [`${where}: must set vm.mmap_rnd_bits=28 before ${commands[first]}`];
    // It belongs to the kernel of the machine, which other containers only read.
    const closed = job.container !== undefined && !/(^| )--privileged( |$)/.test(job.container.options ?? '');
    return closed ? [`${where}: the container must be --privileged to set vm.mmap_rnd_bits`] : [];
  });
}

/** What an expression names must be there: elsewhere it is an empty text when the workflow runs. */
export function referenceFaults(workflow) {
  const ids = jobsOf(workflow).map(({ id }) => id);
  return jobsOf(workflow).flatMap(({ where, job, steps }) => {
    const faults = [];
    const text = JSON.stringify(job);
    for (const [, id, output] of text.matchAll(/\bneeds\.([\w-]+)\.outputs\.([\w-]+)/g)) {
      if (!ids.includes(id) || ![job.needs].flat().includes(id)) faults.push(`${where}: does not need ${id}`);
      else if (workflow.content.jobs[id].outputs?.[output] === undefined) {
        faults.push(`${where}: ${id} has no output ${output}`);
      }
    }
    for (const [, id] of text.matchAll(/\bsteps\.([\w-]+)\./g)) {
      if (!steps.some(step => step.id === id)) faults.push(`${where}: has no step ${id}`);
    }
    for (const [, axis] of text.matchAll(/\bmatrix\.([\w-]+)/g)) {
      try {
        for (const machine of machinesOf(job)) filled(`\${{ matrix.${axis} }}`, machine);
      } catch (error) {
        faults.push(`${where}: ${error.message}`);
      }
    }
    return faults;
  });
}
