import type { RawCallName } from '../../world/raw-calls.js';
import type { ServiceName } from '../../world/services.js';

/**
 * Which service answers a raw call; `undefined`: none that a world lets stop.
 *
 * Sessions are the Local Session Manager's (LSM): [MS-TSTS] gives it the interfaces for sessions, notifications and lists,
 * and those are what another machine is asked through as well. So a call has the same service near and far.
 * `TermService` takes connections from other machines; a machine whose remote desktop is off does without it, and none of
 * these calls needs it. Not seen on Windows: processes, messages and WTSWaitSystemEvent have older interfaces of their own,
 * which may be those of `TermService`.
 */
export const SERVED_BY: Readonly<Record<RawCallName, ServiceName | undefined>> = {
  WTSEnumerateSessionsExW: 'LSM',
  WTSEnumerateSessionsW: 'LSM',
  WTSQuerySessionInformationW: 'LSM',
  WTSEnumerateProcessesExW: 'LSM',
  WTSEnumerateProcessesW: 'LSM',
  WTSSendMessageW: 'LSM',
  WTSLogoffSession: 'LSM',
  WTSRegisterSessionNotificationEx: 'LSM',
  WTSUnRegisterSessionNotificationEx: 'LSM',
  WTSWaitSystemEvent: 'LSM',

  // Windows keeps the number of the console in memory that every process reads.
  WTSGetActiveConsoleSessionId: undefined,
  // A handle is made without asking.
  WTSOpenServerExW: undefined,
  WTSOpenServerW: undefined,
  WTSCloseServer: undefined,
  ProcessIdToSessionId: undefined,
  GetSystemMetrics: undefined,
  RegGetValueW: undefined,
  LookupAccountSidW: undefined,
  LookupAccountNameW: undefined,
  NetWkstaGetInfo: undefined,
  GetTokenInformation: undefined,
  QueryServiceStatus: undefined,
  CreateThread: undefined,
  CreateWindowExW: undefined,
  OpenEventW: undefined,
  NotifyServiceStatusChangeW: undefined,
  GetLastInputInfo: undefined,
};
