import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { controlOf, type HostContext } from '../host-context.js';
import { candidates, fits } from './candidates.js';
import { compileFilter } from './filter.js';
import { gatherOne } from './gather-one.js';
import { listRows } from './listing.js';
import { shaped } from './shaped.js';
import type { SessionDetails, SessionFilter } from './types.js';

export async function findSession(
  host: HostContext,
  where: SessionFilter,
  options?: Cancel,
): Promise<SessionDetails | undefined> {
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  const filter = compileFilter(where, host);
  return await host.waits.during(controlOf(host, options), async wait => {
    const found = await host.lane.run(wait, async ask => {
      const listing = await listRows(host, ask);
      for (const row of await candidates(ask, listing, filter)) {
        const one = await gatherOne(host, ask, listing, row);
        if ('session' in one && fits(filter, one)) return one;
      }
      return undefined;
    });
    return found && (await shaped(host, [found], wait))[0];
  });
}
