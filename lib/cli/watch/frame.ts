import type { FollowerState } from '../../fleet/follower.js';
import type { SessionDetails } from '../../terminal/sessions/types.js';
import { HOST, MARKER } from '../host-table.js';
import type { Paint } from '../paint.js';
import { DETAIL_COLUMNS, detailCells, markOf, SESSION_COLUMNS, sessionCells } from '../session-cells.js';
import { type Cell, type Row, renderTable } from '../table.js';
import { cutPainted, escapeControls } from '../text.js';
import { GAPS } from './event-line.js';

/** How many events are shown at most, and how many also when the table needs the room. */
const LOG_LINES = 8;
const LEAST_LOG_LINES = 3;

export interface FrameHost {
  readonly name: string;
  readonly state: FollowerState;
  readonly sessions: readonly SessionDetails[];
  /** Why it failed, if it has. */
  readonly failure: string | undefined;
}

export interface FrameOptions {
  readonly hosts: readonly FrameHost[];
  /** The latest events, a line each, oldest first. */
  readonly log: readonly string[];
  /** Whether hosts were named, so that they need a column. */
  readonly named: boolean;
  readonly paint: Paint;
  readonly columns: number;
  readonly rows: number;
}

/** The lines of the live view. They fit into the terminal, so that the next frame can be painted over them. */
export function frame({ hosts, log, named, paint, columns, rows }: FrameOptions): readonly string[] {
  const width = Math.max(1, columns - 1);
  // The last line of the terminal stays free: the cursor is there.
  const height = Math.max(1, rows - 1);
  const lines = hosts.flatMap(host => rowsOf(host, named));
  const [titles, ...table] = renderTable([named ? HOST : MARKER, ...SESSION_COLUMNS, ...DETAIL_COLUMNS], lines, {
    paint,
    columns: width,
  })
    .text.trimEnd()
    .split('\n');
  if (lines.length === 0) table.push(paint('dim', 'no session matches'));
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

/** Says how many rows are cut off, and which hosts have failed: their rows may be among them. */
function rest(table: readonly string[], room: number, hosts: readonly FrameHost[]): string {
  const dead = hosts.filter(({ state }) => state.at === 'failed' || state.at === 'lost').map(({ name }) => name);
  const more = `... and ${table.length - room + 1} more`;
  return dead.length === 0 ? more : `${more}; not there: ${escapeControls(dead.join(', '))}`;
}
