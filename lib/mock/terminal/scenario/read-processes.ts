import type { ScenarioProcess } from '../../../terminal/capture/scenario.js';
import type { Role } from '../../world/caller.js';
import { scenarioError } from '../../world/scenario/validate.js';
import { freePid, nextAfter } from '../free-pid.js';
import type { HostState, ProcessState } from '../state.js';
import { defined, processFrom, SYSTEM_PROCESSES, USER_PROCESSES } from './defaults.js';

export interface ProcessesReading {
  readonly path: string;
  readonly host: HostState;
  /** The calling process, where it runs on this host. */
  readonly caller: { readonly role: Role; readonly pid: number; readonly sessionId: number | undefined } | undefined;
}

/** Fills in what runs on a host whose sessions are there already. The calling process is one of the local host's. */
export function readProcesses(
  given: readonly ScenarioProcess[] | undefined,
  { path, host, caller }: ProcessesReading,
): void {
  const add = (process: ProcessState, where: string) => {
    if (host.processes.has(process.pid)) throw scenarioError(`${where}.pid`, `is ${process.pid} a second time`);
    host.processes.set(process.pid, process);
    host.nextPid = nextAfter(process.pid, host.nextPid);
  };
  const all = given ?? defaultProcesses(host);
  const chosen = new Set(all.map(it => it.pid));
  for (const { pid } of all) if (pid !== undefined) host.nextPid = nextAfter(pid, host.nextPid);
  const free = () => freePid(host.nextPid, pid => chosen.has(pid) || host.processes.has(pid));
  all.forEach((it, i) => {
    const { pid = free(), name = '', sessionId = 0, sid = null } = it;
    const { userTime, kernelTime, protected: isProtected, ...counters } = defined(it);
    const times = {
      ...(userTime !== undefined && { userTime: ticksOfMs(userTime) }),
      ...(kernelTime !== undefined && { kernelTime: ticksOfMs(kernelTime) }),
    };
    if (isProtected) host.protected.add(pid);
    add({ ...processFrom({ pid, name, sessionId, sid }), ...counters, ...times }, `${path}.processes[${i}]`);
  });
  if (given === undefined && caller && !host.processes.has(caller.pid)) {
    const sessionId = caller.sessionId ?? (caller.role === 'system' ? 0 : (host.consoleSessionId ?? 0));
    const owner = host.sessions.get(sessionId)?.sid ?? 'S-1-5-18';
    add(processFrom({ pid: caller.pid, name: 'node.exe', sessionId, sid: owner }), path);
  }
}

function defaultProcesses(host: HostState): readonly ScenarioProcess[] {
  const users = [...host.sessions.values()].filter(it => it.user !== null);
  const theirs = users.flatMap(({ id, sid }) =>
    USER_PROCESSES.map(({ name, asUser }) => ({ name, sessionId: id, sid: asUser ? sid : 'S-1-5-18' })),
  );
  return [...SYSTEM_PROCESSES, ...theirs];
}

function ticksOfMs(ms: number): bigint {
  return BigInt(Math.round(ms * 10_000));
}
