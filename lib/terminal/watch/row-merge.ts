import { codeNumber, ERROR_CODES as E } from '../../errors/codes.js';
import { type Reason, reasonOf } from '../../errors/reasons.js';
import type { SessionDetails, Withheld } from '../sessions/types.js';

/** Whether the id belongs to another logon now. Where one of the two does not say which logon it is, the names decide. */
export function isOther(was: SessionDetails, is: SessionDetails): boolean {
  if (was.user === undefined || is.user === undefined) return false;
  if (was.account !== is.account) return true;
  return was.logonTime !== undefined && is.logonTime !== undefined && was.key !== is.key;
}

/** Whether a row lacks for the moment what it may have when it is asked again. */
export function isPassing(row: SessionDetails): boolean {
  const why = vagueness(row);
  // Which logon it is matters most: for that any failure is tried again that a right or a newer Windows does not explain.
  if (why && !['access-denied', 'not-supported'].includes(reason(why))) return true;
  return row.withheld.some(isOutage);
}

/** Whether what the row lacks will come back by itself, however long it takes: Windows had no time, or was not there. */
export function isBackSomeday(row: SessionDetails): boolean {
  return !isPassing(row) || row.withheld.some(isOutage);
}

/** A row, and what was known of the same logon where it does not say it. */
export function continued(was: SessionDetails | undefined, is: SessionDetails): SessionDetails {
  if (!was || isOther(was, is)) return is;
  return withKnownSid(was, vagueness(is) ? withKnownLogon(was, is) : withKnownConnection(was, is));
}

/** An account has one SID, whichever logon it is. */
export function withKnownSid(was: SessionDetails | undefined, is: SessionDetails): SessionDetails {
  if (is.sid !== undefined || was?.sid === undefined || was.account !== is.account) return is;
  return Object.freeze({ ...is, sid: was.sid, withheld: without('sid', is.withheld) });
}

export function without(what: Withheld['what'], withheld: readonly Withheld[]): readonly Withheld[] {
  return Object.freeze(withheld.filter(it => it.what !== what));
}

/** Why Windows did not say which logon the row is of; `undefined` when it did. */
function vagueness({ logonTime, withheld }: SessionDetails): Withheld | undefined {
  if (logonTime !== undefined) return undefined;
  return withheld.find(({ what }) => what === 'WTSSessionInfoEx' || what === 'WTSSessionInfo');
}

/** What the listing says is new; what only the details say is as it was, as long as nothing says otherwise. */
function withKnownLogon(was: SessionDetails, is: SessionDetails): SessionDetails {
  const hasUser = is.user !== undefined;
  const isStill = was.state === is.state && (was.user !== undefined) === hasUser;
  return Object.freeze({
    ...is,
    ...(hasUser && was.user !== undefined && { key: was.key, logonTime: was.logonTime, lock: was.lock }),
    connectTime: was.connectTime,
    disconnectTime: was.disconnectTime,
    ...(isStill && {
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

/** What one of the other questions did not answer for the moment is the same as long as the connection is. */
function withKnownConnection(was: SessionDetails, is: SessionDetails): SessionDetails {
  const lacks = (...classes: readonly Withheld['what'][]) =>
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

/** A session that was disconnected meanwhile has no client any more, though its connect time is the old one. */
function isSameConnection(was: SessionDetails, is: SessionDetails): boolean {
  return (
    was.state === is.state &&
    was.connectTime?.getTime() === is.connectTime?.getTime() &&
    was.disconnectTime?.getTime() === is.disconnectTime?.getTime()
  );
}

function isOutage(why: Withheld): boolean {
  if (why.what === 'sid' || why.what === 'version') return false;
  return ['busy', 'unreachable'].includes(reason(why));
}

function reason({ code }: Withheld): Reason {
  return reasonOf(codeNumber(code) ?? E.ERROR_UNREPORTED);
}
