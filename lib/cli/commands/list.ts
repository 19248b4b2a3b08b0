import type { Session } from '../../identity/session.js';
import type { SessionDetails } from '../../terminal/sessions/types.js';
import type { Call, Command } from '../call.js';
import { printHostTable } from '../host-table.js';
import { type Asked, askHosts, exitCode, failed, jsonRows } from '../hosts.js';
import { ASKING } from '../options.js';
import { DETAIL_COLUMNS, detailCells, markOf, SESSION_COLUMNS, sessionCells, sessionFilter } from '../session-cells.js';
import type { Cell, Column } from '../table.js';

export const list: Command = {
  name: 'list',
  summary: 'the sessions of this machine, or of hosts (the default)',
  about: ['Lists sessions; > marks the one that this process runs in. Times are in your time zone.'],
  options: ['details', 'user', 'state', 'kind', 'idle', ...ASKING],
  meanings: { details: 'idle time, lock, logon time and client as well' },
  examples: [
    ['', 'the sessions of this machine'],
    ['list --details --kind user', 'who is logged on, from where, and idle for how long'],
    ['list --host rds01 --host rds02 --idle 30m', 'sessions that nobody has used for half an hour'],
    ['list --state disconnected --json', 'for another program'],
  ],
  async run(call) {
    const { values } = call;
    const idle = values.duration('idle');
    const details = values.flag('details') || idle !== undefined;
    const where = sessionFilter(values);
    if (!details) {
      const asked = await askHosts(call, (host, cancel) => host.sessions({ ...cancel, where }));
      return finish(call, SESSION_COLUMNS, asked, sessionCells);
    }
    const asked = await askHosts(call, async (host, cancel) => {
      const sessions = await host.sessions({ ...cancel, where, details: true });
      return idle === undefined ? sessions : sessions.filter(({ idleMs }) => idleMs !== undefined && idleMs >= idle);
    });
    const code = finish(call, [...SESSION_COLUMNS, ...DETAIL_COLUMNS], asked, it => [
      ...sessionCells(it),
      ...detailCells(it),
    ]);
    reportWithheld(call, asked);
    return code;
  },
};

function finish<S extends Session>(
  call: Call,
  columns: readonly Column[],
  asked: readonly Asked<readonly S[]>[],
  cells: (session: S) => readonly Cell[],
): 0 | 1 {
  if (call.wantsJson) call.printJson(jsonRows(asked));
  else {
    printHostTable(call, asked, { columns, cells, mark: markOf, nothing: 'no session matches' });
  }
  return exitCode(asked);
}

/** A dash means that there is no value, or that Windows refused it. Users must be able to see which. */
function reportWithheld(call: Call, asked: readonly Asked<readonly SessionDetails[]>[]): void {
  const refused = asked.flatMap(it => (failed(it) ? [] : it.value)).filter(it => it.withheld.length > 0);
  if (refused.length === 0) return;
  const named = call.values.hosts.length > 0;
  const ids = refused.map(it => (named ? `${it.id} on ${it.host}` : it.id)).join(', ');
  call.say(`Windows withheld details of session ${ids}; winstation show ID says which, and doctor why`);
}
