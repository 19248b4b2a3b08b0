import { STATES } from '../../../terminal/sessions/words.js';
import type { RawProcess, RawSession } from '../raw-calls.js';
import type { HostState, ProcessState, SessionState } from '../state.js';
import type { Made } from './made.js';

const ANY_SESSION = 0xfffffffe;

/** The older call knows id, state and session name. Listed by id, which Windows does not promise. */
export function sessionRows(host: HostState, full: boolean): readonly RawSession[] {
  return sorted(host).map(it => ({
    sessionId: it.id,
    state: STATES.indexOf(it.state),
    sessionName: it.name ?? undefined,
    userName: full ? (it.user ?? undefined) : undefined,
    domainName: full ? (it.domain ?? undefined) : undefined,
    hostName: full ? (it.hostName ?? undefined) : undefined,
    farmName: full ? (it.farmName ?? undefined) : undefined,
  }));
}

export function sorted(host: HostState): readonly SessionState[] {
  return [...host.sessions.values()].sort((a, b) => a.id - b.id);
}

/** To a user, Windows shows the account of that user's own processes only. */
export function processRows({ world, host }: Made, sessionId: number, full: boolean): readonly RawProcess[] {
  const callerSession = world.callerSessionId();
  const own = host === world.local ? host.state.sessions.get(callerSession)?.sid : undefined;
  const rows: RawProcess[] = [];
  for (const it of host.state.processes.values()) {
    if (sessionId !== ANY_SESSION && it.sessionId !== sessionId) continue;
    const shown = world.caller.role !== 'user' || (it.sessionId === callerSession && it.sid === own);
    rows.push(processRow(it, shown ? (it.sid ?? undefined) : undefined, full));
  }
  return rows;
}

function processRow(it: ProcessState, sid: string | undefined, full: boolean): RawProcess {
  return {
    sessionId: it.sessionId,
    pid: it.pid,
    name: it.name ?? undefined,
    sid,
    threads: full ? it.threads : 0,
    handles: full ? it.handles : 0,
    pagefileUsage: full ? dword(it.pagefileUsage) : 0,
    peakPagefileUsage: full ? dword(it.peakPagefileUsage) : 0,
    workingSetSize: full ? dword(it.workingSetSize) : 0,
    peakWorkingSetSize: full ? dword(it.peakWorkingSetSize) : 0,
    userTime: full ? it.userTime : 0n,
    kernelTime: full ? it.kernelTime : 0n,
  };
}

/** The counters have 32 bits, so they wrap. */
function dword(value: number): number {
  return value % 0x1_0000_0000;
}
