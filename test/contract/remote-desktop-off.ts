import type { WorldDriver } from './driver.js';

/** Tests that are about a running `TermService`, by their names, and why they cannot hold without one. */
export const NEED_TERM_SERVICE: Readonly<Record<string, string>> = {
  'notices that Terminal Services restarted: a gap, a registration, a snapshot':
    'The service stops in it, and one that is stopped cannot.',
  'a watch while TermService restarts': 'The service stops in it, and one that is stopped cannot.',
};

type Host = Record<string, unknown>;

/** The scenario with `TermService` stopped on the local host, unless it says itself how the service is. */
export function withoutTermService(scenario: unknown = { version: 1 }): unknown {
  const { hosts = [], ...rest } = scenario as { readonly hosts?: readonly Host[] };
  const stopped = { termService: 'stopped' };
  const chosen = hosts.findIndex(it => it.local === true);
  const local = chosen >= 0 ? chosen : hosts.findIndex(it => it.local === undefined);
  if (local < 0) return { ...rest, hosts: [stopped, ...hosts] };
  return { ...rest, hosts: hosts.map((it, i) => (i === local ? { ...stopped, ...it } : it)) };
}

/** Drives the same worlds on a machine whose remote desktop is off, as it is on most clients. */
export function remoteDesktopOff(driver: WorldDriver): WorldDriver {
  const reset: WorldDriver['reset'] = (scenario, options) => driver.reset(withoutTermService(scenario), options);
  return Object.create(driver, { reset: { value: reset }, skips: { value: NEED_TERM_SERVICE } });
}
