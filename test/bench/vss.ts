interface Found {
  readonly ratios: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, number>>;
}

/** The rows of the report that tell of VSS writers: what, ours, and of the plain addon and of C++ theirs, and ours divided by it. */
export function vssRows({ ratios, values }: Found): readonly (readonly string[])[] {
  const us = (ns: number) => `${(ns / 1_000).toFixed(1)} µs`;
  const row = (label: string, key: string) => [
    label,
    us(values[`${key}.winstation`]!),
    us(values[`${key}.plain`]!),
    ratios[`${key}/plain`]!.toFixed(2),
    us(values[`${key}.c`]!),
    ratios[`${key}/c`]!.toFixed(2),
  ];
  return [
    ['VSS writers', 'winstation', 'plain addon', 'ours/theirs', 'C++', 'ours/theirs'],
    row("from Windows' call to the handler, p50", 'vssThereP50'),
    row('… p99', 'vssThereP99'),
    row('there and back, p50', 'vssBackP50'),
    row('… p99', 'vssBackP99'),
    row('there and back, an async handler, p50', 'vssAsyncBackP50'),
    row('… p99', 'vssAsyncBackP99'),
  ];
}
