import type { Session } from '../../identity/session.js';
import type { SessionDetails } from '../../terminal/sessions/types.js';
import type { IdReport, ListReport, SessionReport } from './types.js';

/** How many sessions of a large host are listed. */
const MOST_LISTED = 100;
/** Every class is asked for of so many sessions. */
const MOST_SAMPLED = 12;
/** How many ids below the highest one are asked about. */
const MOST_GAPS = 4;
/** Windows counts its listeners from here. */
const FIRST_LISTENER = 65_536;
/** The last id that is not a name for a session. */
const LAST_ID = 0xfffffffd;

export function listReport(sessions: readonly Session[]): ListReport {
  const ids = sessions.map(it => it.id);
  return { count: ids.length, ids: ids.slice(0, MOST_LISTED), isSortedById: isSorted(ids) };
}

export function isSorted(numbers: readonly number[]): boolean {
  return numbers.every((it, i) => i === 0 || (numbers[i - 1] ?? it) <= it);
}

export function sessionReports(sessions: readonly SessionDetails[]): readonly SessionReport[] {
  return sessions.slice(0, MOST_LISTED).map(it => ({
    id: it.id,
    name: it.name,
    state: it.state,
    kind: it.kind,
    user: it.user,
    domain: it.domain,
    sid: it.sid,
    isConsole: it.isConsole,
    isCurrent: it.isCurrent,
    lock: it.lock,
    logonTime: it.logonTime,
    connectTime: it.connectTime,
    disconnectTime: it.disconnectTime,
    lastInputTime: it.lastInputTime,
    idleMs: it.idleMs,
    isRemote: it.isRemote,
    client: it.client && {
      name: it.client.name,
      address: it.client.address,
      protocol: it.client.protocol,
      build: it.client.build,
    },
    counters: it.counters,
    hasActivityId: it.activityId !== undefined,
    withheld: it.withheld,
  }));
}

/** The ids of the sessions to look at closer: first one of each sort, since most sessions of a large host are alike. */
export function sampleOf(sessions: readonly Session[]): readonly number[] {
  const sorts = new Map<string, number>();
  for (const it of sessions) {
    const sort = sortOf(it);
    if (!sorts.has(sort)) sorts.set(sort, it.id);
  }
  const ids = new Set([...sorts.values(), ...sessions.map(it => it.id)]);
  return [...ids].slice(0, MOST_SAMPLED);
}

/** A session that the caller may surely ask about, or one with a user, of which Windows keeps all values. */
export function ownOf(sessions: readonly Session[]): number | undefined {
  return (sessions.find(it => it.isCurrent) ?? sessions.find(it => it.kind === 'user'))?.id;
}

/** A row without details says nothing about its client. */
function sortOf(session: Session): string {
  const { kind, state, isConsole, isCurrent, client }: Session & Partial<SessionDetails> = session;
  const family = client?.address === undefined ? 'none' : client.address.includes(':') ? 'ipv6' : 'ipv4';
  return [kind, state, isConsole, isCurrent, client?.protocol, family].join(' ');
}

/** Ids that no session of the list has. Nobody can know which of them were ever used. */
export function strangersTo(sessions: readonly Session[]): readonly Pick<IdReport, 'sessionId' | 'why'>[] {
  const ids = new Set(sessions.map(it => it.id));
  const highest = Math.max(0, ...[...ids].filter(id => id < FIRST_LISTENER));
  const gaps: number[] = [];
  // From above: an id that was used last is the most likely one to be remembered.
  for (let id = highest - 1; id > 0 && gaps.length < MOST_GAPS; id--) if (!ids.has(id)) gaps.push(id);
  const beyond = [highest + 1_000, FIRST_LISTENER + 1_000, LAST_ID].filter(id => !ids.has(id));
  return [
    ...gaps.map(sessionId => ({ sessionId, why: 'gap' as const })),
    ...beyond.map(sessionId => ({ sessionId, why: 'beyond' as const })),
  ];
}
