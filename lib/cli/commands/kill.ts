import type { Cancel } from '../../lane/cancel.js';
import type { Process } from '../../terminal/processes/types.js';
import type { SessionHost } from '../../terminal/types.js';
import { carryOut } from '../acts/carry-out.js';
import type { Deed } from '../acts/deed.js';
import { each } from '../acts/each.js';
import { ACTING, ACTING_ABOUT } from '../acts/options.js';
import type { Call, Command } from '../call.js';
import { findSessions, type Wanted } from '../find-sessions.js';
import { cellOf } from '../host-table.js';
import { NoSessionError } from '../no-session.js';
import type { Column } from '../table.js';
import type { Values } from '../values.js';

const COLUMNS: readonly Column[] = [
  { title: 'NAME', flexible: true },
  { title: 'PID', align: 'right' },
  { title: 'SESSION', align: 'right' },
  { title: 'USER', flexible: true },
];
/** The time in which nothing runs is listed as a process. */
const IDLE = 0;
const MAX_PID = 0xffffffff;
const MAX_EXIT_CODE = 0xffffffff;

export const kill: Command = {
  name: 'kill',
  summary: 'ends processes; what they have not saved is lost',
  operand: '[PID|NAME ...]',
  about: [
    'Chooses by id or by the name of the program, with --session or --user only in those sessions. Child processes live on.',
    '',
    ...ACTING_ABOUT,
  ],
  options: ['name', 'session', 'user', 'exit-code', 'no-wait', ...ACTING],
  meanings: { user: 'in the sessions of this user; repeatable' },
  examples: [
    ['kill 4711', 'one process'],
    ['kill excel.exe --user anna --host rds01', 'a program, in the sessions of anna on another machine'],
    ['kill --session 5 --dry-run', 'all of a session: only shows them'],
  ],
  acts: true,
  async run(call) {
    const { values } = call;
    const choice = choiceOf(call);
    const exitCode = exitCodeOf(values);
    const shown = {
      columns: COLUMNS,
      cells: (it: Process) => [cellOf(it.name), String(it.pid), String(it.sessionId), cellOf(it.account)],
    };
    const deed: Deed<Process> = {
      name: 'kill',
      question: count => `end ${count} process${count === 1 ? '' : 'es'}`,
      plan: shown,
      brief: shown,
      json: process => ({ process }),
      isWhole: false,
      nothing: 'no process matches',
      choose: (host, cancel) => chosen(call, host, choice, cancel),
      perform: (host, processes) =>
        each(call, host, processes, async (process, cancel) => {
          const wait = !values.flag('no-wait');
          await host.terminate(process, { ...cancel, wait, exitCode });
          return wait ? 'ended' : 'begun';
        }),
    };
    return await carryOut(call, deed);
  },
};

interface Choice {
  readonly pids: ReadonlySet<number>;
  readonly names: ReadonlySet<string>;
  readonly sessions: readonly Wanted[] | undefined;
  readonly users: readonly string[] | undefined;
}

function choiceOf(call: Call): Choice {
  const { values, operands } = call;
  const name = values.text('name');
  const sessions = values.texts('session');
  const users = values.texts('user');
  if (operands.length === 0 && name === undefined && sessions === undefined && users === undefined) {
    throw values.wrong('which processes? Give a PID, a NAME, --name, --session or --user');
  }
  if (sessions && users) throw values.wrong('give --session or --user, not both');
  const pids = operands.filter(it => /^\d+$/.test(it));
  for (const pid of pids) {
    if (Number(pid) > MAX_PID) throw values.wrong(`${pid} is no id of a process: it is too large`);
    if (Number(pid) === IDLE) throw values.wrong(`${pid} is no process that can be ended`);
  }
  const names = [...operands.filter(it => !/^\d+$/.test(it)), ...(name === undefined ? [] : [name])];
  return {
    pids: new Set(pids.map(Number)),
    names: new Set(names.map(it => it.toLowerCase())),
    sessions: sessions?.map(it => values.session(it)),
    users,
  };
}

/** Rows, so that each is checked again before it is ended. */
async function chosen(
  call: Call,
  host: SessionHost,
  { pids, names, sessions, users }: Choice,
  { signal, timeout }: Cancel,
): Promise<readonly Process[]> {
  const control = { signal, timeout };
  const all = await host.processes({ ...control, accounts: true });
  const found = sessions
    ? (await Promise.all(sessions.map(it => findSessions(host, it, control)))).flat()
    : users && (await host.sessions({ ...control, where: { user: users } }));
  const ids = found && new Set(found.map(it => it.id));
  const byPid = all.filter(it => pids.has(it.pid));
  for (const pid of pids) {
    if (!byPid.some(it => it.pid === pid)) throw new NoSessionError(host.name, `no process ${pid}`);
  }
  for (const name of names) {
    // The only program that can be meant has an ending.
    const meant = all.some(it => it.name.toLowerCase() === name) ? undefined : all.find(it => isShort(name, it))?.name;
    if (meant !== undefined) throw new NoSessionError(host.name, `no process ${name}; did you mean ${meant}?`);
  }
  return all.filter(it => {
    if (it.pid === IDLE || (ids && !ids.has(it.sessionId))) return false;
    const chosen = pids.size + names.size === 0 || pids.has(it.pid) || names.has(it.name.toLowerCase());
    return chosen && !isThisProgram(call, host, it);
  });
}

const isShort = (name: string, process: Process) => process.name.toLowerCase() === `${name}.exe`;

/** The program itself, which could not say what became of the others. */
function isThisProgram(call: Call, host: SessionHost, { pid }: Process): boolean {
  if (!host.isLocal || pid !== process.pid || call.values.flag('mock')) return false;
  call.say(`process ${pid} is this program and is left out`);
  return true;
}

function exitCodeOf(values: Values): number | undefined {
  const text = values.text('exit-code');
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) <= MAX_EXIT_CODE) return Number(text);
  throw values.wrong(`--exit-code is a number from 0 to ${MAX_EXIT_CODE}, not '${text}'`);
}
