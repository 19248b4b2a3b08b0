import type { Answer } from '../../base/answer.js';
import type { Wait } from '../../lane/wait.js';
import type { DetailFacts } from '../contract.js';
import type { HostContext } from '../host-context.js';
import { meaningOf, shapeDetails } from './details.js';
import type { Gathered } from './gather.js';
import type { SessionDetails } from './types.js';

/** How long a list waits for SIDs: a domain controller may be slow or away, and a session is more than its SID. */
export const SIDS_MS = 2_000;

/** What is looked up beside the lane comes last: nobody else waits for it. */
export async function shaped(
  host: HostContext,
  gathered: readonly Gathered[],
  wait: Wait,
  sidsMs = SIDS_MS,
): Promise<readonly SessionDetails[]> {
  const sids = await sidsOf(host, gathered, wait, sidsMs);
  const meaning = await meaningOf(host, userFacts(gathered), wait);
  return gathered.map(it => shapeDetails(it, sids.get(it.session.account ?? ''), meaning));
}

/** Only where somebody is logged on there is something to lock. */
function userFacts(gathered: readonly Gathered[]): DetailFacts[] {
  return gathered.flatMap(({ session, facts }) => (session.kind === 'user' ? [facts] : []));
}

/** The SIDs of all users. */
function sidsOf(
  host: HostContext,
  gathered: readonly Gathered[],
  wait: Wait,
  sidsMs: number,
): Promise<ReadonlyMap<string, Answer<string>>> {
  const accounts = new Set<string>();
  for (const { session } of gathered) if (session.account !== undefined) accounts.add(session.account);
  if (accounts.size === 0) return Promise.resolve(new Map());
  return host.accounts.sidsWithin(sidsMs, accounts, wait);
}
