import type { Call } from './call.js';
import { type Asked, failed } from './hosts.js';
import type { Cell, Column, Row } from './table.js';

const MARKER: Column = { title: '', gap: 1 };
const HOST: Column = { title: 'HOST', flexible: true };

/** A row of a host's answer, and what marks it. */
export interface MarkedRow {
  readonly marker: Cell;
  readonly cells: readonly Cell[];
}

/**
 * One table over all hosts, with a column for the host when hosts were named. A host that failed is a row that says so. What
 * fails on this machine is told on standard error alone.
 */
export function printHostTable<T>(
  call: Call,
  columns: readonly Column[],
  asked: readonly Asked<readonly T[]>[],
  row: (it: T) => MarkedRow,
  nothing: string,
): void {
  const named = call.values.hosts.length > 0;
  const rows = asked.flatMap((it): readonly Row[] => {
    if (!failed(it)) {
      return it.value.map(item => {
        const { marker, cells } = row(item);
        return { cells: [marker, ...(named ? [it.host] : []), ...cells] };
      });
    }
    if (!named || it.noAddon) return [];
    return [{ cells: ['', it.host ?? ''], note: { text: it.problem.brief, colour: 'red' } }];
  });
  if (rows.length > 0) call.printTable([MARKER, ...(named ? [HOST] : []), ...columns], rows);
  if (!asked.some(it => failed(it) || it.value.length > 0)) call.say(nothing);
}

/** An absent value. */
export const NONE: Cell = { text: '-', colour: 'dim' };

export function cellOf(text: string | undefined): Cell {
  return text === undefined || text === '' ? NONE : text;
}
