import { ERROR_CODES as E } from '../../../errors/codes.js';
import { accountOf, sidOfName } from './accounts.js';
import type { TerminalRules } from './made.js';
import { versionOf } from './windows.js';

const SM_REMOTESESSION = 0x1000;
const NO_SESSION = 0xffffffff;

/** Facts of a machine and of the calling process, and accounts. */
export const MACHINE_RULES = {
  WTSGetActiveConsoleSessionId: (_, { hosts }) => ({ value: hosts.local.state.consoleSessionId ?? NO_SESSION }),

  ProcessIdToSessionId: ({ pid }, { hosts }) => {
    if (hosts.callerIs(pid)) return { value: hosts.callerSessionId() };
    const process = hosts.local.state.processes.get(pid);
    return process ? { value: process.sessionId } : E.ERROR_INVALID_PARAMETER;
  },

  GetSystemMetrics: ({ index }, { hosts }) => {
    const session = hosts.local.state.sessions.get(hosts.callerSessionId());
    return { value: index === SM_REMOTESESSION && session?.remote === true ? 1 : 0 };
  },

  RegGetValueW: ({ value }, { hosts }) => {
    const { glassSessionId, consoleSessionId } = hosts.local.state;
    const glass = glassSessionId === undefined ? consoleSessionId : glassSessionId;
    return value === 'GlassSessionId' && glass !== null ? { value: glass } : E.ERROR_FILE_NOT_FOUND;
  },

  LookupAccountSidW: ({ sid }, { place }) => {
    const account = accountOf(place.state, sid);
    if (account === undefined) return E.ERROR_INVALID_SID;
    return account === null ? E.ERROR_NONE_MAPPED : { value: account };
  },
  LookupAccountNameW: ({ account }, { place }) => {
    const sid = sidOfName(place.state, account);
    return sid === undefined ? E.ERROR_NONE_MAPPED : { value: sid };
  },

  NetWkstaGetInfo: ({ level }, { place: { state } }) => {
    if (level !== 100) return E.ERROR_INVALID_LEVEL;
    const { major, minor } = versionOf(state.windows);
    return { value: { platformId: 500, computerName: state.name, lanGroup: 'WORKGROUP', major, minor } };
  },

  GetTokenInformation: (_, { hosts }) => ({ value: hosts.caller.elevated }),
  QueryServiceStatus: ({ service }, { hosts }) => {
    const found = hosts.local.services.named(service);
    return found ? { value: found.state } : E.ERROR_SERVICE_DOES_NOT_EXIST;
  },
} satisfies Partial<TerminalRules>;
