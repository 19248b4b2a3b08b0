// Rules of what comes from elsewhere: every action, image and package is one that was looked at.
import { actionOf, commandsOf, jobsOf } from './read.mjs';

const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const LOCAL = /^\.\/\.github\/workflows\/([\w-]+\.yml)$/;
/** What a setting must be, by action. */
const SETTINGS = {
  // The token would lie in the checkout, for every tool that runs there.
  'actions/checkout': { 'persist-credentials': false },
  // What an earlier run left behind may be from a pull request.
  'actions/setup-node': { 'package-manager-cache': false },
};

/** A command, and why it is not run. */
const COMMANDS = [
  [/\$\{\{/, 'an expression becomes part of the command: pass it by env'],
  [/\bnpx\b(?! --no-install\b)/, 'npx takes only what package-lock.json has: npx --no-install'],
  [/\bnpm ci\b(?!.*--ignore-scripts)/, 'no package needs its install script: npm ci --ignore-scripts'],
  [/\bnpm (i|install|add|update|exec|x|init|create)\b/, 'only npm ci keeps to package-lock.json'],
  [/\b(curl|wget|Invoke-WebRequest|iwr)\b/i, 'nothing is downloaded that has no hash here'],
];

/** `names` are those of all workflows. */
export function pinFaults(workflow, names) {
  const faults = [];
  const uses = (where, value) => {
    const local = LOCAL.exec(value)?.[1];
    if (local ? names.includes(local) : PINNED.test(value)) return;
    faults.push(`${where}: ${value} must be an action at a commit, or a workflow of this repository`);
  };
  for (const { where, job, steps } of jobsOf(workflow)) {
    if (job.uses !== undefined) uses(where, job.uses);
    else faults.push(...machineFaults(where, job));
    for (const step of steps) {
      if (step.uses !== undefined) uses(where, step.uses);
      for (const [setting, value] of Object.entries(SETTINGS[actionOf(step)] ?? {})) {
        if (step.with?.[setting] !== value) faults.push(`${where}: ${actionOf(step)} must have ${setting}: ${value}`);
      }
      for (const command of commandsOf(step)) {
        for (const [found, why] of COMMANDS) if (found.test(command)) faults.push(`${where}: ${command}: ${why}`);
      }
    }
  }
  // A reader compares versions and not hashes.
  for (const [, line] of workflow.text.matchAll(/^\s*(?:- )?uses: (?!\.\/)(.*)$/gm)) {
    if (!/ # v\d+\.\d+\.\d+$/.test(line)) faults.push(`${workflow.name}: ${line}: say its version: # v1.2.3`);
  }
  return faults;
}

function machineFaults(where, job) {
  const faults = [];
  const images = [job['runs-on']].flat();
  if (images.some(image => typeof image !== 'string' || /latest|self-hosted/.test(image))) {
    faults.push(`${where}: runs-on must be one image, not the latest`);
  }
  const container = typeof job.container === 'string' ? job.container : job.container?.image;
  if (job.container !== undefined && !/@sha256:[0-9a-f]{64}$/.test(container ?? '')) {
    faults.push(`${where}: the container must have its digest: ${container}`);
  }
  if (!(job['timeout-minutes'] <= 90)) faults.push(`${where}: timeout-minutes must be 90 or less`);
  return faults;
}

/** One action or image has one version in all workflows. */
export function versionFaults(workflows) {
  const known = new Map();
  for (const workflow of workflows) {
    for (const { job, steps } of jobsOf(workflow)) {
      const container = typeof job.container === 'string' ? job.container : job.container?.image;
      for (const value of [container, ...steps.map(({ uses }) => uses)]) {
        const [name, version] = (value ?? '').split('@');
        if (version !== undefined) known.set(name, (known.get(name) ?? new Set()).add(version));
      }
    }
  }
  return [...known].filter(([, versions]) => versions.size > 1).map(([name]) => `${name} has several versions`);
}
