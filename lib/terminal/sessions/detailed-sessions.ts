import type { Wait } from '../../lane/wait.js';
import type { HostContext } from '../host-context.js';
import { candidates, fits } from './candidates.js';
import { detailClasses } from './details.js';
import type { CompiledFilter } from './filter.js';
import { gather } from './gather.js';
import { listRows } from './listing.js';
import { SIDS_MS, shaped } from './shaped.js';
import type { SessionDetails } from './types.js';

export interface DetailedSessions {
  readonly rows: readonly SessionDetails[];
  /** They are there, but nothing of one moment could be had of them. */
  readonly unsettled: readonly number[];
}

/** `sidsMs`: how long SIDs that are not known yet are waited for. */
export async function detailedSessions(
  host: HostContext,
  wait: Wait,
  filter: CompiledFilter,
  sidsMs = SIDS_MS,
): Promise<DetailedSessions> {
  const { gathered, unsettled } = await host.lane.run(wait, async ask => {
    const listing = await listRows(host, ask);
    return await gather(host, ask, listing, await candidates(ask, listing, filter), detailClasses(host));
  });
  const fitting = gathered.filter(it => fits(filter, it));
  return { rows: await shaped(host, fitting, wait, sidsMs), unsettled };
}
