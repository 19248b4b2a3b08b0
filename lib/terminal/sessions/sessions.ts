import { checkBoolean, checkOptions } from '../../errors/arguments.js';
import type { Session } from '../../identity/session.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { Ask } from '../../lane/job.js';
import type { TerminalThread } from '../contract.js';
import { controlOf, type HostContext, hostError } from '../host-context.js';
import { CLIENT_NAME, candidates, clientName, idleTimeOf } from './candidates.js';
import { detailedSessions } from './detailed-sessions.js';
import { type CompiledFilter, compileFilter } from './filter.js';
import { gather } from './gather.js';
import { listRows } from './listing.js';
import type { SessionsOptions } from './types.js';

export async function sessions(host: HostContext, options: SessionsOptions = {}): Promise<readonly Session[]> {
  checkOptions('options', options, ['details', 'where', ...CANCEL]);
  checkBoolean('options.details', options.details);
  checkCancel(options);
  const filter = compileFilter(options.where, host);
  return await host.waits.during(controlOf(host, options), async wait => {
    if (options.details) return (await detailedSessions(host, wait, filter)).rows;
    return await host.lane.run(wait, ask => plainSessions(host, ask, filter));
  });
}

/** Rows without details: the listing alone, unless more must be asked to know who is there or from which client. */
async function plainSessions(
  host: HostContext,
  ask: Ask<TerminalThread>,
  filter: CompiledFilter,
): Promise<readonly Session[]> {
  const listing = await listRows(host, ask);
  const wanted = await candidates(ask, listing, filter);
  const { matchesClient, matchesIdle } = filter;
  if (listing.hasUsers && !matchesClient && !matchesIdle) return wanted;
  const { gathered, unnamed } = await gather(host, ask, listing, wanted, matchesClient ? [CLIENT_NAME] : []);
  // A row cannot say that it does not know its user, and one without would say that nobody is there.
  for (const { session } of gathered) {
    const failure = unnamed.get(session.id);
    if (failure) throw hostError(host, failure, session.id);
  }
  return gathered
    .filter(
      it =>
        filter.matches(it.session) &&
        (matchesClient?.(clientName(it.facts)) ?? true) &&
        (matchesIdle?.(idleTimeOf(it)) ?? true),
    )
    .map(it => it.session);
}
