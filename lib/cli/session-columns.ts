import { fold } from '../base/fold.js';
import type { SessionDetails } from '../terminal/sessions/types.js';
import { formatDuration, formatTime } from './duration.js';
import { cellOf, NONE } from './host-table.js';
import { DETAIL_COLUMNS, detailCells, SESSION_COLUMNS, sessionCells } from './session-cells.js';
import type { Cell, Column } from './table.js';
import type { ColumnWord } from './words.js';

/** What other programs get: a text, a number, or nothing. */
export type Plain = string | number | undefined;

/** A column of sessions, by the word that `--columns` and `--sort` take for it. */
export interface SessionColumn {
  readonly column: Column;
  /** Its value is only there with details. */
  readonly details: boolean;
  cell(it: SessionDetails): Cell;
  /** For CSV, and to sort by. Times are ISO 8601, durations are in seconds. */
  plain(it: SessionDetails): Plain;
}

const shown = (it: Column | undefined): Column => ({ ...(it as Column), drop: undefined }) as Column;
const session = (i: number, plain: SessionColumn['plain']): SessionColumn => ({
  column: shown(SESSION_COLUMNS[i]),
  details: false,
  cell: it => sessionCells(it)[i] as Cell,
  plain,
});
const detail = (i: number, plain: SessionColumn['plain']): SessionColumn => ({
  column: shown(DETAIL_COLUMNS[i]),
  details: true,
  cell: it => detailCells(it)[i] as Cell,
  plain,
});
const text = (title: string, details: boolean, plain: (it: SessionDetails) => string | undefined): SessionColumn => ({
  column: { title, flexible: true },
  details,
  cell: it => cellOf(plain(it)),
  plain: it => plain(it) || undefined,
});
const time = (title: string, of: (it: SessionDetails) => Date | undefined): SessionColumn => ({
  column: { title },
  details: true,
  cell: it => {
    const date = of(it);
    return date === undefined ? NONE : formatTime(date);
  },
  plain: it => of(it)?.toISOString(),
});
const seconds = (ms: number | undefined) => (ms === undefined ? undefined : Math.floor(ms / 1_000));

/** How long the user has been logged on, by the host's own clock. */
function loggedOnFor({ logonTime, currentTime }: SessionDetails): number | undefined {
  if (logonTime === undefined || currentTime === undefined) return undefined;
  return Math.max(0, currentTime.getTime() - logonTime.getTime());
}

export const COLUMNS: Readonly<Record<ColumnWord, SessionColumn>> = {
  host: text('HOST', false, it => it.host),
  session: session(0, it => it.name || undefined),
  user: session(1, it => it.account),
  id: session(2, it => it.id),
  state: session(3, it => it.state),
  kind: text('KIND', false, it => it.kind),
  domain: text('DOMAIN', false, it => it.domain),
  idle: detail(0, it => seconds(it.idleMs)),
  lock: detail(1, it => (it.lock === 'unknown' ? undefined : it.lock)),
  logon: detail(2, it => it.logonTime?.toISOString()),
  client: detail(3, it => it.client?.name),
  address: detail(4, it => it.client?.address),
  connected: time('CONNECTED', it => it.connectTime),
  disconnected: time('DISCONNECTED', it => it.disconnectTime),
  input: time('LAST INPUT', it => it.lastInputTime),
  duration: {
    column: { title: 'DURATION', align: 'right' },
    details: true,
    cell: it => {
      const ms = loggedOnFor(it);
      return ms === undefined ? NONE : formatDuration(ms);
    },
    plain: it => seconds(loggedOnFor(it)),
  },
  protocol: text('PROTOCOL', true, it => it.client?.protocol),
  display: text('DISPLAY', true, it => {
    const { width, height } = it.client?.display ?? {};
    return width === undefined ? undefined : `${width} x ${height}`;
  }),
  sid: text('SID', true, it => it.sid),
  key: text('KEY', true, it => it.key),
};

/** Those of `list` when `--columns` is not given. */
export const PLAIN_WORDS: readonly ColumnWord[] = ['session', 'user', 'id', 'state'];
export const DETAIL_WORDS: readonly ColumnWord[] = ['idle', 'lock', 'logon', 'client', 'address'];

export interface SortKey {
  readonly word: ColumnWord;
  readonly descending: boolean;
}

/** Sorts by one key after the other. What has no value comes last, whatever the order. */
export function bySortKeys(keys: readonly SortKey[]): (a: SessionDetails, b: SessionDetails) => number {
  return (a, b) => {
    for (const { word, descending } of keys) {
      const [one, other] = [COLUMNS[word].plain(a), COLUMNS[word].plain(b)];
      if (one === undefined || other === undefined) {
        if (one === other) continue;
        return one === undefined ? 1 : -1;
      }
      const order = compare(one, other);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [a, b] = [fold(String(one)), fold(String(other))];
  return a < b ? -1 : Number(a > b);
}
