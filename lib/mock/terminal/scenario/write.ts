import { formatTicks } from '../../../base/ticks.js';
import type {
  ScenarioClient,
  ScenarioHost,
  ScenarioProcess,
  ScenarioSession,
  ScenarioUserConfig,
} from '../../../terminal/capture/scenario.js';
import type { RawUserConfig } from '../../../terminal/config/raw-user-config.js';
import { PROTOCOLS } from '../../../terminal/sessions/words.js';
import { FRESH } from '../config/user-configs.js';
import type { SimulatedHost } from '../host.js';
import { writeListeners } from '../listeners/listener-state.js';
import { sorted } from '../rules/rows.js';
import { type ClientState, fullName, type HostState, type ProcessState, type SessionState } from '../state.js';
import { NO_CONFIG, processFrom, RDP_CLIENT, sessionFrom } from './defaults.js';
import { writePolicies } from './policies.js';

/** What is known of a host: what a reader would fill in by itself is left out, everything else is there. */
export function writeHost({ machine, state: host, services: { termService, lsm } }: SimulatedHost): ScenarioHost {
  const owners = new Map([...host.sessions.values()].map(it => [it.sid, it] as const));
  const accounts = [...host.accounts]
    .filter(([sid, it]) => {
      if (host.userConfigs.has(sid) || host.passwords.has(fullName(it.domain, it.name))) return true;
      const owner = owners.get(sid);
      return !owner || it.use !== 1 || it.name !== owner.user || it.domain !== (owner.domain ?? '');
    })
    .map(([sid, { name, domain, use }]) => {
      const config = host.userConfigs.get(sid);
      const password = host.passwords.get(fullName(domain, name));
      const secret = password !== undefined && { password };
      return { sid, name, domain, use, ...secret, ...(config && { config: writeUserConfig(config) }) };
    });
  const listeners = writeListeners(host.listeners);
  return {
    consoleSessionId: host.consoleSessionId,
    ...(host.glassSessionId !== undefined && { glassSessionId: host.glassSessionId }),
    ...(termService.word !== 'running' && { termService: termService.word }),
    ...(lsm.word !== 'running' && { lsm: lsm.word }),
    sessions: sorted(host).map(it => writeSession(it, host)),
    processes: [...host.processes.values()].map(it => writeProcess(it, host)),
    ...(accounts.length > 0 && { accounts }),
    ...(listeners && { listeners }),
    ...writePolicies({ machine, state: host }),
  };
}

function writeUserConfig(config: RawUserConfig): ScenarioUserConfig {
  const { terminalServerRemoteHomeDir: _, ...rest } = config;
  return differing(rest, FRESH);
}

const TIMES = new Set(['connectTime', 'disconnectTime', 'lastInputTime']);

function writeSession(session: SessionState, host: HostState): ScenarioSession {
  const { id, state, name, user, domain, logonTime, client, protocol, config, ...rest } = session;
  const isConsole = id === host.consoleSessionId;
  const core = { host: host.name, id, isConsole, state, name, user, domain, logonTime, client };
  const usual = sessionFrom(core);
  const others = differing(rest, usual, (key, value) => (TIMES.has(key) ? writeTime(value as bigint) : value));
  const changed = differing(config, NO_CONFIG);
  const [parent] = [...host.childSessions.ids].find(([, child]) => child === id) ?? [];
  return {
    id,
    name,
    state,
    ...((user !== null || domain !== null) && { user, domain }),
    ...((user !== null || logonTime !== 0n) && { logonTime: writeTime(logonTime) }),
    ...((user !== null || client !== null) && { client: client && writeClient(client) }),
    ...(protocol !== usual.protocol && { protocol: PROTOCOLS[protocol] ?? protocol }),
    ...others,
    ...(parent !== undefined && { childOf: parent }),
    ...(Object.keys(changed).length > 0 && { config: changed }),
  } as ScenarioSession;
}

function writeClient(client: ClientState): ScenarioClient {
  const { display, ...rest } = client;
  const changed = differing(display, RDP_CLIENT.display);
  return { ...differing(rest, RDP_CLIENT), ...(Object.keys(changed).length > 0 && { display: changed }) };
}

function writeProcess(process: ProcessState, host: HostState): ScenarioProcess {
  // When it began is not part of a scenario: in a world that is made of it, it is older than all that happens.
  const { pid, name, sessionId, sid, began, ...counters } = process;
  const usual = processFrom({ pid, name, sessionId, sid, began });
  const ms = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) / 10_000 : value);
  const isProtected = host.protected.has(pid) && { protected: true };
  return { pid, name, sessionId, sid, ...differing(counters, usual, ms), ...isProtected };
}

function writeTime(ticks: bigint): string | null {
  return ticks === 0n ? null : formatTicks(ticks);
}

function differing<T extends object>(
  given: T,
  usual: T | (object & { readonly [K in keyof T]?: unknown }),
  write: (key: string, value: unknown) => unknown = (_, value) => value,
): Record<string, unknown> {
  const differs = ([key, value]: [string, unknown]) => {
    const other = (usual as Record<string, unknown>)[key];
    return Array.isArray(value) && Array.isArray(other) ? value.join() !== other.join() : value !== other;
  };
  return Object.fromEntries(
    Object.entries(given)
      .filter(differs)
      .map(([key, value]) => [key, write(key, value)]),
  );
}
