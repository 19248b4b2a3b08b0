import { formatTicks, parseTicks, ticksOf, ticksToDate } from '../../../base/ticks.js';
import type { MachineState } from '../machine.js';
import type { GeneralScenario, MachineScenario } from './general.js';
import { scenarioError } from './validate.js';

export interface MachineRead {
  readonly state: MachineState;
  readonly given: MachineScenario;
  readonly path: string;
}

const DEFAULT_NOW = '2026-01-05T08:00:00.000Z';
const DEFAULT_WINDOWS = '10.0.26100';
const DEFAULT_HOST = 'WORLD';

/** What the scenario's `now` says, in milliseconds. */
export function startOf({ now = DEFAULT_NOW }: GeneralScenario): number {
  const ticks = parseTicks(now);
  if (ticks === undefined) throw scenarioError('now', `is not a time: '${now}'`);
  return Date.parse(formatTicks(ticks));
}

/** The hosts of a scenario. One of them is local: the one that says so, else the first that does not deny it, else one more. */
export function readMachines({ hosts = [{}] }: GeneralScenario, now: bigint): readonly MachineRead[] {
  const local = hosts.findIndex(it => it.local === true);
  const first = local >= 0 ? local : hosts.findIndex(it => it.local === undefined);
  const all = hosts.map((given, i) => readMachine(given, { path: `hosts[${i}]`, isLocal: i === first, now }));
  if (first < 0) all.unshift(readMachine({}, { path: 'hosts', isLocal: true, now }));
  hosts.forEach((it, i) => {
    if (it.local && i !== local) throw scenarioError(`hosts[${i}].local`, `is true, and so is hosts[${local}].local`);
  });
  const seen = new Set<string>();
  for (const { state, path } of all) {
    const name = state.name.toLowerCase();
    if (seen.has(name)) throw scenarioError(`${path}.name`, `is '${state.name}' a second time`);
    seen.add(name);
  }
  return all;
}

export function readMachine(
  given: MachineScenario,
  { path, isLocal, now }: { readonly path: string; readonly isLocal: boolean; readonly now: bigint },
): MachineRead {
  const { name = DEFAULT_HOST, windows = DEFAULT_WINDOWS, unreachable = false, hangs = false } = given;
  const clockOffset = offsetOf(given, path, isLocal, now);
  return { state: { name, isLocal, windows, unreachable, hangs, clockOffset }, given, path };
}

export function writeMachine({
  name,
  isLocal,
  windows,
  unreachable,
  hangs,
  clockOffset,
}: MachineState): MachineScenario {
  return {
    name,
    ...(isLocal && { local: true }),
    windows,
    ...(unreachable && { unreachable: true }),
    ...(hangs && { hangs: true }),
    ...(clockOffset !== 0 && { clockOffset }),
  };
}

/** How far the clock of a host is ahead. The local one has none: what it shows is the scenario's `now`. */
function offsetOf({ clockOffset = 0 }: MachineScenario, path: string, isLocal: boolean, now: bigint): number {
  if (clockOffset === 0) return 0;
  if (isLocal) throw scenarioError(`${path}.clockOffset`, "is for other hosts; the local host's clock is `now`");
  if (ticksToDate(now + ticksOf(clockOffset) - ticksOf(0)) === undefined) {
    throw scenarioError(`${path}.clockOffset`, `leads to no time between 1601 and 9999: ${clockOffset}`);
  }
  return clockOffset;
}
