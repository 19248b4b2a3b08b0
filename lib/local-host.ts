import type { BackendContract } from './backend-contract.js';
import { capture } from './capture.js';
import { type SharedHost, shareHost } from './terminal/host.js';
import type { Composed } from './terminal/host-context.js';

/** What a host does over all domains. */
export const COMPOSED: Composed = { capture };

/** The local host of a backend, shared by all who ask for it. */
const localHosts = new WeakMap<BackendContract, SharedHost>();

export function sharedLocalHost(backend: BackendContract): SharedHost {
  const shared = localHosts.get(backend) ?? shareHost(backend, undefined, COMPOSED);
  localHosts.set(backend, shared);
  return shared;
}
