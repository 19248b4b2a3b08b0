import type { Colour, Paint } from './paint.js';
import { cut, escapeControls, widthOf } from './text.js';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
  /** May be cut when the terminal is too narrow. */
  readonly flexible?: true;
  /** The smallest width. */
  readonly least?: number;
  /** The number of blanks after it. Default 2. */
  readonly gap?: number;
}

export type Cell = string | { readonly text: string; readonly colour: Colour | undefined };

export interface Row {
  readonly cells: readonly Cell[];
  /** Takes the place of the last cells, which `cells` then leaves out. */
  readonly note?: Cell;
}

export interface TableOptions {
  readonly paint: Paint;
  /** The terminal's width. Without it nothing is cut. */
  readonly columns: number | undefined;
}

/** A column is not cut below this width. */
const LEAST = 12;

/** A table of text: a line of titles, and a line for each row. */
export function renderTable(columns: readonly Column[], rows: readonly Row[], options: TableOptions): string {
  const clean = rows.map(row => ({
    cells: row.cells.map(cleanCell),
    note: row.note === undefined ? undefined : cleanCell(row.note),
  }));
  const widths = fitted(columns, naturalWidths(columns, clean), options.columns);
  const title = columns.map(column => ({ text: column.title, colour: 'bold' as const }));
  const lines = [{ cells: title, note: undefined }, ...clean].map(row =>
    renderRow(columns, widths, row, options.paint),
  );
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
  const widths = columns.map(({ title, least = 0 }) => Math.max(least, widthOf(title)));
  for (const { cells } of rows) {
    cells.forEach(({ text }, i) => {
      widths[i] = Math.max(widths[i]!, widthOf(text));
    });
  }
  return widths;
}

/**
 * Makes the widest flexible column smaller until a line fits into the terminal. If that is not enough, nothing is cut: wrapped
 * lines are better than names that cannot be read.
 */
function fitted(
  columns: readonly Column[],
  natural: readonly number[],
  available: number | undefined,
): readonly number[] {
  const widths = [...natural];
  const whole = columns.reduce((sum, column, i) => sum + widths[i]! + gapAfter(columns, column, i), 0);
  for (let over = available === undefined ? 0 : whole - available; over > 0; over--) {
    let widest = -1;
    columns.forEach(({ flexible }, i) => {
      if (flexible && widths[i]! > Math.max(LEAST, widths[widest] ?? 0)) widest = i;
    });
    if (widest < 0) return natural;
    widths[widest]! -= 1;
  }
  return widths;
}

function renderRow(columns: readonly Column[], widths: readonly number[], row: CleanRow, paint: Paint): string {
  let line = '';
  // Blanks are added only before more text, so that no line ends with blanks.
  let blanks = 0;
  const put = ({ text, colour }: CleanCell): void => {
    if (text === '') return;
    line += ' '.repeat(blanks) + paint(colour, text);
    blanks = 0;
  };
  row.cells.forEach(({ text: whole, colour }, i) => {
    const column = columns[i]!;
    const text = cut(whole, widths[i]!);
    const padding = widths[i]! - widthOf(text);
    if (column.align === 'right') blanks += padding;
    put({ text, colour });
    blanks += gapAfter(columns, column, i) + (column.align === 'right' ? 0 : padding);
  });
  if (row.note) put(row.note);
  return line;
}

function gapAfter(columns: readonly Column[], column: Column, index: number): number {
  return index === columns.length - 1 ? 0 : (column.gap ?? 2);
}
