import { addonTitleOf } from './setup/machine.js';
import type { Row } from './table.js';

const add = (sums: Map<string, number>, name: string, seconds: number): void => {
  sums.set(name, (sums.get(name) ?? 0) + seconds);
};

/** The longest first. */
const listed = (sums: ReadonlyMap<string, number>): string =>
  [...sums]
    .sort(([, a], [, b]) => b - a)
    .map(([name, seconds]) => `${name} ${seconds.toFixed(0)} s`)
    .join(', ');

/** Where the time of all machines went: by machine, by suite, and by the domain whose contract was tested. */
export function timesOf(rows: readonly Row[]): string[] {
  const machines = new Map<string, number>();
  const suites = new Map<string, number>();
  const domains = new Map<string, number>();
  for (const row of rows) {
    if (row.machine === 'arm64' || !row.report) continue;
    const { wine, suites: ran } = row.report;
    const name = `${row.host} on Wine ${wine}, ${addonTitleOf(row.machine)}`;
    for (const suite of ran) {
      add(machines, name, suite.seconds);
      add(suites, suite.name, suite.seconds);
      for (const [domain, seconds] of Object.entries(suite.domains)) add(domains, domain, seconds);
    }
  }
  return [`machines: ${listed(machines)}`, `suites: ${listed(suites)}`, `domains: ${listed(domains)}`];
}
