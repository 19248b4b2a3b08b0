import type { LogonMode, MessageButtons, MessageIcon, ShutdownHow } from '../terminal/acts/types.js';
import { ABOUT_TYPES } from '../terminal/watch/observed-event.js';
import type { EventType } from '../terminal/watch/types.js';

/** Words that options take and that no other part of the library has as a list. */
export const BUTTONS: readonly MessageButtons[] = [
  'ok',
  'okCancel',
  'abortRetryIgnore',
  'yesNoCancel',
  'yesNo',
  'retryCancel',
  'cancelTryContinue',
];
export const ICONS: readonly MessageIcon[] = ['error', 'question', 'warning', 'information'];
export const SHUTDOWNS: readonly ShutdownHow[] = ['logoffOthers', 'shutdown', 'restart', 'powerOff'];
export const LOGON_MODES: readonly LogonMode[] = ['open', 'drain', 'drainUntilRestart', 'closed'];
export const EVENT_WORDS: readonly EventType[] = [...ABOUT_TYPES, 'snapshot', 'gap'];
/** The columns of `list`. */
export const COLUMN_WORDS = [
  ...([
    'host',
    'session',
    'user',
    'id',
    'state',
    'kind',
    'domain',
    'idle',
    'lock',
    'logon',
    'client',
    'address',
  ] as const),
  ...(['connected', 'disconnected', 'input', 'duration', 'protocol', 'display', 'sid', 'key'] as const),
];
export type ColumnWord = (typeof COLUMN_WORDS)[number];
export const ELEVATED = ['required', 'ifPossible'] as const;
export const FORMATS = ['table', 'csv', 'json'] as const;
