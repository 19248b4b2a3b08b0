import { describe, expect, it } from 'vitest';
import { type Column, type Row, renderTable } from '../../../lib/cli/table.js';
import { widthOf } from '../../../lib/cli/text.js';
import { lines } from './harness.js';

const plain = (_: unknown, text: string) => text;
const COLUMNS: readonly Column[] = [
  { title: 'NAME', flexible: true },
  { title: 'N', align: 'right' },
  { title: 'LAST' },
];

function table(rows: readonly Row[], columns?: number): readonly string[] {
  return lines(renderTable(COLUMNS, rows, { paint: plain, columns }).text);
}

describe('a table', () => {
  it('aligns by visible width, not by code units', () => {
    const rows = [{ cells: ['佐藤', '5', 'x'] }, { cells: ['ju\u0308', '123', 'y'] }, { cells: ['👩‍💻', '7', 'z'] }];
    const starts = table(rows).map(line => widthOf(line.slice(0, line.search(/[xyzL]/))));
    expect(starts).toEqual([11, 11, 11, 11]);
  });

  it('has no blanks at the end of a line', () => {
    expect(table([{ cells: ['long name', '1', ''] }, { cells: ['', '', ''] }])).toEqual([
      'NAME       N  LAST',
      'long name  1',
      '',
    ]);
  });

  it('puts a note in place of the missing cells', () => {
    expect(table([{ cells: ['a'], note: 'gone' }, { cells: ['b', '1', 'x'] }])).toEqual([
      'NAME  N  LAST',
      'a     gone',
      'b     1  x',
    ]);
  });

  it('cuts a flexible column so that lines fit the terminal', () => {
    const cutTo = table([{ cells: ['a-very-long-name-indeed', '1', 'x'] }], 24);
    expect(cutTo).toEqual(['NAME             N  LAST', 'a-very-long-na…  1  x']);
  });

  it('cuts nothing without a terminal, and nothing when cutting does not help', () => {
    const whole = ['NAME                     N  LAST', 'a-very-long-name-indeed  1  x'];
    expect(table([{ cells: ['a-very-long-name-indeed', '1', 'x'] }])).toEqual(whole);
    expect(table([{ cells: ['a-very-long-name-indeed', '1', 'x'] }], 10)).toEqual(whole);
  });

  it('leaves columns out by their order where cut names are not enough', () => {
    const columns: readonly Column[] = [
      { title: 'USER', flexible: true },
      { title: 'SECOND', drop: 2 },
      { title: 'ID', align: 'right' },
      { title: 'FIRST', flexible: true, drop: 1 },
      { title: 'STATE' },
    ];
    const rows = [{ cells: ['a-very-long-name', '2nd', '5', 'first-of-all', 'ok'] }, { cells: ['b'], note: 'gone' }];
    const at = (width: number | undefined) => renderTable(columns, rows, { paint: plain, columns: width });
    expect(at(undefined).leftOut).toEqual([]);
    expect(at(49)).toEqual({ ...at(undefined), leftOut: [] });
    expect(lines(at(45).text)[1]).toBe('a-very-long…  2nd      5  first-of-all  ok');
    expect(at(41).leftOut).toEqual([]);
    expect(at(40).leftOut).toEqual(['FIRST']);
    expect(lines(at(35).text)).toEqual([
      'USER              SECOND  ID  STATE',
      'a-very-long-name  2nd      5  ok',
      'b                 gone',
    ]);
    expect(at(28)).toMatchObject({ leftOut: ['SECOND', 'FIRST'] });
    // What must stay is cut further before a line is wrapped.
    expect(lines(at(17).text)[1]).toBe('a-ver…   5  ok');
    expect(lines(at(10).text)[1]).toBe('a-very-long-name   5  ok');
  });

  it('escapes control characters', () => {
    expect(table([{ cells: ['\x1b[31m', '\n', 'x'] }, { cells: [], note: '\x07' }]).slice(1)).toEqual([
      '\\x1b[31m  \\x0a  x',
      '\\x07',
    ]);
  });
});
