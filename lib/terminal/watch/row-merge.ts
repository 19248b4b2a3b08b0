import type { Withheld } from '../../errors/withheld.js';
import type { SessionDetails, SessionPart } from '../sessions/types.js';

/** Whether the id belongs to another logon now. Where one of the rows has no logon time, the accounts decide. */
export function isOtherLogon(was: SessionDetails, is: SessionDetails): boolean {
  if (was.user === undefined || is.user === undefined) return false;
  if (was.account !== is.account) return true;
  return was.logonTime !== undefined && is.logonTime !== undefined && was.key !== is.key;
}

/** Whether the row lacks something that another question may bring. */
export function isIncomplete(row: SessionDetails): boolean {
  const why = whyLogonUnknown(row);
  // The logon time matters most. So for it every failure is retried, except a missing right or an old Windows.
  if (why && !['access-denied', 'not-supported'].includes(why.reason)) return true;
  return row.withheld.some(isOutage);
}

/** Whether it makes sense to refresh the row without a limit: what it lacks, it lacks because Windows was busy or not there. */
export function isWorthRetrying(row: SessionDetails): boolean {
  return !isIncomplete(row) || row.withheld.some(isOutage);
}

/** The new row. Where it lacks something, the old row of the same logon fills it in. */
export function merged(was: SessionDetails | undefined, is: SessionDetails): SessionDetails {
  if (!was || isOtherLogon(was, is)) return is;
  return withKnownSid(was, whyLogonUnknown(is) ? withKnownLogon(was, is) : withKnownConnection(was, is));
}

/** The row, with the SID that was known: an account has the same SID in every logon. */
export function withKnownSid(was: SessionDetails | undefined, is: SessionDetails): SessionDetails {
  if (is.sid !== undefined || was?.sid === undefined || was.account !== is.account) return is;
  return Object.freeze({ ...is, sid: was.sid, withheld: without('sid', is.withheld) });
}

export function without(
  what: SessionPart,
  withheld: readonly Withheld<SessionPart>[],
): readonly Withheld<SessionPart>[] {
  return Object.freeze(withheld.filter(it => it.what !== what));
}

/** Why Windows did not say which logon the row belongs to; `undefined` when it did. */
function whyLogonUnknown({ logonTime, withheld }: SessionDetails): Withheld<SessionPart> | undefined {
  if (logonTime !== undefined) return undefined;
  return withheld.find(({ what }) => what === 'WTSSessionInfoEx' || what === 'WTSSessionInfo');
}

/** Takes what the listing says from the new row. What only details say stays as it was, unless the listing contradicts it. */
function withKnownLogon(was: SessionDetails, is: SessionDetails): SessionDetails {
  const hasUser = is.user !== undefined;
  const isSame = was.state === is.state && (was.user !== undefined) === hasUser;
  return Object.freeze({
    ...is,
    ...(hasUser && was.user !== undefined && { key: was.key, logonTime: was.logonTime, lock: was.lock }),
    connectTime: was.connectTime,
    disconnectTime: was.disconnectTime,
    ...(isSame && {
      lastInputTime: was.lastInputTime,
      currentTime: was.currentTime,
      idleMs: was.idleMs,
      isRemote: was.isRemote,
      client: is.client ?? was.client,
      counters: was.counters,
      activityId: is.activityId ?? was.activityId,
    }),
  });
}

/** Fills in what the other classes did not answer for now: it stays the same as long as the connection is the same. */
function withKnownConnection(was: SessionDetails, is: SessionDetails): SessionDetails {
  const lacks = (...classes: readonly SessionPart[]) =>
    is.withheld.some(it => classes.includes(it.what) && isOutage(it));
  if (!is.withheld.some(isOutage) || !isSameConnection(was, is)) return is;
  const lacksClient = lacks('WTSClientInfo', 'WTSClientProtocolType');
  return Object.freeze({
    ...is,
    client: lacksClient ? was.client : is.client,
    isRemote: lacksClient || lacks('WTSIsRemoteSession') ? was.isRemote : is.isRemote,
    activityId: lacks('WTSSessionActivityId') ? was.activityId : is.activityId,
  });
}

/** The connect time is not enough: a session that was disconnected keeps it, but has no client any more. */
function isSameConnection(was: SessionDetails, is: SessionDetails): boolean {
  return (
    was.state === is.state &&
    was.connectTime?.getTime() === is.connectTime?.getTime() &&
    was.disconnectTime?.getTime() === is.disconnectTime?.getTime()
  );
}

function isOutage(why: Withheld<SessionPart>): boolean {
  if (why.what === 'sid' || why.what === 'version') return false;
  return ['busy', 'unreachable'].includes(why.reason);
}
