import type { Failure } from '../../base/answer.js';
import type { Session } from '../../identity/session.js';
import type { Ask } from '../../lane/job.js';
import type { TerminalThread } from '../contract.js';
import { changedError, type HostContext } from '../host-context.js';
import { detailClasses } from './details.js';
import { type Gathered, gather } from './gather.js';
import type { Listing } from './listing.js';

/** The session, or what was answered when it has ended. */
export async function gatherOne(
  host: HostContext,
  ask: Ask<TerminalThread>,
  listing: Listing,
  row: Session,
): Promise<Gathered | Failure> {
  const { gathered, ended } = await gather(host, ask, listing, [row], detailClasses(host));
  const one = gathered[0] ?? ended.get(row.id);
  if (one) return one;
  throw changedError(host, 'WTSQuerySessionInformationW', row.id);
}
