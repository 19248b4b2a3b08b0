import { formatTicks, parseTicks, ticksOf, ticksToDate } from '../../../base/ticks.js';
import type { Scenario, ScenarioCaller, ScenarioHost, ScenarioSession } from '../../../terminal/capture/scenario.js';
import { PROTOCOLS } from '../../../terminal/sessions/words.js';
import { elevatedBy } from '../../world/hosts.js';
import { checkAddress, scenarioError } from '../../world/scenario/validate.js';
import { Accounts } from '../accounts.js';
import { remember } from '../rules/accounts.js';
import { type CallerState, type HostState, LISTENER_ID, type Role, type SessionState } from '../state.js';
import {
  CONSOLE,
  clientFrom,
  configFrom,
  DEFAULT_HOST,
  DEFAULT_PID,
  DEFAULT_WINDOWS,
  defaultClient,
  defined,
  LISTENER,
  SERVICES,
  sessionFrom,
} from './defaults.js';
import { readProcesses } from './read-processes.js';

/** What a world starts from, with nothing left out. */
export interface Beginning {
  readonly caller: CallerState;
  readonly hosts: readonly HostState[];
}

/**
 * Fills a scenario in. `now` is what the clock shows; `shift` moves every time, so that a scenario of another day keeps its
 * idle times on a clock that cannot be set.
 */
export function readScenario(scenario: Scenario, as: Role | undefined, now: number, shift: number): Beginning {
  const caller = readCaller(scenario.caller ?? {}, as);
  const given = scenario.hosts ?? [{}];
  const local = given.findIndex(it => it.local === true);
  const first = local >= 0 ? local : given.findIndex(it => it.local === undefined);
  const reader = { now: ticksOf(now), shift: ticksOfMs(shift), caller };
  const hosts = given.map((it, i) => readHost(it, `hosts[${i}]`, i === first, reader));
  if (first < 0) hosts.unshift(readHost({}, 'hosts', true, reader));
  given.forEach((it, i) => {
    if (it.local && i !== local) throw scenarioError(`hosts[${i}].local`, `is true, and so is hosts[${local}].local`);
  });
  unique(
    hosts,
    it => it.name.toLowerCase(),
    (it, i) => scenarioError(`hosts[${i}].name`, `is '${it.name}' a second time`),
  );
  return { caller, hosts };
}

/** A host that no scenario names. */
export function freshHost(name: string, now: number): HostState {
  return readHost({ name }, 'host', false, { now: ticksOf(now), shift: 0n });
}

/** A session by itself, in the place of another or of none. */
export function readOneSession(
  given: ScenarioSession & { readonly id: number },
  host: HostState,
  now: bigint,
  shift: number,
): SessionState {
  const free = { name: () => `RDP-Tcp#${given.id}`, logonTime: freeLogonTime(host, now) };
  return readSession(given, 'session', given.id, host, ticksOfMs(shift), free);
}

interface Reader {
  /** What the clock shows: in a scenario the local host's, in a host its own. */
  readonly now: bigint;
  readonly shift: bigint;
  /** The calling process, where it may run on the host. */
  readonly caller?: CallerState;
}

function readCaller({ role, pid, sessionId, elevated }: ScenarioCaller, as: Role | undefined): CallerState {
  const chosen = as ?? role ?? 'administrator';
  // The process that really runs is the caller too, so that a program may ask for itself by `process.pid`.
  const real = (globalThis as { readonly process?: { readonly pid?: unknown } }).process?.pid;
  const pids = [pid ?? DEFAULT_PID];
  if (typeof real === 'number' && !pids.includes(real)) pids.push(real);
  return { role: chosen, pids, sessionId, elevated: elevated ?? elevatedBy(chosen) };
}

function readHost(given: ScenarioHost, path: string, local: boolean, reader: Reader): HostState {
  const name = given.name ?? DEFAULT_HOST;
  const clockOffset = offsetOf(given, path, local, reader.now);
  const sessions = given.sessions ?? [SERVICES, CONSOLE, LISTENER];
  const consoleId = given.consoleSessionId === undefined ? consoleOf(sessions) : given.consoleSessionId;
  const host: HostState = {
    name,
    local,
    windows: given.windows ?? DEFAULT_WINDOWS,
    consoleSessionId: consoleId,
    glassSessionId: given.glassSessionId,
    termService: given.termService ?? 'running',
    lsm: given.lsm ?? 'running',
    unreachable: given.unreachable ?? false,
    clockOffset,
    sessions: new Map(),
    processes: new Map(),
    accounts: new Accounts(),
    logonTimes: new Set(),
    nextPid: 2048,
  };
  const ids = idsOf(sessions, path);
  const used = new Set(sessions.map(it => it.name));
  let connection = 0;
  const freeName = () => {
    while (used.has(`RDP-Tcp#${connection}`)) connection += 1;
    return `RDP-Tcp#${connection++}`;
  };
  const free = { name: freeName, logonTime: freeLogonTime(host, reader.now + ticksOfMs(clockOffset)) };
  sessions.forEach((it, i) => {
    const session = readSession(it, `${path}.sessions[${i}]`, ids[i]!, host, reader.shift, free);
    host.sessions.set(session.id, session);
    host.logonTimes.add(session.logonTime);
  });
  given.accounts?.forEach(({ sid, name: account, domain = name, use = 1 }) => {
    host.accounts.set(sid, { name: account, domain, use });
  });
  for (const it of host.sessions.values()) remember(host, it.sid, it.user, it.domain);
  readProcesses(given.processes, path, host, reader.caller);
  return host;
}

/** How far the clock of a host is ahead. The local one has none: what it shows is the scenario's `now`. */
function offsetOf({ clockOffset = 0 }: ScenarioHost, path: string, local: boolean, now: bigint): number {
  if (clockOffset === 0) return 0;
  if (local) throw scenarioError(`${path}.clockOffset`, "is for other hosts; the local host's clock is `now`");
  if (ticksToDate(now + ticksOfMs(clockOffset)) === undefined) {
    throw scenarioError(`${path}.clockOffset`, `leads to no time between 1601 and 9999: ${clockOffset}`);
  }
  return clockOffset;
}

/** Gives the first tick from `now` on that no other logon has. */
function freeLogonTime({ logonTimes }: HostState, now: bigint): () => bigint {
  let time = now;
  return () => {
    while (logonTimes.has(time)) time += 1n;
    return time;
  };
}

function ticksOfMs(ms: number): bigint {
  return BigInt(Math.round(ms)) * 10_000n;
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

/** What nothing else on the host has. */
interface Free {
  name(): string;
  logonTime(): bigint;
}

function readSession(
  given: ScenarioSession,
  path: string,
  id: number,
  host: HostState,
  shift: bigint,
  free: Free,
): SessionState {
  const isConsole = id === host.consoleSessionId;
  const isListener = id >= LISTENER_ID;
  const user = given.user || null;
  const domain = user === null ? (given.domain ?? null) : given.domain === undefined ? host.name : given.domain;
  const somebody = user !== null || isConsole || given.client ? 'connected' : 'disconnected';
  const state =
    given.state ?? (isListener ? 'listen' : id === 0 ? 'disconnected' : user !== null ? 'active' : somebody);
  const time = (iso: string | null | undefined, key: string, otherwise: bigint) => {
    if (iso === undefined) return otherwise;
    if (iso === null) return 0n;
    const ticks = parseTicks(iso);
    if (ticks === undefined) throw scenarioError(`${path}.${key}`, `is not a time: '${iso}'`);
    return ticks + shift;
  };
  const logonTime = time(given.logonTime, 'logonTime', user === null ? 0n : free.logonTime());
  const live = state !== 'disconnected' && state !== 'down';
  const name =
    given.name !== undefined
      ? given.name
      : id === 0
        ? 'Services'
        : isConsole
          ? 'Console'
          : isListener
            ? 'RDP-Tcp'
            : live
              ? free.name()
              : '';
  const core = { host: host.name, id, isConsole, state, name, user, domain, logonTime };
  const client =
    given.client === undefined ? defaultClient(core) : given.client === null ? null : clientFrom(given.client);
  checkAddress(client?.address, `${path}.client.address`, true);
  checkAddress(given.virtualAddress, `${path}.virtualAddress`, false);
  const filled = sessionFrom({ ...core, client });
  const { protocol } = given;
  return {
    ...filled,
    ...(defined({ ...given, config: undefined }) as object),
    id,
    state,
    name,
    user,
    domain,
    client,
    logonTime,
    connectTime: time(given.connectTime, 'connectTime', filled.connectTime),
    disconnectTime: time(given.disconnectTime, 'disconnectTime', filled.disconnectTime),
    lastInputTime: time(given.lastInputTime, 'lastInputTime', filled.lastInputTime),
    protocol:
      protocol === undefined ? filled.protocol : typeof protocol === 'number' ? protocol : PROTOCOLS.indexOf(protocol),
    config: given.config ? configFrom(given.config) : filled.config,
  };
}

function unique<T>(all: readonly T[], key: (it: T) => string, error: (it: T, index: number) => Error): void {
  const seen = new Set<string>();
  all.forEach((it, i) => {
    if (seen.has(key(it))) throw error(it, i);
    seen.add(key(it));
  });
}

/** What the scenario's `now` says, in milliseconds. */
export function startOf(scenario: Scenario, otherwise: string): number {
  const iso = scenario.now ?? otherwise;
  const ticks = parseTicks(iso);
  if (ticks === undefined) throw scenarioError('now', `is not a time: '${iso}'`);
  return Date.parse(formatTicks(ticks));
}
