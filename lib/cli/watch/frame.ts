import type { FollowerState } from '../../fleet/follower.js';
import type { SessionDetails } from '../../terminal/sessions/types.js';
import { HOST, MARKER } from '../host-table.js';
import type { Paint } from '../paint.js';
import { DETAIL_COLUMNS, detailCells, markOf, SESSION_COLUMNS, sessionCells } from '../session-cells.js';
import { type Cell, type Row, renderTable } from '../table.js';
import { cutPainted, escapeControls } from '../text.js';
import { GAPS } from './event-line.js';

/** How many events are shown, where there is room, and where there is little. */
const LOG_LINES = 8;
const LEAST_LOG_LINES = 3;

export interface FrameHost {
  readonly name: string;
  readonly state: FollowerState;
  readonly sessions: readonly SessionDetails[];
  /** Why it failed, for a host that has. */
  readonly failure: string | undefined;
}

export interface FrameOptions {
  readonly hosts: readonly FrameHost[];
  /** The latest events, a line each, oldest first. */
  readonly log: readonly string[];
  /** Hosts were named, so they have a column. */
  readonly named: boolean;
  readonly paint: Paint;
  readonly columns: number;
  readonly rows: number;
}

/** What the live view shows: lines that fit the terminal, so that it can be painted over. */
export function frame({ hosts, log, named, paint, columns, rows }: FrameOptions): readonly string[] {
  const width = Math.max(1, columns - 1);
  // The cursor stands under the last line.
  const height = Math.max(1, rows - 1);
  const lines = hosts.flatMap(host => rowsOf(host, named));
  const [titles, ...table] = renderTable([named ? HOST : MARKER, ...SESSION_COLUMNS, ...DETAIL_COLUMNS], lines, {
    paint,
    columns: width,
  })
    .trimEnd()
    .split('\n');
  if (lines.length === 0) table.push(paint('dim', 'no session fits'));
  const wanted = Math.min(log.length, LOG_LINES);
  const free = height - 1 - table.length;
  const logged = Math.min(wanted, Math.max(LEAST_LOG_LINES, free - 1));
  const room = Math.max(1, height - 1 - (logged > 0 ? logged + 1 : 0));
  const shown = table.length <= room ? table : [...table.slice(0, room - 1), paint('dim', rest(table, room, hosts))];
  return [titles ?? '', ...shown, ...(logged > 0 ? ['', ...log.slice(-logged)] : [])]
    .slice(0, height)
    .map(line => cutPainted(line, width));
}

function rowsOf({ name, state, failure, sessions }: FrameHost, named: boolean): readonly Row[] {
  const first = (cell: Cell) => (named ? name : cell);
  const note = noteOf(state, failure);
  if (note) return [{ cells: [first('')], note }];
  return sessions.map(it => ({ cells: [first(markOf(it)), ...sessionCells(it), ...detailCells(it)] }));
}

function noteOf(state: FollowerState, failure: string | undefined): Cell | undefined {
  switch (state.at) {
    case 'live':
      return undefined;
    case 'opening':
      return { text: 'asking ...', colour: 'dim' };
    case 'lost':
      return { text: `${GAPS[state.reason]}; waiting for it to come back`, colour: 'red' };
    case 'failed':
      return { text: `${failure}; will be tried again`, colour: 'red' };
  }
}

/** What is cut off is said, and above all which hosts are not there. */
function rest(table: readonly string[], room: number, hosts: readonly FrameHost[]): string {
  const dead = hosts.filter(({ state }) => state.at === 'failed' || state.at === 'lost').map(({ name }) => name);
  const more = `... and ${table.length - room + 1} more`;
  return dead.length === 0 ? more : `${more}; not there: ${escapeControls(dead.join(', '))}`;
}
