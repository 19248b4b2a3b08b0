import type { Process, ProcessDetails } from '../../terminal/processes/types.js';
import type { Command } from '../call.js';
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
  { title: 'THREADS', align: 'right' },
  { title: 'HANDLES', align: 'right' },
  { title: 'MEMORY', align: 'right' },
  { title: 'CPU', align: 'right' },
  { title: 'SID', flexible: true },
];

export const processes: Command = {
  name: 'processes',
  summary: 'the processes of sessions',
  about: [
    'Lists processes. Only administrators see the users of processes that are not their own. MEMORY is the working set in',
    'MiB. Windows keeps it in 32 bits here: beyond 4 GiB it begins again at 0. CPU is in seconds.',
  ],
  options: ['session', 'name', 'details', 'accounts', ...ASKING],
  meanings: { details: 'threads, handles, memory, processor time and SID as well' },
  examples: [
    ['processes --session console --accounts', 'what runs in the console session, and as which user'],
    ['processes --name explorer.exe --host rds01', 'in which sessions of a host a program runs'],
    ['processes --details --json', 'for another program'],
  ],
  async run(call) {
    const { values } = call;
    const details = values.flag('details');
    const accounts = values.flag('accounts');
    const wanted = values.text('session');
    const session = wanted === undefined ? undefined : values.sessionRef(wanted);
    const question = { session, name: values.text('name'), details, accounts };
    const asked = await askHosts(call, (host, cancel) => host.processes({ ...question, ...cancel }));
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
