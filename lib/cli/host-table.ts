import type { Call } from './call.js';
import { type Asked, failed } from './hosts.js';
import type { Cell, Column, Row } from './table.js';

export const MARKER: Column = { title: '', least: 1, gap: 1 };
export const HOST: Column = { title: 'HOST', flexible: true };

export interface HostTable<T> {
  readonly columns: readonly Column[];
  cells(it: T): readonly Cell[];
  /** The mark of a row, in a narrow first column. Used when only this machine was asked. */
  mark?(it: T): Cell;
  /** The message when there is no row. */
  readonly nothing: string;
}

/**
 * One table for all hosts, with a column for the host when hosts were named. A host that failed has a row that says so. A failure
 * of this machine is reported on standard error only.
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
  if (!asked.some(it => failed(it) || it.value.length > 0)) call.note(table.nothing);
}

/** A missing value. */
export const NONE: Cell = { text: '-', colour: 'dim' };

export function cellOf(text: string | undefined): Cell {
  return text === undefined || text === '' ? NONE : text;
}
