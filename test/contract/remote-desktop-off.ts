import type { WorldDriver } from './driver.js';

/** The tests that need a running `TermService`: names and reasons. */
export const NEED_TERM_SERVICE: Readonly<Record<string, string>> = {
  'notices that Terminal Services restarted: a gap, a registration, a snapshot':
    'It stops the service, and here the service is already stopped.',
  'a watch while TermService restarts': 'It stops the service, and here the service is already stopped.',
};

type Host = Record<string, unknown>;

/** The scenario with `TermService` stopped on the local host, unless the scenario gives the state itself. */
export function withoutTermService(scenario: unknown = { version: 1 }): unknown {
  const { hosts = [], ...rest } = scenario as { readonly hosts?: readonly Host[] };
  const stopped = { termService: 'stopped' };
  const chosen = hosts.findIndex(it => it.local === true);
  const local = chosen >= 0 ? chosen : hosts.findIndex(it => it.local === undefined);
  if (local < 0) return { ...rest, hosts: [stopped, ...hosts] };
  return { ...rest, hosts: hosts.map((it, i) => (i === local ? { ...stopped, ...it } : it)) };
}

/** Drives the same worlds on a machine with remote desktop off, as most clients have it. */
export function remoteDesktopOff(driver: WorldDriver): WorldDriver {
  const reset: WorldDriver['reset'] = (scenario, options) => driver.reset(withoutTermService(scenario), options);
  return Object.create(driver, { reset: { value: reset }, skips: { value: NEED_TERM_SERVICE } });
}
