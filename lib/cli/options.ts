import { KINDS, STATE_WORDS } from '../terminal/sessions/words.js';
import { ABOUT_TYPES } from '../terminal/watch/observed-event.js';
import { EXAMPLES } from './examples.js';
import { BUTTONS, COLUMN_WORDS, ELEVATED, EVENT_WORDS, FORMATS, ICONS } from './words.js';

/** Every option of every command. An option has the same meaning in all commands that have it. */
export interface OptionSpec {
  /** The name of the value in the help; without it the option takes no value. */
  readonly value?: string;
  readonly short?: string;
  /** May be given more than once. */
  readonly multiple?: true;
  /** For completion: the words that it knows, or that it takes the name of a file. */
  readonly words?: readonly string[];
  readonly file?: true;
  readonly help: string;
}

const SPECS = {
  details: { help: 'more about each' },
  user: { value: 'NAME', multiple: true, help: 'of this user: anna, or "CORP\\anna"; repeatable' },
  state: {
    words: STATE_WORDS,
    value: 'WORD',
    multiple: true,
    help: 'in this state: active, disconnected, ...; repeatable',
  },
  kind: {
    words: KINDS,
    value: 'WORD',
    multiple: true,
    help: 'of this kind: user, free, services, listener; repeatable',
  },
  idle: { value: 'TIME', help: 'idle for at least this time: 30m, 2h, 1d' },
  columns: {
    words: COLUMN_WORDS,
    value: 'WORDS',
    multiple: true,
    help: 'which columns, in which order: user,id,idle; repeatable',
  },
  sort: {
    words: COLUMN_WORDS,
    value: 'WORDS',
    multiple: true,
    help: 'sort by these columns: user; --sort=-idle is the other way round',
  },
  format: { words: FORMATS, value: 'WORD', help: 'table, csv or json (table)' },
  type: {
    words: EVENT_WORDS,
    value: 'TYPES',
    multiple: true,
    help: 'only events of these types: lock,logon; repeatable',
  },
  until: {
    words: ABOUT_TYPES,
    value: 'TYPES',
    multiple: true,
    help: 'wait for one event of these types, print it and end',
  },
  poll: { value: 'TIME', help: 'ask other hosts at this interval whether sessions are locked: 10s' },
  for: { value: 'TIME', help: 'how long: 60s, 8h; without it until Ctrl-C' },
  session: {
    words: ['current', 'console'],
    value: 'SESSION',
    multiple: true,
    help: 'in this session: an id, a name, a user, current or console; repeatable',
  },
  name: { value: 'NAME', help: 'of this program: explorer.exe' },
  accounts: { help: 'look up the user of each process' },
  'no-redact': { help: 'leave names, addresses and SIDs as they are' },
  report: { help: 'write one file with the answers of this Windows to open questions' },
  title: { value: 'TEXT', help: 'the title of the box' },
  buttons: { words: BUTTONS, value: 'WORD', help: 'which buttons the box has: ok, yesNo, ...' },
  icon: { words: ICONS, value: 'WORD', help: 'its icon: error, question, warning, information' },
  expires: { value: 'TIME', help: 'close the box after this time: 30s' },
  wait: { help: 'wait for the answers and show them' },
  'no-wait': { help: 'only begin; do not wait until it is done' },
  warn: { value: 'TEXT', help: 'show this message first, and wait' },
  grace: { value: 'TIME', help: 'how long after the warning: 10m (5m)' },
  'dry-run': { short: 'n', help: 'show what would be done, and do nothing' },
  yes: { short: 'y', help: 'do not ask' },
  confirm: { value: 'HOST', multiple: true, help: 'all of this host is meant; repeatable' },
  'no-input': { help: 'never ask: without --yes it is an error' },
  'exit-code': { value: 'NUMBER', help: 'what the processes end with (1)' },
  control: { help: 'take part with mouse and keyboard' },
  'no-consent': { help: 'do not ask the user first; works only where a policy allows it' },
  prompt: { help: 'let mstsc ask for an account' },
  multimon: { help: 'show all monitors of the session' },
  start: { help: 'start mstsc' },
  to: { value: 'SESSION', help: 'the session whose terminal is taken (current)' },
  password: { help: 'ask for the password of the user who is shown' },
  server: { value: 'NAME', help: 'where the account lives, such as a domain controller' },
  set: { value: 'KEY=VALUE', multiple: true, help: 'change this setting; repeatable' },
  input: { file: true, value: 'FILE', help: 'what the program reads; - is standard input, and needs --yes (nothing)' },
  elevated: { words: ELEVATED, value: 'WORD', help: 'with all rights of its user: required, or ifPossible' },
  cwd: { value: 'FOLDER', help: "where it starts: an absolute path (the user's profile)" },
  env: {
    value: 'NAME=VALUE',
    multiple: true,
    help: "in the user's environment, in place of the user's own; repeatable",
  },
  verbatim: { help: 'put the arguments together as they stand; needed for .cmd and .bat' },
  watch: { help: 'what happens, a line for each event, until Ctrl-C' },
  disk: { value: 'NUMBER', help: 'that this disk is on' },
  refresh: { help: 'ask the portals again' },
  portal: { value: 'ADDRESS', help: 'by this portal: 10.0.0.5, 10.0.0.5:3261 (any)' },
  multipath: { help: 'another session beside those there are, for MPIO' },
  save: { help: 'log in at each start, too' },
  'wait-for-disks': { value: 'TIME', help: 'wait until a disk is ready, so long at most: 30s' },
  chap: { help: 'prove who this machine is, by a secret' },
  'chap-user': { value: 'NAME', help: "with --chap: as whom (the initiator's name)" },
  mutual: { help: 'with --chap: the target must prove itself, too' },
  'header-digest': { help: 'with checksums of headers' },
  'data-digest': { help: 'with checksums of data' },
  retry: { value: 'TIME', help: 'try again while it is busy, so long at most: 10s' },
  create: { help: 'make it; --set says what it is like' },
  security: { help: 'show who may do what, as SDDL' },
  output: {
    file: true,
    value: 'FILE',
    short: 'o',
    help: 'write to this file instead of standard output; - is standard output',
  },
  host: {
    value: 'NAME',
    multiple: true,
    help: 'ask this host instead of this machine; @FILE has a name a line; repeatable',
  },
  timeout: { value: 'TIME', help: 'how long to wait for a host: 500ms, 5s, 1m (remote hosts: 30s)' },
  mock: {
    words: Object.keys(EXAMPLES.mock),
    file: true,
    value: 'SCENARIO',
    help: 'ask a world made from this file instead of Windows; office and farm are built in',
  },
  play: {
    words: Object.keys(EXAMPLES.play),
    file: true,
    value: 'RECORDING',
    help: 'play this file in a world instead of Windows; morning is built in',
  },
  json: { help: 'one JSON array for other programs' },
  quiet: { short: 'q', help: 'no notes: only results and errors' },
  help: { short: 'h', help: 'this text' },
  version: { short: 'V', help: 'the version' },
} as const satisfies Record<string, OptionSpec>;

export type OptionName = keyof typeof SPECS;
export const OPTIONS: Readonly<Record<OptionName, OptionSpec>> = SPECS;
export const OPTION_NAMES = Object.keys(SPECS) as readonly OptionName[];

/** The options of every command that asks hosts. */
export const ASKING = ['host', 'timeout', 'mock', 'json', 'quiet', 'help'] as const satisfies readonly OptionName[];
