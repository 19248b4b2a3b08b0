import { defaultBackend } from './backend.js';
import type { Winstation } from './terminal/types.js';
import { createWinstation } from './winstation.js';

const winstation: Winstation = createWinstation(defaultBackend);

export const localHost: Winstation['localHost'] = winstation.localHost;
export const openHost: Winstation['openHost'] = winstation.openHost;
export const activeConsoleSessionId: Winstation['activeConsoleSessionId'] = winstation.activeConsoleSessionId;
export const currentSessionId: Winstation['currentSessionId'] = winstation.currentSessionId;
export const sessionIdOf: Winstation['sessionIdOf'] = winstation.sessionIdOf;
export const isRemoteSession: Winstation['isRemoteSession'] = winstation.isRemoteSession;
export const diagnose: Winstation['diagnose'] = winstation.diagnose;

export { ERROR_CODES, type ErrorCodeName } from './errors/codes.js';
export { HostClosedError } from './errors/host-closed.js';
export { NoAddonError } from './errors/no-addon.js';
export type { Reason } from './errors/reasons.js';
export { AbortError, TimeoutError } from './errors/stop.js';
export { WindowsError, type WindowsErrorJSON } from './errors/windows-error.js';
export * from './terminal/constants.js';
export type * from './terminal/info-types.js';
export type { InfoClassName } from './terminal/raw-info.js';
export type * from './terminal/scenario.js';
export type * from './terminal/types.js';
