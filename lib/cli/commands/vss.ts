import type { Command } from '../call.js';
import { followBackups } from '../vss/watch.js';
import { showWriters } from '../vss/writers.js';

const VERBS = ['writers', 'watch'] as const;

export const vss: Command = {
  name: 'vss',
  summary: 'the VSS writers of this machine; watches backups and restores',
  operand: '[writers|watch]',
  operands: VERBS,
  about: [
    'Alone, or with writers, it asks every writer who it is and how it is, in a session of its own that makes no snapshot. A writer',
    'that hangs takes minutes: see --timeout.',
    '',
    'watch is a writer itself, with nothing to back up: it prints a line for each call of Windows, with the id of the session that',
    'it belongs to, until Ctrl-C. Both need an elevated process.',
  ],
  options: ['timeout', 'mock', 'json', 'quiet', 'help'],
  meanings: {
    timeout: 'how long to wait for the writers (30s)',
    json: 'one JSON array for other programs; with watch a line for each event',
  },
  examples: [
    ['vss', 'the writers, with their states and components'],
    ['vss watch --json', 'which backups begin and end, for another program'],
  ],
  lasting: true,
  async run(call) {
    const [word = 'writers', more] = call.operands;
    const verb = call.values.operand('what follows vss', word, VERBS);
    if (more !== undefined) throw call.values.wrong(`vss ${verb} takes no argument '${more}'`);
    return await (verb === 'watch' ? followBackups : showWriters)(call);
  },
};
