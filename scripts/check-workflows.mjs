// Checks the workflows of GitHub Actions, which can't be run anywhere else: that GitHub would take them, what each may do, what each
// takes from elsewhere, and that together they try what they must. node scripts/check-workflows.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';
import { pinFaults, versionFaults } from './workflows/pins.mjs';
import { filterFaults, reachFaults, referenceFaults, sanitizerFaults } from './workflows/reach.mjs';
import { readWorkflow } from './workflows/read.mjs';
import { publisherFaults, rightsFaults } from './workflows/rights.mjs';
import { loadSchema } from './workflows/schema.mjs';

const folder = join(root, '.github/workflows');

/** The text of each workflow, by its file. */
export const readWorkflows = () =>
  Object.fromEntries(readdirSync(folder).map(name => [name, readFileSync(join(folder, name), 'utf8')]));

let schema;

/** What is wrong with these workflows, one text for each fault. */
export async function workflowFaults(texts) {
  schema ??= loadSchema();
  const check = await schema;
  const refused = await Promise.all(Object.entries(texts).map(([name, text]) => check(name, text)));
  return [...refused.flat(), ...ownFaults(texts)];
}

function ownFaults(texts) {
  const workflows = Object.entries(texts).map(([name, text]) => readWorkflow(name, text));
  const unreadable = workflows.flatMap(({ name, faults }) => faults.map(fault => `${name}: ${fault}`));
  if (unreadable.length > 0) return unreadable;
  const names = Object.keys(texts);
  const found = workflows.flatMap(workflow => [
    ...rightsFaults(workflow),
    ...publisherFaults(workflow),
    ...pinFaults(workflow, names),
    ...filterFaults(workflow),
    ...sanitizerFaults(workflow),
    ...referenceFaults(workflow),
  ]);
  return [...new Set([...found, ...versionFaults(workflows), ...reachFaults(workflows)])];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const texts = readWorkflows();
  const faults = await workflowFaults(texts);
  for (const fault of faults) console.error(fault);
  if (faults.length === 0) console.log(`${Object.keys(texts).length} workflows`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
