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
  /** May be left out when the terminal is too narrow even with cut columns; that with the lowest number goes first. */
  readonly drop?: number;
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

/** A column is not cut below this width while others can be left out; after that not below the second one. */
const LEAST = 10;
const LEAST_OF_ALL = 6;

export interface Rendered {
  readonly text: string;
  /** The titles of the columns that found no room. */
  readonly leftOut: readonly string[];
}

/** A table of text: a line of titles, and a line for each row. */
export function renderTable(columns: readonly Column[], rows: readonly Row[], options: TableOptions): Rendered {
  const clean = rows.map(row => ({
    cells: row.cells.map(cleanCell),
    note: row.note === undefined ? undefined : cleanCell(row.note),
  }));
  const natural = naturalWidths(columns, clean);
  const { kept, widths } = fitted(columns, natural, options.columns);
  const title = columns.map(column => ({ text: column.title, colour: 'bold' as const }));
  const lines = [{ cells: title, note: undefined }, ...clean].map(({ cells, note }) =>
    renderRow(
      kept.map(i => columns[i]!),
      widths,
      // A note takes the place of the last cells, which are not there.
      { cells: kept.filter(i => i < cells.length).map(i => cells[i]!), note },
      options.paint,
    ),
  );
  return {
    text: lines.map(line => `${line}\n`).join(''),
    leftOut: columns.filter((_, i) => !kept.includes(i)).map(({ title }) => title),
  };
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

interface Fitted {
  /** The columns that are shown, by their place. */
  readonly kept: readonly number[];
  readonly widths: readonly number[];
}

/**
 * First the widest flexible columns become smaller. If that is not enough, columns are left out, and then those that are left become
 * smaller still. If even that is not enough, nothing more is cut: wrapped lines are better than names that cannot be read.
 */
function fitted(columns: readonly Column[], natural: readonly number[], available: number | undefined): Fitted {
  let kept: readonly number[] = columns.map((_, i) => i);
  const all = () => ({ kept, widths: kept.map(i => natural[i]!) });
  if (available === undefined) return all();
  const order = kept.filter(i => columns[i]!.drop !== undefined).sort((a, b) => columns[a]!.drop! - columns[b]!.drop!);
  for (const next of [...order, undefined]) {
    const widths = narrowed(columns, natural, { kept, available, least: LEAST });
    if (widths) return { kept, widths };
    if (next !== undefined) kept = kept.filter(i => i !== next);
  }
  const widths = narrowed(columns, natural, { kept, available, least: LEAST_OF_ALL });
  return widths ? { kept, widths } : all();
}

/** The widths of the columns that are kept, so that a line fits; `undefined` where none is wider than `least` and it still does not. */
function narrowed(
  columns: readonly Column[],
  natural: readonly number[],
  { kept, available, least }: { readonly kept: readonly number[]; readonly available: number; readonly least: number },
): readonly number[] | undefined {
  const shown = kept.map(i => columns[i]!);
  const widths = kept.map(i => natural[i]!);
  const whole = shown.reduce((sum, column, i) => sum + widths[i]! + gapAfter(shown, column, i), 0);
  for (let over = whole - available; over > 0; over--) {
    let widest = -1;
    shown.forEach(({ flexible }, i) => {
      if (flexible && widths[i]! > Math.max(least, widths[widest] ?? 0)) widest = i;
    });
    if (widest < 0) return undefined;
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
  // After the last column there is no gap otherwise.
  if (line !== '') blanks = Math.max(blanks, 2);
  if (row.note) put(row.note);
  return line;
}

function gapAfter(columns: readonly Column[], column: Column, index: number): number {
  return index === columns.length - 1 ? 0 : (column.gap ?? 2);
}
