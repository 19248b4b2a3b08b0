import type { Session, SessionState } from '../identity/session.js';
import type { SessionDetails, SessionFilter } from '../terminal/sessions/types.js';
import { KINDS, STATE_WORDS } from '../terminal/sessions/words.js';
import { formatDuration, formatTime } from './duration.js';
import { cellOf, NONE } from './host-table.js';
import type { Colour } from './paint.js';
import type { Cell, Column } from './table.js';
import type { Values } from './values.js';

/** The filter of `--kind`, `--state` and `--user`. */
export function sessionFilter(values: Values): SessionFilter {
  return {
    kind: values.words('kind', KINDS),
    state: values.words('state', STATE_WORDS),
    user: values.texts('user'),
  };
}

export const SESSION_COLUMNS: readonly Column[] = [
  { title: 'SESSION', flexible: true },
  { title: 'USER', flexible: true },
  { title: 'ID', align: 'right' },
  { title: 'STATE' },
];

/** On a narrow terminal they are left out by `drop`, the lowest first. */
export const DETAIL_COLUMNS: readonly Column[] = [
  { title: 'IDLE', align: 'right', drop: 5 },
  { title: 'LOCK', drop: 4 },
  { title: 'LOGON TIME', drop: 3 },
  { title: 'CLIENT', flexible: true, drop: 2 },
  { title: 'ADDRESS', flexible: true, drop: 1 },
];

const STATE_COLOURS: Partial<Record<SessionState, Colour>> = {
  active: 'green',
  disconnected: 'yellow',
  down: 'red',
  reset: 'red',
  listen: 'dim',
};

export function sessionCells({ name, account, id, state }: Session): readonly Cell[] {
  return [cellOf(name), cellOf(account), String(id), { text: state, colour: STATE_COLOURS[state] }];
}

export function detailCells({ idleMs, lock, logonTime, client }: SessionDetails): readonly Cell[] {
  return [
    idleMs === undefined ? NONE : formatDuration(idleMs),
    lock === 'unknown' ? NONE : { text: lock, colour: lock === 'locked' ? 'yellow' : undefined },
    logonTime === undefined ? NONE : formatTime(logonTime),
    cellOf(client?.name),
    cellOf(client?.address),
  ];
}

/** Marks the session that this process runs in. */
export function markOf({ isCurrent }: Session): Cell {
  return { text: isCurrent ? '>' : '', colour: 'bold' };
}
