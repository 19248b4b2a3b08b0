import type { ScenarioHost, ScenarioSession } from '../../../terminal/capture/scenario.js';
import type { Role } from '../../world/caller.js';
import type { Joining } from '../../world/domain.js';
import { scenarioError } from '../../world/scenario/validate.js';
import type { ServiceState } from '../../world/service.js';
import { Accounts } from '../accounts.js';
import { userConfigFrom } from '../config/user-configs.js';
import type { ServiceKey } from '../host.js';
import { readListeners, takeOverPermissions } from '../listeners/listener-state.js';
import { remember } from '../rules/accounts.js';
import { fullName, type HostState, hasUser, LISTENER_ID } from '../state.js';
import { CONSOLE, LISTENER, SERVICES } from './defaults.js';
import { readPolicies } from './policies.js';
import { readProcesses } from './read-processes.js';
import { freeLogonTime, readSession } from './read-session.js';

/** The process that asks, as far as it shows in a list of processes. */
export interface CallerProcess {
  readonly role: Role;
  readonly pid: number;
  readonly sessionId: number | undefined;
}

export interface HostReading extends Joining<ScenarioHost> {
  readonly caller: CallerProcess;
}

/** What a world starts from on one host, with nothing left out. */
export interface HostRead {
  readonly state: HostState;
  readonly services: Readonly<Record<ServiceKey, ServiceState>>;
}

export function readHost({ machine, given, path, now, shift, caller }: HostReading): HostRead {
  const sessions = given.sessions ?? [SERVICES, CONSOLE, LISTENER];
  const host: HostState = {
    name: machine.name,
    consoleSessionId: given.consoleSessionId === undefined ? consoleOf(sessions) : given.consoleSessionId,
    glassSessionId: given.glassSessionId,
    sessions: new Map(),
    processes: new Map(),
    accounts: new Accounts(),
    userConfigs: new Map(),
    listeners: readListeners(given.listeners, path),
    permissions: new Map(),
    logonTimes: new Set(),
    nextPid: 2048,
    protected: new Set(),
    passwords: new Map(),
    childSessions: { enabled: false, ids: new Map() },
    refusesLogons: false,
  };
  const ids = idsOf(sessions, path);
  const free = { name: freeName(sessions), logonTime: freeLogonTime(host, now) };
  readPolicies(given, { machine, state: host });
  sessions.forEach((it, i) => {
    const session = readSession(it, { path: `${path}.sessions[${i}]`, id: ids[i]!, host, shift, free });
    host.sessions.set(session.id, session);
    takeOverPermissions(host, session);
    host.logonTimes.add(session.logonTime);
  });
  readChildren(sessions, ids, { host, path });
  given.accounts?.forEach(({ sid, name, domain = machine.name, use = 1, config, password }) => {
    host.accounts.set(sid, { name, domain, use });
    if (password !== undefined) host.passwords.set(fullName(domain, name), password);
    if (config) host.userConfigs.set(sid, userConfigFrom(config));
  });
  for (const it of host.sessions.values()) remember(host, it);
  readProcesses(given.processes, { path, host, caller: machine.isLocal ? caller : undefined });
  const { termService = 'running', lsm = 'running' } = given;
  return { state: host, services: { termService, lsm } };
}

/** A host has one child session at most, of somebody who is logged on. */
function readChildren(
  sessions: readonly ScenarioSession[],
  ids: readonly number[],
  { host, path }: { readonly host: HostState; readonly path: string },
): void {
  const { ids: children } = host.childSessions;
  sessions.forEach(({ childOf }, i) => {
    if (childOf === undefined) return;
    const at = `${path}.sessions[${i}].childOf`;
    const parent = host.sessions.get(childOf);
    if (!parent || !hasUser(parent) || childOf === ids[i])
      throw scenarioError(at, `is no other session with a user: ${childOf}`);
    if (children.size > 0) throw scenarioError(at, 'is given a second time: a host has one child session');
    children.set(childOf, ids[i]!);
  });
}

/** Gives the names of connections that no session of the scenario has. */
function freeName(sessions: readonly ScenarioSession[]): () => string {
  const used = new Set(sessions.map(it => it.name));
  let connection = 0;
  return () => {
    while (used.has(`RDP-Tcp#${connection}`)) connection += 1;
    return `RDP-Tcp#${connection++}`;
  };
}

/** The session called so; else session 1, if it can be. */
function consoleOf(sessions: readonly ScenarioSession[]): number | null {
  const named = sessions.find(it => it.name?.toLowerCase() === 'console');
  if (named) return named.id ?? 1;
  const one = sessions.find(it => it.id === 1);
  const can = one && one.name === undefined && !one.client && (one.state ?? 'active') !== 'disconnected';
  return can ? 1 : null;
}

function idsOf(sessions: readonly ScenarioSession[], path: string): readonly number[] {
  const taken = new Set<number>();
  sessions.forEach(({ id }, i) => {
    if (id === undefined) return;
    if (taken.has(id)) throw scenarioError(`${path}.sessions[${i}].id`, `is ${id} a second time`);
    taken.add(id);
  });
  const free = (from: number) => {
    let id = from;
    while (taken.has(id)) id += 1;
    taken.add(id);
    return id;
  };
  let next = 2;
  return sessions.map(it => {
    if (it.id !== undefined) return it.id;
    if (it.state === 'listen') return free(LISTENER_ID);
    if (it.name?.toLowerCase() === 'console') return free(1);
    next = free(next);
    return next;
  });
}
