interface Found {
  readonly ratios: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, number>>;
}

/** The rows of the report that tell of events: what, ours, the plain addon's, and ours divided by theirs. */
export function eventRows({ ratios, values }: Found): readonly (readonly string[])[] {
  const row = (label: string, key: string, show: (value: number) => string) => [
    label,
    show(values[`${key}.winstation`]!),
    show(values[`${key}.plain`]!),
    ratios[`${key}/plain`]!.toFixed(2),
  ];
  const us = (ns: number) => `${(ns / 1_000).toFixed(1)} µs`;
  const count = (value: number) => Math.round(value).toLocaleString('en');
  return [
    ['events', 'winstation', 'plain addon', 'ours/theirs'],
    row('from post to handler, p50', 'eventLatencyP50', us),
    row('… p99', 'eventLatencyP99', us),
    row('events a second, 100,000 at once', 'eventsPerSecond', count),
    ['… of which lost', count(values.eventsMissed!), '', ''],
    ['wakes of an idle watch in 3 s', count(values.idleWakes!), '', ''],
  ];
}
