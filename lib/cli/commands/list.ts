import type { SessionDetails } from '../../terminal/sessions/types.js';
import type { Call, Command } from '../call.js';
import { csvLine } from '../csv.js';
import { HOST, MARKER } from '../host-table.js';
import { type Asked, askHosts, exitCode, failed, jsonRows } from '../hosts.js';
import { ASKING } from '../options.js';
import { DETAIL_COLUMNS, detailCells, markOf, SESSION_COLUMNS, sessionCells, sessionFilter } from '../session-cells.js';
import { bySortKeys, COLUMNS, DETAIL_WORDS, PLAIN_WORDS, type SortKey } from '../session-columns.js';
import type { Cell, Column, Row } from '../table.js';
import type { Values } from '../values.js';
import { COLUMN_WORDS, type ColumnWord, FORMATS } from '../words.js';

export const list: Command = {
  name: 'list',
  summary: 'the sessions of this machine, or of hosts (the default)',
  about: [
    'Lists sessions; > marks the one that this process runs in. Times are in your time zone.',
    '',
    `Columns: ${COLUMN_WORDS.slice(0, 12).join(', ')},`,
    `${COLUMN_WORDS.slice(12).join(', ')}.`,
  ],
  options: ['details', 'user', 'state', 'kind', 'idle', 'columns', 'sort', 'format', ...ASKING],
  meanings: {
    details: 'idle time, lock, logon time and client as well',
    idle: 'idle for at least this time: 30m, 2h, 1d; implies --details',
    json: 'the same as --format json',
  },
  examples: [
    ['', 'the sessions of this machine'],
    ['list --details --kind user', 'who is logged on, from where, and idle for how long'],
    ['list --host rds01 --host rds02 --idle 30m', 'sessions that nobody has used for half an hour'],
    ['list --columns host,user,idle --sort=-idle --host "@rds.txt"', 'who has been idle longest, on many hosts'],
    ['list --state disconnected --format csv', 'for a spreadsheet'],
  ],
  async run(call) {
    const { values } = call;
    const format = formatOf(values);
    const columns = values.wordList('columns', COLUMN_WORDS);
    const sort = sortOf(values);
    if (columns && format === 'json') throw values.wrong('--columns is for a table or CSV; JSON has every value');
    const idle = values.duration('idle');
    const needed = [...(columns ?? []), ...sort.map(it => it.word)].some(it => COLUMNS[it].details);
    const details = values.flag('details') || idle !== undefined || needed;
    const where = sessionFilter(values);
    const asked = await askHosts(call, async (host, cancel): Promise<readonly SessionDetails[]> => {
      // Without details, only what every session has is looked at.
      if (!details) return (await host.sessions({ ...cancel, where })) as readonly SessionDetails[];
      const sessions = await host.sessions({ ...cancel, where, details: true });
      return idle === undefined ? sessions : sessions.filter(({ idleMs }) => idleMs !== undefined && idleMs >= idle);
    });
    const rows = rowsOf(asked, sort);
    if (format === 'json') call.printJson(jsonRowsOf(asked, rows, sort));
    else if (format === 'csv') printCsv(call, rows, columns ?? defaultWords(details));
    else printTable(call, asked, rows, { columns, details });
    if (details) reportWithheld(call, rows);
    return exitCode(asked);
  },
};

function formatOf(values: Values): (typeof FORMATS)[number] {
  const [format] = values.words('format', FORMATS) ?? [];
  if (!values.flag('json')) return format ?? 'table';
  if (format !== undefined && format !== 'json') throw values.wrong(`--json is not --format ${format}; leave one out`);
  return 'json';
}

function sortOf(values: Values): readonly SortKey[] {
  const words = values.texts('sort')?.flatMap(text => text.split(',').map(it => it.trim())) ?? [];
  const known = values.known(
    'sort',
    words.map(it => it.replace(/^-/, '')),
    COLUMN_WORDS,
  );
  return known.map((word, i) => ({ word, descending: words[i]?.startsWith('-') === true }));
}

/** Sorted over all hosts, where that is asked for. */
function rowsOf(
  asked: readonly Asked<readonly SessionDetails[]>[],
  sort: readonly SortKey[],
): readonly SessionDetails[] {
  const rows = asked.flatMap(it => (failed(it) ? [] : it.value));
  return sort.length > 0 ? rows.toSorted(bySortKeys(sort)) : rows;
}

function jsonRowsOf(
  asked: readonly Asked<readonly SessionDetails[]>[],
  rows: readonly SessionDetails[],
  sort: readonly SortKey[],
): readonly unknown[] {
  return sort.length === 0 ? jsonRows(asked) : [...rows, ...jsonRows(asked.filter(failed))];
}

function defaultWords(details: boolean): readonly ColumnWord[] {
  return ['host', ...PLAIN_WORDS, ...(details ? DETAIL_WORDS : [])];
}

function printCsv(call: Call, rows: readonly SessionDetails[], words: readonly ColumnWord[]): void {
  const lines = [csvLine(words), ...rows.map(it => csvLine(words.map(word => COLUMNS[word].plain(it))))];
  call.print(lines.join(''));
}

interface TableParts {
  readonly columns: readonly Column[];
  cells(it: SessionDetails): readonly Cell[];
}

/** What was asked for is never left out for want of room; what comes by default may be. */
function partsOf(words: readonly ColumnWord[] | undefined, details: boolean): TableParts {
  if (words) {
    return { columns: words.map(it => COLUMNS[it].column), cells: it => words.map(word => COLUMNS[word].cell(it)) };
  }
  if (!details) return { columns: SESSION_COLUMNS, cells: sessionCells };
  return {
    columns: [...SESSION_COLUMNS, ...DETAIL_COLUMNS],
    cells: it => [...sessionCells(it), ...detailCells(it)],
  };
}

function printTable(
  call: Call,
  asked: readonly Asked<readonly SessionDetails[]>[],
  sessions: readonly SessionDetails[],
  { columns: words, details }: { readonly columns: readonly ColumnWord[] | undefined; readonly details: boolean },
): void {
  const { columns, cells } = partsOf(words, details);
  const named = call.values.hosts.length > 0 && !words?.includes('host');
  const marks = call.values.hosts.length === 0 && words === undefined;
  const first = (it: SessionDetails): readonly Cell[] => [...(marks ? [markOf(it)] : []), ...(named ? [it.host] : [])];
  const row = (it: SessionDetails): Row => ({ cells: [...first(it), ...cells(it)] });
  // Sorted rows belong to no host; then those that failed come last.
  const before = Array.from({ length: Math.max(0, words?.indexOf('host') ?? 0) }, () => '');
  const isSorted = call.values.flag('sort');
  const groups = isSorted ? [sessions.map(row)] : [];
  for (const it of asked) {
    if (!failed(it)) groups.push(isSorted ? [] : it.value.map(row));
    else if (call.values.hosts.length > 0 && !it.noAddon) {
      groups.push([{ cells: [...before, it.host ?? ''], note: { text: it.problem.brief, colour: 'red' } }]);
    }
  }
  const rows = groups.flat();
  if (rows.length > 0) call.printTable([...(marks ? [MARKER] : []), ...(named ? [HOST] : []), ...columns], rows);
  if (!asked.some(it => failed(it) || it.value.length > 0)) call.note('no session matches');
}

/** A dash means that there is no value, or that Windows refused it. Users must be able to see which. */
function reportWithheld(call: Call, rows: readonly SessionDetails[]): void {
  const refused = rows.filter(it => it.withheld.length > 0);
  if (refused.length === 0) return;
  const named = call.values.hosts.length > 0;
  const ids = refused.map(it => (named ? `${it.id} on ${it.host}` : it.id)).join(', ');
  call.say(`Windows withheld details of session ${ids}; winstation show ID says which, and doctor why`);
}
