// Reads a workflow of GitHub Actions for the rules beside this file.
import { parseDocument } from 'yaml';

/** `faults` holds what keeps it from being read; a key that is there twice is one. */
export function readWorkflow(name, text) {
  const document = parseDocument(text);
  const faults = [...document.errors, ...document.warnings].map(({ message }) => message.split('\n')[0]);
  const content = faults.length === 0 ? document.toJS() : undefined;
  const isMap = typeof content === 'object' && content !== null && !Array.isArray(content);
  if (faults.length === 0 && !isMap) faults.push('it is no map');
  return { name, text, faults, content: isMap ? content : {} };
}

/** Each job as `{ id, where, job, steps }`. */
export const jobsOf = ({ name, content }) =>
  Object.entries(content.jobs ?? {}).map(([id, job]) => ({ id, where: `${name}, ${id}`, job, steps: job.steps ?? [] }));

/** What starts it, with its filters. */
export function triggersOf({ content: { on = {} } }) {
  if (typeof on === 'string') return { [on]: {} };
  if (Array.isArray(on)) return Object.fromEntries(on.map(event => [event, {}]));
  return Object.fromEntries(Object.entries(on).map(([event, filters]) => [event, filters ?? {}]));
}

/** `owner/name` of an action that a step uses. */
export const actionOf = ({ uses = '' }) => uses.split('@')[0];

/** The commands of a step, one a line, without those that go on in the next one. */
export const commandsOf = ({ run = '' }) =>
  run
    .replaceAll(/\\\r?\n\s*/g, '')
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
