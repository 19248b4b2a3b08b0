// Rules of what a job may do: rights, and what runs where there are any.
import { actionOf, commandsOf, jobsOf, triggersOf } from './read.mjs';

/** The one job that may write, and all that it may. */
const PUBLISHER = {
  file: 'release.yml',
  id: 'publish',
  permissions: { 'id-token': 'write', attestations: 'write' },
  actions: ['actions/setup-node', 'actions/download-artifact', 'actions/attest-build-provenance'],
  // Programs of the runner's image, and the one command of npm that installs nothing.
  commands: [
    'echo "$SHA256  $TARBALL" | sha256sum --check --strict',
    'tar --extract --file "$TARBALL" package/prebuilds',
    'npm publish "./$TARBALL" --ignore-scripts --provenance --access public',
  ],
};
const READER = { contents: 'read' };

/** Events that stay without secrets and rights when a stranger causes them. */
const EVENTS = ['push', 'pull_request', 'workflow_dispatch', 'workflow_call'];

const same = (a, b) => JSON.stringify(Object.entries(a ?? {}).sort()) === JSON.stringify(Object.entries(b).sort());
const isPublisher = ({ name }, id) => name === PUBLISHER.file && id === PUBLISHER.id;

export function rightsFaults(workflow) {
  const { name, text, content } = workflow;
  const faults = [];
  if (content.permissions === undefined || !same(content.permissions, {}))
    faults.push(`${name}: permissions must be {}`);
  for (const event of Object.keys(triggersOf(workflow))) {
    if (!EVENTS.includes(event)) faults.push(`${name}: the event ${event} is not one of ${EVENTS.join(', ')}`);
  }
  if (/\bsecrets\s*[.:[]/.test(text)) faults.push(`${name}: there are no secrets here, and none are needed`);
  for (const { id, where, job } of jobsOf(workflow)) {
    const allowed = isPublisher(workflow, id) ? PUBLISHER.permissions : READER;
    if (!same(job.permissions, allowed)) faults.push(`${where}: permissions must be ${JSON.stringify(allowed)}`);
  }
  return faults;
}

/** Of the job that may publish. Somebody else's program in it could publish something else. */
export function publisherFaults(workflow) {
  if (workflow.name !== PUBLISHER.file) return [];
  const jobs = jobsOf(workflow);
  const publisher = jobs.find(({ id }) => id === PUBLISHER.id);
  if (!publisher) return [`${workflow.name}: has no job ${PUBLISHER.id}`];
  const { where, job, steps } = publisher;
  const faults = [];
  if (job.environment === undefined) faults.push(`${where}: must have an environment, which the registry trusts`);
  if (job.uses !== undefined || job.container !== undefined || job.services !== undefined) {
    faults.push(`${where}: must have steps of its own, and no container`);
  }
  const before = [job.needs ?? []].flat();
  const missing = jobs.filter(({ id }) => id !== PUBLISHER.id && !before.includes(id)).map(({ id }) => id);
  if (missing.length > 0) faults.push(`${where}: must need ${missing.join(', ')}`);
  for (const step of steps) {
    if (step.uses !== undefined && !PUBLISHER.actions.includes(actionOf(step))) {
      faults.push(`${where}: must not use ${actionOf(step)}`);
    }
    for (const command of commandsOf(step)) {
      if (!PUBLISHER.commands.includes(command)) faults.push(`${where}: must not run: ${command}`);
    }
  }
  return faults;
}
