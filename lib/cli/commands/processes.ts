import type { Cancel } from '../../lane/cancel.js';
import type { Process, ProcessDetails } from '../../terminal/processes/types.js';
import type { SessionHost } from '../../terminal/types.js';
import type { Command } from '../call.js';
import { findSessions, isGone, type Wanted } from '../find-sessions.js';
import { cellOf, NONE, printHostTable } from '../host-table.js';
import { askHosts, exitCode, jsonRows } from '../hosts.js';
import { ASKING } from '../options.js';
import type { Cell, Column } from '../table.js';

const COLUMNS: readonly Column[] = [
  { title: 'NAME', flexible: true },
  { title: 'PID', align: 'right' },
  { title: 'SESSION', align: 'right' },
];
const ACCOUNT_COLUMN: Column = { title: 'USER', flexible: true };
const DETAIL_COLUMNS: readonly Column[] = [
  { title: 'THREADS', align: 'right', drop: 3 },
  { title: 'HANDLES', align: 'right', drop: 2 },
  { title: 'MEMORY', align: 'right', drop: 5 },
  { title: 'CPU', align: 'right', drop: 4 },
  { title: 'SID', flexible: true, drop: 1 },
];

export const processes: Command = {
  name: 'processes',
  summary: 'the processes of sessions',
  operand: '[SESSION]',
  about: [
    'Lists processes, all or those of a session: an id, the name of a session, a user, current or console. With --user those',
    'in the sessions of a user.',
    '',
    ' Only administrators see the users of processes that are not their own. MEMORY is the working set in',
    'MiB. Windows keeps it in 32 bits here: beyond 4 GiB it begins again at 0. CPU is in seconds.',
  ],
  options: ['session', 'user', 'name', 'details', 'accounts', ...ASKING],
  meanings: {
    session: 'in this session: an id, a name, a user, current or console',
    user: 'in the sessions of this user; repeatable',
    details: 'threads, handles, memory, processor time and SID as well',
  },
  examples: [
    ['processes console --accounts', 'what runs in the console session, and as which user'],
    ['processes --name explorer.exe --host rds01', 'in which sessions of a host a program runs'],
    ['processes --details --json', 'for another program'],
  ],
  async run(call) {
    const { values } = call;
    const details = values.flag('details');
    const accounts = values.flag('accounts');
    const [operand, second] = call.operands;
    if (second !== undefined) throw values.wrong(`processes takes one session, not also '${second}'`);
    const [text, another] = [...(operand === undefined ? [] : [operand]), ...(values.texts('session') ?? [])];
    if (another !== undefined) throw values.wrong('give the session once');
    const wanted = text === undefined ? undefined : values.session(text);
    const users = values.texts('user');
    if (wanted !== undefined && users) throw values.wrong('give a session or --user, not both');
    const question: Question = { name: values.text('name'), details, accounts };
    const asked = await askHosts(call, async (host, cancel) => {
      if (users) return await ofUsers(host, users, { ...question, ...cancel });
      return await ofSession(host, wanted, { ...question, ...cancel });
    });
    if (call.wantsJson) call.printJson(jsonRows(asked));
    else {
      printHostTable<Process | ProcessDetails>(call, asked, {
        columns: [...COLUMNS, ...(accounts ? [ACCOUNT_COLUMN] : []), ...(details ? DETAIL_COLUMNS : [])],
        cells: it => [
          ...cells(it),
          ...(accounts ? [cellOf(it.account)] : []),
          ...(details ? detailCells(it as ProcessDetails) : []),
        ],
        nothing: 'no process matches',
      });
    }
    return exitCode(asked);
  },
};

interface Question {
  readonly name: string | undefined;
  readonly details: boolean;
  readonly accounts: boolean;
}
type Found = readonly (Process | ProcessDetails)[];

async function ofSession(host: SessionHost, wanted: Wanted | undefined, question: Question & Cancel): Promise<Found> {
  if (typeof wanted !== 'object') return await host.processes({ ...question, session: wanted });
  const found: (Process | ProcessDetails)[] = [];
  for (const session of await findSessions(host, wanted, question)) {
    found.push(...(await host.processes({ ...question, session })));
  }
  return found;
}

/** A session that ends meanwhile has no processes any more. */
async function ofUsers(host: SessionHost, user: readonly string[], question: Question & Cancel): Promise<Found> {
  const { signal, timeout } = question;
  const found: (Process | ProcessDetails)[] = [];
  for (const session of await host.sessions({ where: { user }, details: true, signal, timeout })) {
    try {
      found.push(...(await host.processes({ ...question, session })));
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return found;
}

function cells({ name, pid, sessionId }: Process): readonly Cell[] {
  // Only the idle process has no name.
  return [cellOf(name || (pid === 0 ? 'Idle' : '')), String(pid), String(sessionId)];
}

function detailCells(it: ProcessDetails): readonly Cell[] {
  const { workingSetBytes32, userTimeMs, kernelTimeMs } = it;
  const cpu = userTimeMs === undefined || kernelTimeMs === undefined ? undefined : (userTimeMs + kernelTimeMs) / 1_000;
  return [
    number(it.threads),
    number(it.handles),
    workingSetBytes32 === undefined ? NONE : (workingSetBytes32 / 2 ** 20).toFixed(1),
    cpu === undefined ? NONE : cpu.toFixed(1),
    cellOf(it.sid),
  ];
}

function number(value: number | undefined): Cell {
  return value === undefined ? NONE : String(value);
}
