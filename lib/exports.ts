// What the package exports beside its functions: errors, codes, words and types. It is the same over any backend.

export type { Diagnosis, DiagnosisCheck } from './base/diagnosis.js';
export type { Subject } from './base/meaning.js';
export type { ActMessage, CallMessage } from './base/trace.js';
export type { CodeName } from './errors/codes.js';
export { HostClosedError } from './errors/host-closed.js';
export { IdleUnknownError } from './errors/idle-unknown.js';
export { NoAddonError } from './errors/no-addon.js';
export type { Reason } from './errors/reasons.js';
export { AbortError, type StopErrorJSON, type StoppedAt, TimeoutError } from './errors/stop.js';
export { WindowsError, type WindowsErrorJSON } from './errors/windows-error.js';
export type { Withheld } from './errors/withheld.js';
export type { Guid } from './identity/guid-text.js';
export type * from './identity/session.js';
export type { AbortSignalLike, Cancel, GivenSignal } from './lane/cancel.js';
export type * from './scenario/iscsi.js';
export type * from './scenario/vss.js';
export type * from './terminal/acts/types.js';
export type * from './terminal/capture/scenario.js';
export type * from './terminal/channels/types.js';
export type * from './terminal/child-sessions/types.js';
export { ERROR_CODES, type ErrorCodeName } from './terminal/codes.js';
export type * from './terminal/config/types.js';
export * from './terminal/constants.js';
export type { InfoClassName } from './terminal/info/raw-info.js';
export type * from './terminal/info/types.js';
export type * from './terminal/listeners/types.js';
export type * from './terminal/processes/types.js';
export type * from './terminal/programs/types.js';
export type * from './terminal/sessions/types.js';
export type * from './terminal/types.js';
export {
  IO_SESSION_EVENT,
  IO_SESSION_STATE,
  type IoSessionConnectInfo,
  type IoSessionEventName,
  type IoSessionEvidence,
  type IoSessionNotification,
  type IoSessionStateName,
  ioSessionNotifications,
} from './terminal/watch/io-session.js';
export { NOTICES, SYSTEM_EVENTS } from './terminal/watch/notice-codes.js';
export {
  type RecordedEvent,
  type RecordedFailure,
  type RecordedGap,
  type Recording,
  recordEvents,
} from './terminal/watch/recording.js';
export type * from './terminal/watch/types.js';
export type * from './winstation-types.js';
