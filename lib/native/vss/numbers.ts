import type { HandlerName, Unanswered } from '../../vss/contract.js';
import type { Environment } from '../bridge/environment.js';

/** What the addon's numbers are for the names of a writer. */
function read({ names }: Environment) {
  return {
    writer: names.numbersOf('vss.writer', ['open', 'answer', 'shut']),
    /** The calls of Windows, and what is heard of them, in the order of their numbers. */
    calls: names.namesOf('vss.call') as readonly HandlerName[],
    news: names.namesOf('vss.news') as readonly ('called' | 'unsaid' | 'leftOut' | Unanswered)[],
  };
}

export type WriterNumbers = ReturnType<typeof read>;

const known = new WeakMap<Environment, WriterNumbers>();

/** Of an environment, found once. */
export function writerNumbers(environment: Environment): WriterNumbers {
  const found = known.get(environment) ?? read(environment);
  known.set(environment, found);
  return found;
}
