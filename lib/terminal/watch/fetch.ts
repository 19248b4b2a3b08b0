import { WindowsError } from '../../errors/windows-error.js';
import type { HostContext } from '../host-context.js';
import { sessions } from '../sessions.js';
import type { SessionDetails } from '../types.js';

/** All sessions, for a snapshot. */
export async function snapshotOf(host: HostContext): Promise<readonly SessionDetails[]> {
  return (await sessions(host, { details: true })) as readonly SessionDetails[];
}

/** The sessions with these ids, as far as they are still there. */
export async function fetchSessions(
  host: HostContext,
  ids: ReadonlySet<number>,
): Promise<ReadonlyMap<number, SessionDetails>> {
  const rows = (await sessions(host, { details: true, where: { id: [...ids] } })) as readonly SessionDetails[];
  return new Map(rows.map(row => [row.id, row]));
}

/** Terminal Services has stopped, or is about to come up: the source will tell of it, if it has not. */
export function isNotReady(error: unknown): boolean {
  return WindowsError.is(error, 'RPC_S_INVALID_BINDING');
}
