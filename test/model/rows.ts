import { formatTicks, ticksToDate } from '../../lib/base/ticks.js';
import type { Session } from '../../lib/identity/session.js';
import type { SessionDetails, SessionPart } from '../../lib/terminal/sessions/types.js';
import type { SessionThen, Version } from './history.js';
import { FILTERS, type FilterName, type HostName } from './steps.js';

/** A value that was different at that moment. */
export type Mismatch = string;

/** The number of characters of a user name in WTSSessionInfoEx. */
const FIELD = 20;

/**
 * How the row differs from the host at that moment; empty when all of it was true. Values that the row says are unknown do
 * not count as differences.
 */
export function mismatches(row: Session | SessionDetails, version: Version, host: HostName): readonly Mismatch[] {
  const then = version.sessions.get(row.id);
  if (!then) return [`no session ${row.id}`];
  const found: Mismatch[] = [];
  const same = (what: string, said: unknown, was: unknown) => {
    if (said !== was) found.push(`${what} was ${String(was)}, not ${String(said)}`);
  };
  const user = then.user ?? undefined;
  same('user', row.user, row.user !== undefined && isCutOf(row.user, user) ? row.user : user);
  same('domain', row.domain, then.domain ?? undefined);
  same('account', row.account, row.user === undefined ? undefined : `${row.domain}\\${row.user}`);
  same('name', row.name, then.name ?? '');
  same('state', row.state, then.state);
  same('kind', row.kind, kindOf(then));
  same('isConsole', row.isConsole, version.consoleId === row.id);
  same('isCurrent', row.isCurrent, version.currentId === row.id);
  if (isDetailed(row)) found.push(...detailMismatches(row, then, host));
  return found;
}

function detailMismatches(row: SessionDetails, then: SessionThen, host: HostName): readonly Mismatch[] {
  const found: Mismatch[] = [];
  const same = (what: string, said: unknown, was: unknown) => {
    if (said !== was) found.push(`${what} was ${String(was)}, not ${String(said)}`);
  };
  const unknown = (what: SessionPart) => row.withheld.some(it => it.what === what);
  if (row.user !== undefined && !unknown('sid')) same('sid', row.sid, then.sid);
  const lock = then.user === null ? 'unknown' : then.lock;
  // Without it nothing says to which moment the rest belongs. A watch keeps what it knew of the logon.
  if (unknown('WTSSessionInfoEx')) {
    if (row.key !== `${row.id}-0`) same('key', row.key, `${row.id}-${then.logonTime}`);
    if (row.lock !== 'unknown') same('lock', row.lock, lock);
  } else {
    same('key', row.key, `${row.id}-${then.logonTime}`);
    for (const time of ['logonTime', 'connectTime', 'disconnectTime'] as const) {
      same(time, row[time]?.getTime(), ticksToDate(then[time])?.getTime());
    }
    if (row.lock !== 'unknown' || host === 'HERE') same('lock', row.lock, lock);
  }
  if (unknown('WTSSessionInfoEx')) return found;
  if (!unknown('WTSClientInfo') && row.kind !== 'listener') {
    same('client', row.client?.name, then.client?.name || undefined);
    same('address', row.client?.address, then.client?.address ?? undefined);
  }
  const kindOfConnection = host === 'HERE' ? unknown('WTSIsRemoteSession') : unknown('WTSClientProtocolType');
  if (!kindOfConnection && !unknown('WTSClientProtocolType') && row.kind !== 'listener') {
    same('isRemote', row.isRemote, then.remote);
  }
  if (!unknown('WTSSessionActivityId')) same('activityId', row.activityId, then.activityId ?? undefined);
  return found;
}

/** The version that matches the row, or the most similar one and its differences. */
export function nearest(
  row: Session | SessionDetails,
  versions: readonly Version[],
  host: HostName,
): { readonly version: Version; readonly differs: readonly Mismatch[] } {
  let best: { version: Version; differs: readonly Mismatch[] } | undefined;
  for (const version of versions) {
    const differs = mismatches(row, version, host);
    if (differs.length === 0) return { version, differs };
    const isNearer = version.sessions.has(row.id) && differs.length < (best?.differs.length ?? 0);
    if (!best || isNearer || !best.version.sessions.has(row.id)) best = { version, differs };
  }
  return best!;
}

/** The logons that the row may belong to: for each of them, the whole row was true at some moment. */
export function logonsOf(
  row: Session | SessionDetails,
  versions: readonly Version[],
  host: HostName,
): ReadonlySet<number> {
  const fitting = versions.filter(version => mismatches(row, version, host).length === 0);
  return new Set(fitting.map(version => version.sessions.get(row.id)!.logon));
}

/** Whether the session matched the filter. Written a second time here, so that a mistake in the library's filter is found. */
export function fits(where: FilterName, id: number, version: Version): boolean {
  const then = version.sessions.get(id)!;
  const filter: {
    readonly kind?: string | readonly string[];
    readonly state?: string;
    readonly user?: string | readonly string[];
    readonly client?: string;
    readonly id?: number | 'console';
  } = FILTERS[where] ?? {};
  const user = then.user?.toLowerCase();
  const account = `${then.domain}\\${then.user}`.toLowerCase();
  const users = filter.user === undefined ? undefined : [filter.user].flat().map(it => it.toLowerCase());
  return (
    (filter.kind === undefined || [filter.kind].flat().includes(kindOf(then))) &&
    (filter.state === undefined || filter.state === then.state) &&
    (users === undefined || (user !== undefined && (users.includes(user) || users.includes(account)))) &&
    (filter.client === undefined || then.client?.name.toLowerCase() === filter.client.toLowerCase()) &&
    (filter.id === undefined || filter.id === id || (filter.id === 'console' && version.consoleId === id))
  );
}

/** Whether the row matches the filter. */
export function rowFits(where: FilterName, row: Session | SessionDetails, version: Version): boolean {
  const { sessions } = version;
  const then = sessions.get(row.id)!;
  const client = isDetailed(row) ? (row.client?.name ?? '') : (then.client?.name ?? '');
  const said: SessionThen = {
    ...then,
    user: row.user ?? null,
    domain: row.domain ?? null,
    state: row.state as SessionThen['state'],
    client: then.client && { ...then.client, name: client },
  };
  const consoleId = row.isConsole ? row.id : null;
  return fits(where, row.id, { ...version, sessions: new Map([[row.id, said]]), consoleId });
}

export function isDetailed(row: Session | SessionDetails): row is SessionDetails {
  return 'key' in row;
}

/** A row in one line. */
export function printRow(row: Session | SessionDetails): string {
  const { id, user, state, name } = row;
  const more = isDetailed(row)
    ? `, ${row.key}, ${row.client?.name ?? 'no client'}, withheld ${row.withheld.map(it => `${it.what} (${it.code})`).join(', ') || 'nothing'}`
    : '';
  return `session ${id}: ${user ?? 'nobody'}, ${state}, '${name}'${more}`;
}

export function printThen(then: SessionThen): string {
  const { id, user, state, name, logonTime, client } = then;
  return `session ${id}: ${user ?? 'nobody'}, ${state}, '${name ?? ''}', ${formatTicks(logonTime) ?? '-'}, ${client?.name ?? 'no client'}`;
}

function kindOf({ id, user, state }: SessionThen): string {
  if (user !== null && user !== '') return 'user';
  if (id === 0) return 'services';
  return state === 'listen' ? 'listener' : 'free';
}

function isCutOf(said: string, user: string | undefined): boolean {
  return said.length === FIELD && user !== undefined && user.length > FIELD && user.startsWith(said);
}
