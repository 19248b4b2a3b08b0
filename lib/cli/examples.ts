/** What the program brings along, by the words that `--mock` and `--play` take for it. */
export const EXAMPLES = {
  mock: { office: 'scenarios/office.json', farm: 'scenarios/farm.json' },
  play: { morning: 'recordings/morning.json' },
} as const;
