import type { Colour, Paint } from './paint.js';
import { cut, escapeControls, widthOf } from './text.js';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
  /** May be cut when the terminal is too narrow. */
  readonly flexible?: true;
  /** Blanks after it; 2 by default. */
  readonly gap?: number;
}

export type Cell = string | { readonly text: string; readonly colour: Colour | undefined };

export interface Row {
  readonly cells: readonly Cell[];
  /** In place of the cells that `cells` lacks. */
  readonly note?: Cell;
}

export interface TableOptions {
  readonly paint: Paint;
  /** The terminal's width. Without it nothing is cut. */
  readonly columns: number | undefined;
}

const LEAST = 8;

/** A table of text, a line each, under a line of titles. */
export function renderTable(columns: readonly Column[], rows: readonly Row[], options: TableOptions): string {
  const clean = rows.map(row => ({
    cells: row.cells.map(cleanCell),
    note: row.note === undefined ? undefined : cleanCell(row.note),
  }));
  const widths = fitted(columns, naturalWidths(columns, clean), options.columns);
  const title = columns.map(column => ({ text: column.title, colour: 'bold' as const }));
  const lines = [{ cells: title, note: undefined }, ...clean].map(row => renderRow(columns, widths, row, options));
  return lines.map(line => `${line}\n`).join('');
}

interface CleanCell {
  readonly text: string;
  readonly colour: Colour | undefined;
}

interface CleanRow {
  readonly cells: readonly CleanCell[];
  readonly note: CleanCell | undefined;
}

function cleanCell(cell: Cell): CleanCell {
  if (typeof cell === 'string') return { text: escapeControls(cell), colour: undefined };
  return { text: escapeControls(cell.text), colour: cell.colour };
}

function naturalWidths(columns: readonly Column[], rows: readonly CleanRow[]): number[] {
  const widths = columns.map(({ title }) => widthOf(title));
  for (const { cells } of rows) {
    cells.forEach(({ text }, i) => {
      widths[i] = Math.max(widths[i] ?? 0, widthOf(text));
    });
  }
  return widths;
}

/** Takes from the widest flexible column until the line fits. */
function fitted(columns: readonly Column[], widths: number[], available: number | undefined): readonly number[] {
  if (available === undefined) return widths;
  let over = columns.reduce((sum, column, i) => sum + (widths[i] ?? 0) + gapAfter(columns, column, i), 0) - available;
  for (; over > 0; over--) {
    let widest = -1;
    columns.forEach(({ flexible }, i) => {
      if (flexible && (widths[i] ?? 0) > Math.max(LEAST, widths[widest] ?? 0)) widest = i;
    });
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function renderRow(
  columns: readonly Column[],
  widths: readonly number[],
  row: CleanRow,
  { paint, columns: available }: TableOptions,
): string {
  let line = '';
  let used = 0;
  let owed = 0;
  const put = ({ text, colour }: CleanCell, before: number, after: number): void => {
    // Blanks are owed until something follows them, so that no line ends in any.
    owed += before;
    if (text !== '') {
      line += ' '.repeat(owed) + paint(colour, text);
      used += owed + widthOf(text);
      owed = 0;
    }
    owed += after;
  };
  row.cells.forEach((cell, i) => {
    const column = columns[i]!;
    const width = widths[i] ?? 0;
    const text = available === undefined ? cell.text : cut(cell.text, width);
    const blank = width - widthOf(text);
    const gap = gapAfter(columns, column, i);
    if (column.align === 'right') put({ text, colour: cell.colour }, blank, gap);
    else put({ text, colour: cell.colour }, 0, blank + gap);
  });
  if (row.note) {
    const room = available === undefined ? Number.POSITIVE_INFINITY : Math.max(LEAST, available - used - owed);
    put({ text: cut(row.note.text, room), colour: row.note.colour }, 0, 0);
  }
  return line;
}

function gapAfter(columns: readonly Column[], column: Column, index: number): number {
  return index === columns.length - 1 ? 0 : (column.gap ?? 2);
}
