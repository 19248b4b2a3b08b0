import { parseTicks } from '../../../base/ticks.js';
import type { ScenarioSession } from '../../../terminal/capture/scenario.js';
import { PROTOCOLS } from '../../../terminal/sessions/words.js';
import { scenarioError } from '../../world/scenario/validate.js';
import { type HostState, LISTENER_ID, type SessionState } from '../state.js';
import { checkAddress } from './addresses.js';
import { clientFrom, configFrom, defaultClient, defined, sessionFrom } from './defaults.js';

/** What nothing else on the host has. */
export interface Free {
  name(): string;
  logonTime(): bigint;
}

/** What is needed to read a session of a scenario. */
export interface SessionReading {
  readonly path: string;
  readonly id: number;
  readonly host: HostState;
  /** How far its times are moved, in ticks. */
  readonly shift: bigint;
  readonly free: Free;
}

/** A session by itself, which may take over the id of another. `shift` is in milliseconds. */
export function readOneSession(
  given: ScenarioSession & { readonly id: number },
  { host, now, shift }: { readonly host: HostState; readonly now: bigint; readonly shift: number },
): SessionState {
  const free = { name: () => `RDP-Tcp#${given.id}`, logonTime: freeLogonTime(host, now) };
  const ticks = BigInt(Math.round(shift)) * 10_000n;
  return readSession(given, { path: 'session', id: given.id, host, shift: ticks, free });
}

/** Gives the first tick from `now` on that no other logon has. */
export function freeLogonTime({ logonTimes }: HostState, now: bigint): () => bigint {
  let time = now;
  return () => {
    while (logonTimes.has(time)) time += 1n;
    return time;
  };
}

export function readSession(given: ScenarioSession, reading: SessionReading): SessionState {
  const { path, id, host, free } = reading;
  const isConsole = id === host.consoleSessionId;
  const isListener = id >= LISTENER_ID;
  const user = given.user || null;
  const domain = user === null ? (given.domain ?? null) : given.domain === undefined ? host.name : given.domain;
  const otherwise = user !== null || isConsole || given.client ? 'connected' : 'disconnected';
  const state =
    given.state ?? (isListener ? 'listen' : id === 0 ? 'disconnected' : user !== null ? 'active' : otherwise);
  const time = timeReader(given, reading);
  const logonTime = time('logonTime', user === null ? 0n : free.logonTime());
  const live = state !== 'disconnected' && state !== 'down';
  const name = given.name !== undefined ? given.name : usualName({ id, isConsole, isListener, live, free });
  const core = { host: host.name, id, isConsole, state, name, user, domain, logonTime };
  const client =
    given.client === undefined ? defaultClient(core) : given.client === null ? null : clientFrom(given.client);
  checkAddress(client?.address, { path: `${path}.client.address`, v6: true });
  checkAddress(given.virtualAddress, { path: `${path}.virtualAddress`, v6: false });
  const filled = sessionFrom({ ...core, client });
  const { protocol } = given;
  return {
    ...filled,
    // Who is whose child is the host's to know.
    ...(defined({ ...given, config: undefined, childOf: undefined }) as object),
    id,
    state,
    name,
    user,
    domain,
    client,
    logonTime,
    connectTime: time('connectTime', filled.connectTime),
    disconnectTime: time('disconnectTime', filled.disconnectTime),
    lastInputTime: time('lastInputTime', filled.lastInputTime),
    protocol:
      protocol === undefined ? filled.protocol : typeof protocol === 'number' ? protocol : PROTOCOLS.indexOf(protocol),
    config: given.config ? configFrom(given.config) : filled.config,
  };
}

type TimeKey = 'logonTime' | 'connectTime' | 'disconnectTime' | 'lastInputTime';

/** Reads a time of the scenario; `otherwise` where the scenario does not say it. */
function timeReader(
  given: ScenarioSession,
  { path, shift }: SessionReading,
): (key: TimeKey, otherwise: bigint) => bigint {
  return (key, otherwise) => {
    const iso = given[key];
    if (iso === undefined) return otherwise;
    if (iso === null) return 0n;
    const ticks = parseTicks(iso);
    if (ticks === undefined) throw scenarioError(`${path}.${key}`, `is not a time: '${iso}'`);
    return ticks + shift;
  };
}

function usualName({
  id,
  isConsole,
  isListener,
  live,
  free,
}: {
  readonly id: number;
  readonly isConsole: boolean;
  readonly isListener: boolean;
  readonly live: boolean;
  readonly free: Free;
}): string {
  if (id === 0) return 'Services';
  if (isConsole) return 'Console';
  if (isListener) return 'RDP-Tcp';
  return live ? free.name() : '';
}
