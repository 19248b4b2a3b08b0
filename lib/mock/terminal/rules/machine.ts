import { WIN32_CODES as E } from '../../../errors/codes.js';
import { TERMINAL_SERVER } from '../../../terminal/registry.js';
import { REG_DWORD, type RegistryValue } from '../../world/registry.js';
import { accountOf, sidOfName } from './accounts.js';
import { type AllSessions, DONE, type TerminalRules } from './made.js';
import { versionOf } from './windows.js';

const SM_REMOTESESSION = 0x1000;
const NO_SESSION = 0xffffffff;

function isGlassSessionId(key: string, value: string): boolean {
  return key.toLowerCase() === TERMINAL_SERVER.toLowerCase() && value.toLowerCase() === 'glasssessionid';
}

/** Windows keeps it where the session of the console is. */
function glassSessionId({ local }: AllSessions): RegistryValue | undefined {
  const { glassSessionId, consoleSessionId } = local.state;
  const number = glassSessionId === undefined ? consoleSessionId : glassSessionId;
  return number === null ? undefined : { type: REG_DWORD, number, text: '' };
}

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

  RegGetValueW: ({ key, value }, { world }) => {
    const found = isGlassSessionId(key, value) ? glassSessionId(world) : world.local.machine.registry.get(key, value);
    return found ? { value: found } : E.ERROR_FILE_NOT_FOUND;
  },
  RegSetValueExW: ({ key, value, type, number, text }, { world }) => {
    if (!world.caller.elevated) return E.ERROR_ACCESS_DENIED;
    world.local.machine.registry.set(key, value, type === REG_DWORD ? number : text);
    return DONE;
  },

  GetProcessTimes: ({ pid }, { world: { local } }) => {
    const process = local.state.processes.get(pid);
    if (!process) return E.ERROR_INVALID_PARAMETER;
    return { value: { began: process.began, now: local.machine.clock.ticks() } };
  },

  AdjustTokenPrivileges: ({ privilege }, { world }) => {
    const is = world.privileges.enable(privilege);
    if (is === 'no such privilege') return E.ERROR_NO_SUCH_PRIVILEGE;
    return is === 'held' ? DONE : E.ERROR_NOT_ALL_ASSIGNED;
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
