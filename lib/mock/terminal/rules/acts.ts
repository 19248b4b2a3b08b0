import { ERROR_CODES as E } from '../../../terminal/codes.js';
import { fullName, hasUser, isListener, type SessionState } from '../state.js';
import { type AllSessions, DONE, type Made, type TerminalRules, usable } from './made.js';
import { atLeast } from './windows.js';

const NO_SESSION = 0xffffffff;
const LOGOFF_OTHERS = 1;
const POWER: readonly number[] = [2, 4, 8];

/** What is done to sessions, processes and the machine. Codes that nobody has seen are guesses, and say so. */
export const ACT_RULES = {
  WTSConnectSessionW: ({ sessionId, targetSessionId, password }, made) => {
    const { world, host } = made;
    if (sessionId === targetSessionId) return E.ERROR_INVALID_PARAMETER;
    const shown = host.state.sessions.get(idOf(world, sessionId));
    const from = host.state.sessions.get(idOf(world, targetSessionId));
    if (!shown || !from) return E.ERROR_CTX_WINSTATION_NOT_FOUND;
    // That these are refused is documented; the code is a guess.
    if (shown === from || [shown, from].some(it => it.id === 0 || isListener(it))) return E.ERROR_INVALID_PARAMETER;
    if (!world.mayUse(host, from.id, 'disconnect')) return E.ERROR_ACCESS_DENIED;
    if (!hasUser(shown)) return E.ERROR_CTX_WINSTATION_NOT_FOUND;
    const refused = mayShow(made, shown, password);
    if (refused !== undefined) return refused;
    if (from.state === 'disconnected' || from.state === 'down') return E.ERROR_NOT_CONNECTED;
    host.transitions.takeOver(shown, from);
    return DONE;
  },

  WTSTerminateProcess: ({ pid, exitCode }, { world, host }) => {
    const process = host.state.processes.get(pid);
    if (!process || pid === 0) return E.ERROR_INVALID_PARAMETER;
    if (pid === 4 || host.state.protected.has(pid)) return E.ERROR_ACCESS_DENIED;
    // The server enables SeDebugPrivilege for callers who have it.
    const own = host === world.local ? host.state.sessions.get(world.callerSessionId())?.sid : undefined;
    const isOwn = process.sid !== null && process.sid === own;
    if (!world.caller.elevated && !isOwn) return E.ERROR_ACCESS_DENIED;
    // One that was started here ends with that code, and its starter hears of it.
    if (!host.programs.terminate(pid, exitCode, false)) host.state.processes.delete(pid);
    return DONE;
  },

  WTSShutdownSystem: ({ how }, { world, host }) => {
    if (how !== LOGOFF_OTHERS && !POWER.includes(how)) return E.ERROR_INVALID_PARAMETER;
    const isLocal = host === world.local;
    // The token that another machine makes for the caller has its privileges enabled.
    if (isLocal && !world.privileges.isEnabled('SeShutdownPrivilege')) return E.ERROR_PRIVILEGE_NOT_HELD;
    if (!isLocal && !world.caller.elevated) return E.ERROR_ACCESS_DENIED;
    if (how === LOGOFF_OTHERS) host.power.logoffOthers(isLocal ? world.callerSessionId() : undefined);
    else host.power.shutDown();
    return DONE;
  },

  WTSActiveSessionExists: (_, { host: { machine, state } }) => {
    if (!atLeast(machine.windows, '10.0.26100')) return E.ERROR_PROC_NOT_FOUND;
    return { value: [...state.sessions.values()].some(it => it.state === 'active') };
  },

  WTSIsChildSessionsEnabled: (_, { host: { machine, state } }) =>
    atLeast(machine.windows, '6.2') ? { value: state.childSessions.enabled } : E.ERROR_PROC_NOT_FOUND,
  WTSEnableChildSessions: ({ enable }, { world, host: { machine, state } }) => {
    if (!atLeast(machine.windows, '6.2')) return E.ERROR_PROC_NOT_FOUND;
    if (!world.caller.elevated) return E.ERROR_ACCESS_DENIED;
    state.childSessions.enabled = enable;
    return DONE;
  },
  WTSGetChildSessionId: (_, { world, host: { machine, state } }) => {
    if (!atLeast(machine.windows, '6.2')) return E.ERROR_PROC_NOT_FOUND;
    return { value: state.childSessions.ids.get(world.callerSessionId()) ?? NO_SESSION };
  },
} satisfies Partial<TerminalRules>;

function idOf(world: AllSessions, sessionId: number): number {
  return sessionId === NO_SESSION ? world.callerSessionId() : sessionId;
}

/** The system needs no password; others need it unless the session is of the same user. */
function mayShow(made: Made, shown: SessionState, password: string): number | undefined {
  const { world, host } = made;
  if (world.caller.role === 'system') return undefined;
  if (password !== '') {
    const wanted = host.state.passwords.get(fullName(shown.domain, shown.user));
    return password === wanted ? undefined : E.ERROR_LOGON_FAILURE;
  }
  const caller = host.state.sessions.get(world.callerSessionId());
  if (shown.sid !== null && shown.sid === caller?.sid) return undefined;
  const session = usable(made, shown.id, 'connect');
  return typeof session === 'number' ? session : E.ERROR_LOGON_FAILURE;
}
