import type { LocalHost, SessionHost } from 'winstation';

/** A host that is this machine. */
export function localOf(host: SessionHost): LocalHost {
  if (!host.isLocal) throw new Error(`${host.name} is another machine`);
  return host as LocalHost;
}
