import { WIN32_CODES as E } from '../../../errors/codes.js';
import { accountOf, sidOfName } from './accounts.js';
import type { TerminalRules } from './made.js';
import { versionOf } from './windows.js';

const SM_REMOTESESSION = 0x1000;
const NO_SESSION = 0xffffffff;

/** Facts of a machine and of the calling process, and accounts. */
export const MACHINE_RULES = {
  WTSGetActiveConsoleSessionId: (_, { world }) => ({ value: world.local.state.consoleSessionId ?? NO_SESSION }),

  ProcessIdToSessionId: ({ pid }, { world }) => {
    if (world.callerIs(pid)) return { value: world.callerSessionId() };
    const process = world.local.state.processes.get(pid);
    return process ? { value: process.sessionId } : E.ERROR_INVALID_PARAMETER;
  },

  GetSystemMetrics: ({ index }, { world }) => {
    const session = world.local.state.sessions.get(world.callerSessionId());
    return { value: index === SM_REMOTESESSION && session?.remote === true ? 1 : 0 };
  },

  RegGetValueW: ({ value }, { world }) => {
    const { glassSessionId, consoleSessionId } = world.local.state;
    const glass = glassSessionId === undefined ? consoleSessionId : glassSessionId;
    return value === 'GlassSessionId' && glass !== null ? { value: glass } : E.ERROR_FILE_NOT_FOUND;
  },

  LookupAccountSidW: ({ sid }, { host }) => {
    const account = accountOf(host.state, sid);
    if (account === undefined) return E.ERROR_INVALID_SID;
    return account === null ? E.ERROR_NONE_MAPPED : { value: account };
  },
  LookupAccountNameW: ({ account }, { host }) => {
    const sid = sidOfName(host.state, account);
    return sid === undefined ? E.ERROR_NONE_MAPPED : { value: sid };
  },

  NetWkstaGetInfo: ({ level }, { host: { machine } }) => {
    if (level !== 100) return E.ERROR_INVALID_LEVEL;
    const { major, minor } = versionOf(machine.windows);
    return { value: { platformId: 500, computerName: machine.name, lanGroup: 'WORKGROUP', major, minor } };
  },

  QueryServiceStatus: ({ service }, { world }) => {
    const found = world.local.machine.services.named(service);
    return found ? { value: found.state } : E.ERROR_SERVICE_DOES_NOT_EXIST;
  },
} satisfies Partial<TerminalRules>;
