import type { Call } from './call.js';
import { type Asked, failed } from './hosts.js';
import type { Cell, Column, Row } from './table.js';

export const MARKER: Column = { title: '', least: 1, gap: 1 };
export const HOST: Column = { title: 'HOST', flexible: true };

export interface HostTable<T> {
  readonly columns: readonly Column[];
  cells(it: T): readonly Cell[];
  /** What marks a row of this machine, in a narrow column before all others. */
  mark?(it: T): Cell;
  /** What to say when there is no row. */
  readonly nothing: string;
}

/**
 * One table over all hosts, with a column for the host when hosts were named. A host that failed is a row that says so. What
 * fails on this machine is told on standard error alone.
 */
export function printHostTable<T>(call: Call, asked: readonly Asked<readonly T[]>[], table: HostTable<T>): void {
  const named = call.values.hosts.length > 0;
  const mark = named ? undefined : table.mark;
  const rows = asked.flatMap((it): readonly Row[] => {
    if (!failed(it)) {
      return it.value.map(item => ({
        cells: [...(mark ? [mark(item)] : []), ...(named ? [it.host] : []), ...table.cells(item)],
      }));
    }
    if (!named || it.noAddon) return [];
    return [{ cells: [it.host ?? ''], note: { text: it.problem.brief, colour: 'red' } }];
  });
  const columns = [...(mark ? [MARKER] : []), ...(named ? [HOST] : []), ...table.columns];
  if (rows.length > 0) call.printTable(columns, rows);
  if (!asked.some(it => failed(it) || it.value.length > 0)) call.say(table.nothing);
}

/** An absent value. */
export const NONE: Cell = { text: '-', colour: 'dim' };

export function cellOf(text: string | undefined): Cell {
  return text === undefined || text === '' ? NONE : text;
}
