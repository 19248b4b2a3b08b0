import { checkOptions } from '../../errors/arguments.js';
import type { SessionRef } from '../../identity/session.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import type { Wait } from '../../lane/wait.js';
import { changedError, controlOf, type HostContext, hostError } from '../host-context.js';
import { infoOf } from '../info/info-step.js';
import { gatherOne } from './gather-one.js';
import { listRows } from './listing.js';
import { checkRef, isSameLogon, resolveId } from './reference.js';
import { shaped } from './shaped.js';
import type { SessionDetails } from './types.js';

/** How often the session on the console is looked for, when another takes its place meanwhile. */
const MOST_CONSOLES = 4;

export async function session(host: HostContext, ref: SessionRef, options?: Cancel): Promise<SessionDetails> {
  checkRef(host, ref);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await host.waits.during(controlOf(host, options, ref), wait => sessionNow(host, wait, ref));
}

/** The same as a part of a longer call. */
export async function sessionNow(host: HostContext, wait: Wait, ref: SessionRef): Promise<SessionDetails> {
  const found = await host.lane.run(wait, async ask => {
    for (let round = 1; ; round += 1) {
      const id = await resolveId(host, ask, ref);
      const listing = await listRows(host, ask);
      const one = await gatherOne(host, ask, listing, listing.row(id) ?? listing.unlisted(id));
      if (!('session' in one)) throw hostError(host, one, id);
      const info = infoOf(one.facts);
      if (!info.ok) throw hostError(host, info, id);
      if (typeof ref === 'object' && !isSameLogon(host, ref, info.value)) {
        throw changedError(host, 'WTSQuerySessionInformationW', id);
      }
      if (ref !== 'console' || one.session.isConsole) return one;
      if (round === MOST_CONSOLES) throw changedError(host, 'WTSQuerySessionInformationW', id);
    }
  });
  const [details] = await shaped(host, [found], wait);
  return details as SessionDetails;
}
