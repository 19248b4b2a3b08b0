import { SUBPATHS } from '../../scripts/entries.mjs';
import { eventRows } from './events.js';
import type { Size } from './setup.js';
import { vssRows } from './vss.js';

export interface Measured {
  readonly ratios: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, number>>;
  /** The greatest of each value over the processes. */
  readonly worst: Readonly<Record<string, number>>;
  readonly size: Size;
  readonly processes: number;
  readonly rounds: number;
  readonly calls: number;
}

const MIB = 1024 * 1024;

export const SUBJECTS: readonly (readonly [key: string, label: string])[] = [
  ['consoleId', 'activeConsoleSessionId()'],
  ['sessions3', 'sessionsSync(), 3 sessions'],
  ['sessions100', '100'],
  ['sessions1000', '1,000'],
  ['sessions1000wide', '1,000, one name in Chinese'],
  ['sessions10000', '10,000'],
  ['sessionsAsync3', 'await sessions(), 3 sessions'],
  ['sessionsAsync100', '100'],
  ['sessionsAsync1000', '1,000'],
  ['sessionsAsync1000wide', '1,000, one name in Chinese'],
  ['sessionsAsync10000', '10,000'],
  ['iscsi1000', 'await iscsi().sessions(), 1,000 with 2 connections'],
];

const PEERS: readonly (readonly [key: string, label: string])[] = [
  ['noop', 'no-op'],
  ['bare', 'bare call'],
  ['c', 'C++ loop'],
  ['koffi', 'koffi'],
  ['naive', 'plain addon'],
];

export function time(ns: number | undefined): string {
  if (ns === undefined) return '';
  if (ns < 1_000) return `${ns.toFixed(1)} ns`;
  if (ns < 1_000_000) return `${(ns / 1_000).toFixed(ns < 10_000 ? 2 : 1)} µs`;
  return `${(ns / 1_000_000).toFixed(2)} ms`;
}

const bytes = (value: number): string =>
  Math.abs(value) < MIB ? `${(value / 1024).toFixed(1)} KiB` : `${(value / MIB).toFixed(2)} MiB`;

interface Target {
  readonly what: string;
  readonly wanted: string;
  readonly most: number;
  readonly found: (measured: Measured) => number;
  readonly show: (value: number) => string;
}

const ratio =
  (key: string) =>
  ({ ratios }: Measured): number =>
    ratios[key] ?? Number.NaN;
const twoPlaces = (value: number): string => value.toFixed(2);
const growth = ({ values }: Measured): number => Math.max(values['growth.sync']!, values['growth.async']!);
const inMs = (value: number): string => `${value.toFixed(1)} ms`;

const TARGETS: readonly Target[] = [
  {
    what: "the console's id, against a no-op",
    wanted: '≤ 1.3',
    most: 1.3,
    found: ratio('consoleId/noop'),
    show: twoPlaces,
  },
  { what: '3 sessions, against koffi', wanted: '≤ 1/2.5', most: 0.4, found: ratio('sessions3/koffi'), show: twoPlaces },
  {
    what: '1,000 sessions, against koffi',
    wanted: '≤ 1/5',
    most: 0.2,
    found: ratio('sessions1000/koffi'),
    show: twoPlaces,
  },
  {
    what: '1,000 sessions, against the C++ loop',
    wanted: '≤ 1.1',
    most: 1.1,
    found: ratio('sessions1000/c'),
    show: twoPlaces,
  },
  {
    what: '1,000 iSCSI sessions with 2 connections, against koffi',
    wanted: '≤ 1/5',
    most: 0.2,
    found: ratio('iscsi1000/koffi'),
    show: twoPlaces,
  },
  {
    what: '50,000 processes block the loop at a time',
    wanted: '≤ 15 ms',
    most: 15,
    found: ({ values }) => values['processes50000.winstation.max']!,
    show: inMs,
  },
  {
    what: 'one kept row of 50,000 retains',
    wanted: '< 256 KiB',
    most: 256 * 1024,
    found: ({ values }) => values.keptRow!,
    show: bytes,
  },
  { what: 'private bytes grow', wanted: '< 2 MiB', most: 2 * MIB, found: growth, show: bytes },
];

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return `${[line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n')}\n`;
}

function peers({ ratios, values }: Measured): string {
  const head = ['one call', 'winstation', ...PEERS.flatMap(([, label]) => [label, 'ours/theirs'])];
  const rows = SUBJECTS.map(([key, label]) => [
    label,
    time(values[`${key}.winstation`]),
    ...PEERS.flatMap(([peer]) => {
      const found = ratios[`${key}/${peer}`];
      return [time(values[`${key}.${peer}`]), found === undefined ? '' : twoPlaces(found)];
    }),
  ]);
  return table([head, ...rows]);
}

function others({ ratios, values, worst, size, calls }: Measured): string {
  const echo = (name: string) =>
    `${time(values[`channel.${name}.winstation`])}; C++ loop ${time(values[`channel.${name}.c`])}; ${twoPlaces(ratios[`channel.${name}/c`] ?? Number.NaN)}`;
  const ms = (key: string) => `${inMs(values[key]!)} (${inMs(worst[key]!)})`;
  const grown = (key: string) => `${bytes(values[key]!)} (${bytes(worst[key]!)})`;
  const spanned = calls.toLocaleString('en');
  return table([
    ['besides', 'median (worst process)'],
    ['50,000 processes block the loop at most', ms('processes50000.winstation.max')],
    ['… in a typical call', ms('processes50000.winstation.typical')],
    ['… 99 % of its turns', ms('processes50000.winstation.p99')],
    ['… with details, at most', ms('processes50000.details.max')],
    ['… koffi, at most', ms('processes50000.koffi.max')],
    ['10,000 sessions block the loop at most', ms('sessions10000.winstation.max')],
    ['… koffi, at most', ms('sessions10000.koffi.max')],
    [`private bytes over ${spanned} sessionsSync()`, grown('growth.sync')],
    ["… V8's steps included", grown('growth.sync.whole')],
    [`private bytes over ${spanned} sessions()`, grown('growth.async')],
    ["… V8's steps included", grown('growth.async.whole')],
    ['one kept row of 50,000 retains', `${bytes(values.keptRow!)} (${bytes(worst.keptRow!)})`],
    ['to load winstation', ms('import.winstation')],
    ['… and to its first sessions', ms('first.winstation')],
    ...SUBPATHS.map(({ name }) => [`to load ${name} alone`, ms(`load.${name}`)] as const),
    ['to load koffi', ms('import.koffi')],
    ['… and to its first sessions', ms('first.koffi')],
    ['the package, packed', bytes(size.packed)],
    ['… unpacked', bytes(size.unpacked)],
    ['… of which the addon', bytes(size.addon)],
    ['100 bytes by a virtual channel, there and back', echo('short')],
    ['… 128 KiB', echo('long')],
    ['a world: made', time(values['world.create.world'])],
    ['… activeConsoleSessionId()', time(values['world.consoleId.world'])],
    ['… sessionsSync(), 3 sessions', time(values['world.sessionsSync.world'])],
    ['… await sessions(), 3 sessions', time(values['world.sessions.world'])],
    ['… await sessions({ details: true }), 3 sessions', time(values['world.details.world'])],
    ['… sessionsSync(), 1,000 sessions', time(values['world.sessions1000.world'])],
  ]);
}

function targets(measured: Measured): string {
  const rows = TARGETS.map(({ what, wanted, most, found, show }) => {
    const value = found(measured);
    return [what, wanted, show(value), value <= most ? 'met' : 'missed'];
  });
  return table([['to reach at least', 'wanted', 'found', ''], ...rows]);
}

export function report(measured: Measured): { readonly table: string; readonly json: object } {
  const { ratios, values, worst, size, processes, rounds } = measured;
  return {
    table: [
      `Medians over ${processes} processes of ${rounds} rounds each.\n`,
      peers(measured),
      others(measured),
      table(eventRows(measured)),
      table(vssRows(measured)),
      targets(measured),
    ].join('\n'),
    json: {
      ratios,
      loopBlockMs: {
        processes50000: values['processes50000.winstation.max'],
        processes50000Details: values['processes50000.details.max'],
        sessions10000: values['sessions10000.winstation.max'],
      },
      privateBytesGrowth: growth(measured),
      privateBytesGrowthWithSteps: Math.max(values['growth.sync.whole']!, values['growth.async.whole']!),
      keptRowBytes: values.keptRow,
      packageBytes: size,
      values,
      worst,
    },
  };
}
