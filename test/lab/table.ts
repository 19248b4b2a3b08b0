import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MachineReport } from './all.js';
import { addonTitleOf, type Machine } from './setup/machine.js';
import { root } from './setup/paths.js';

export type Row =
  | { readonly machine: Machine; readonly host: string; readonly report: MachineReport | undefined }
  | { readonly machine: 'arm64'; readonly built: boolean };

const BEGIN = '<!-- lab:begin -->';
const END = '<!-- lab:end -->';

function cell(suite: MachineReport['suites'][number] | undefined): string {
  if (!suite) return '—';
  const failed = suite.failed > 0 ? `, **${suite.failed} failed**` : '';
  return `${suite.passed} passed${failed}, ${suite.seconds} s`;
}

function lineOf(row: Row, suites: readonly string[]): string[] {
  if (row.machine === 'arm64') {
    const what = row.built ? 'built, never run: its headers were checked' : '**not built**';
    return ['none', 'none', 'arm64', what, ...suites.slice(1).map(() => '')];
  }
  const { report, machine, host } = row;
  const cells = suites.map(name => (report ? cell(report.suites.find(it => it.name === name)) : '**no result**'));
  return [report?.wine ?? machine.wine, host, addonTitleOf(machine), ...cells];
}

export function tableOf(rows: readonly Row[]): string {
  const names = rows.flatMap(row => (row.machine === 'arm64' ? [] : (row.report?.suites ?? []).map(it => it.name)));
  const suites = [...new Set(names)];
  const lines = [
    ['Wine', 'host', 'addon', ...suites],
    ['---', '---', '---', ...suites.map(() => '---')],
    ...rows.map(row => lineOf(row, suites)),
  ];
  return lines.map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

/** Puts the table into the page, between two marks; the rest of the page is written by hand. */
export function writeTable(rows: readonly Row[]): void {
  const file = path.join(root, 'docs/verified.md');
  const page = readFileSync(file, 'utf8');
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`docs/verified.md has no ${BEGIN} and ${END} to write between.`);
  writeFileSync(file, `${page.slice(0, begin + BEGIN.length)}\n${tableOf(rows)}\n${page.slice(end)}`);
}
