import type { Cancel } from '../../lane/cancel.js';
import type { HostContext } from '../host-context.js';
import type { SessionDetails } from '../sessions/types.js';
import { askQuickly, fetchSessions, type Wanted } from './fetch.js';
import { RefreshPlan } from './refresh-plan.js';
import { isIncomplete, merged } from './row-merge.js';

export interface Refreshed {
  /** `undefined`: the session has ended, or never existed. */
  readonly rows: ReadonlyMap<number, SessionDetails | undefined>;
  /** The sessions of which nothing is known for now. */
  readonly unsettled: RefreshPlan;
}

/** Asks about sessions with as few calls as possible. Local host only: a remote host is listed as a whole. */
export async function refreshRows(
  host: HostContext,
  control: Cancel,
  plan: RefreshPlan,
  known: (id: number) => SessionDetails | undefined,
  how: Pick<Wanted, 'sidsLater'>,
): Promise<Refreshed> {
  const rows = new Map<number, SessionDetails | undefined>();
  const unsettled = new RefreshPlan();
  const full: number[] = [];
  const quick: SessionDetails[] = [];
  for (const [id, depth] of plan) {
    const row = known(id);
    if (row && depth !== 'full') quick.push(row);
    else full.push(id);
  }
  const answers = quick.length > 0 ? await askQuickly(host, control, quick) : [];
  for (const [id, answer] of answers) {
    if (answer === 'other') full.push(id);
    else if (answer === 'unsettled') unsettled.addFully(id);
    else rows.set(id, answer === 'ended' ? undefined : answer);
  }
  if (full.length === 0) return { rows, unsettled };
  const fetched = await fetchSessions(host, control, { ids: full, ...how });
  const found = new Map(fetched.rows.map(row => [row.id, row]));
  for (const id of full) {
    const row = found.get(id);
    if (fetched.unsettled.includes(id)) unsettled.addFully(id);
    else rows.set(id, row && merged(known(id), row));
    if (row && isIncomplete(row)) unsettled.addFully(id);
  }
  return { rows, unsettled };
}
