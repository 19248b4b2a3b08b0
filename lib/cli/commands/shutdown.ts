import type { ShutdownHow } from '../../terminal/acts/types.js';
import { carryOut } from '../acts/carry-out.js';
import type { Deed } from '../acts/deed.js';
import { each } from '../acts/each.js';
import { ACTING, ACTING_ABOUT } from '../acts/options.js';
import type { Command } from '../call.js';
import { SHUTDOWNS } from '../words.js';

const VERBS: Readonly<Record<ShutdownHow, string>> = {
  logoffOthers: 'log off everybody else',
  shutdown: 'shut down',
  restart: 'restart',
  powerOff: 'shut down and switch off',
};

interface Machine {
  readonly name: string;
  /** How many are logged on. */
  readonly users: number;
}

const MACHINE = { title: 'MACHINE', flexible: true } as const;

export const shutdown: Command = {
  name: 'shutdown',
  summary: 'shuts a machine down, restarts it, or logs everybody else off',
  operand: 'HOW',
  operands: SHUTDOWNS,
  about: [
    `HOW is ${SHUTDOWNS.join(', ')}. Windows gives no time and shows no message; send one before.`,
    'logoffOthers also refuses new logons from other machines until the next start. The name of each machine must be given:',
    'typed, or with --confirm.',
    '',
    ...ACTING_ABOUT,
  ],
  options: [...ACTING],
  examples: [
    ['shutdown restart --host rds01', 'asks for the name of the host, and restarts it'],
    ['shutdown restart --host rds01 --confirm=rds01 --yes', 'in a script'],
    ['shutdown logoffOthers --dry-run', 'only shows what would be done'],
  ],
  acts: true,
  async run(call) {
    const { values } = call;
    const [word, second] = call.operands;
    if (word === undefined) throw values.wrong(`shutdown needs a word: ${SHUTDOWNS.join(', ')}`);
    if (second !== undefined) throw values.wrong(`shutdown takes one word, not also '${second}'`);
    const how = values.operand('HOW', word, SHUTDOWNS);
    const deed: Deed<Machine> = {
      name: 'shutdown',
      plan: {
        columns: [MACHINE, { title: 'USERS', align: 'right' }],
        cells: ({ name, users }) => [name, String(users)],
      },
      brief: { columns: [MACHINE], cells: ({ name }) => [name] },
      nothing: 'nothing is to do',
      async choose(host, { signal, timeout }) {
        const sessions = await host.sessions({ signal, timeout, where: { kind: 'user' } });
        return [{ name: host.name, users: sessions.length }];
      },
      question: count => `${VERBS[how]}${count === 1 ? '' : ` ${count} machines`}`,
      json: () => ({ how }),
      isWhole: true,
      perform: (host, machines) =>
        each(call, host, machines, async (_, cancel) => {
          await host.shutdown(how, cancel);
          return 'begun';
        }),
    };
    return await carryOut(call, deed);
  },
};
