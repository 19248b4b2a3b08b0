import type { LogonMode } from './types.js';

export const LOGON_MODES: readonly LogonMode[] = ['open', 'drain', 'drainUntilRestart', 'closed'];

/** The two values of the registry that say who may log on. `WinStationsDisabled` is a text, "1" for closed. */
export const LOGON_VALUES = { winStationsDisabled: 'WinStationsDisabled', drainMode: 'TSServerDrainMode' } as const;

/** What the second one says while the first one says nothing. */
export const DRAIN_MODES = { open: 0, drainUntilRestart: 1, drain: 2 } as const;
