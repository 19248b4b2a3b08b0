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
export { IdleUnknownError } from './errors/idle-unknown.js';
export { NoAddonError } from './errors/no-addon.js';
export type { Reason } from './errors/reasons.js';
export { AbortError, TimeoutError } from './errors/stop.js';
export { WindowsError, type WindowsErrorJSON } from './errors/windows-error.js';
export * from './terminal/constants.js';
export type * from './terminal/event-types.js';
export type * from './terminal/info-types.js';
export {
  IO_SESSION_EVENT,
  IO_SESSION_STATE,
  type IoSessionConnectInfo,
  type IoSessionEventName,
  type IoSessionEvidence,
  type IoSessionNotification,
  type IoSessionStateName,
  ioSessionNotifications,
} from './terminal/io-session.js';
export * from './terminal/notice-codes.js';
export type { InfoClassName } from './terminal/raw-info.js';
export { type RecordedEvent, type Recording, recordEvents } from './terminal/recording.js';
export type * from './terminal/scenario.js';
export type * from './terminal/types.js';
