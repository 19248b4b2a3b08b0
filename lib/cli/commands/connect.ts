import type { SessionDetails } from '../../terminal/sessions/types.js';
import { carryOut } from '../acts/carry-out.js';
import type { Deed } from '../acts/deed.js';
import { each } from '../acts/each.js';
import { ACTING, ACTING_ABOUT } from '../acts/options.js';
import type { Call, Command } from '../call.js';
import { amongSessions, type Wanted } from '../find-sessions.js';
import { NoSessionError } from '../no-session.js';
import { SESSION_COLUMNS, sessionCells } from '../session-cells.js';

const OPTIONS = ACTING.filter(it => it !== 'host' && it !== 'confirm');

export const connect: Command = {
  name: 'connect',
  summary: 'shows a session of this machine on the terminal of another one',
  operand: 'SESSION',
  about: [
    'Who is shown on that terminal now is disconnected, and stays logged on. LocalSystem needs no password. With --password it is asked',
    'for, and not shown; off a terminal it is the first line of standard input. No option takes it: others would see it.',
    '',
    ...ACTING_ABOUT,
  ],
  options: ['to', 'password', 'no-wait', ...OPTIONS],
  examples: [
    ['connect 3 --to console', 'shows session 3 on the screen of the machine'],
    ['connect anna --password', 'shows the session of anna here, with her password'],
  ],
  acts: true,
  async run(call) {
    const { values } = call;
    const [word, second] = call.operands;
    if (word === undefined) throw values.wrong('connect needs a SESSION');
    if (second !== undefined) throw values.wrong(`connect takes one session, not also '${second}'`);
    const wanted = values.session(word);
    const to = values.session(values.text('to') ?? 'current');
    const deed: Deed<Pair> = {
      name: 'connect',
      question: () => `show session ${word} on the terminal of ${values.text('to') ?? 'this session'}`,
      plan: {
        columns: [...SESSION_COLUMNS, { title: 'TO', align: 'right' }, { title: 'WHO IS SHOWN', flexible: true }],
        cells: ({ session, target }) => [...sessionCells(session), String(target.id), target.account ?? '-'],
      },
      brief: {
        columns: [...SESSION_COLUMNS.slice(0, 3), { title: 'TO', align: 'right' }],
        cells: ({ session, target }) => [...sessionCells(session).slice(0, 3), String(target.id)],
      },
      json: ({ session, target }) => ({ session, to: target }),
      isWhole: false,
      nothing: 'no session matches',
      async choose(host, { signal, timeout }) {
        const all = await host.sessions({ signal, timeout, details: true });
        return [{ session: one(host.name, all, wanted), target: one(host.name, all, to) }];
      },
      async perform(_, pairs) {
        const host = call.winstation.localHost();
        const password = values.flag('password') ? await passwordOf(call) : undefined;
        return await each(call, host, pairs, async ({ session, target }, cancel) => {
          await host.connect(session, target, { ...cancel, password, wait: !values.flag('no-wait') });
          return values.flag('no-wait') ? 'begun' : 'connected';
        });
      },
    };
    return await carryOut(call, deed);
  },
};

interface Pair {
  readonly session: SessionDetails;
  readonly target: SessionDetails;
}

function one(host: string, all: readonly SessionDetails[], wanted: Wanted): SessionDetails {
  const [first, second] = amongSessions(host, all, wanted);
  if (first && !second) return first;
  const what = typeof wanted === 'object' ? wanted.text : String(wanted);
  throw new NoSessionError(host, `several sessions that ${what} may mean; give an id`);
}

async function passwordOf(call: Call): Promise<string> {
  const password = await call.input.ask(call.input.isTerminal ? 'Password: ' : '', { hidden: true });
  if (password === undefined) throw call.values.wrong('there is no password on standard input');
  return password;
}
