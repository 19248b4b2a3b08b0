import type { HostContext } from '../host-context.js';
import type { Listening } from './hub.js';
import { LocalSource } from './local-source.js';
import { RemoteSource } from './remote-source.js';
import type { SourceListener } from './source.js';

/** Joins the watches of a host. Watches of another machine share a source when they poll at the same interval. */
export function listen(host: HostContext, pollMs: number | undefined, listener: SourceListener): Listening {
  if (host.remote === undefined) return host.hubs.listen(0, () => new LocalSource(host), listener);
  return host.hubs.listen(pollMs ?? 0, () => new RemoteSource(host, pollMs), listener);
}
