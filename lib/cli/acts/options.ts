import type { OptionName } from '../options.js';

/** The options of every command that changes something. */
export const ACTING = [
  'host',
  'timeout',
  'dry-run',
  'yes',
  'confirm',
  'no-input',
  'mock',
  'json',
  'quiet',
  'help',
] as const satisfies readonly OptionName[];

/** About all of them, for their help. */
export const ACTING_ABOUT: readonly string[] = [
  'It shows what it is about to do and asks. Off a terminal it needs --yes. Exit codes: 0 all was done, 1 something failed or nobody',
  'agreed, 2 wrong usage. What has ended by itself meanwhile counts as done; what has taken its place is left alone.',
];
