import { codeNumber, ERROR_CODES as E } from '../../errors/codes.js';
import { reasonOf } from '../../errors/reasons.js';
import type { SessionDetails, Withheld } from '../types.js';

/** Whether the id belongs to another logon now. Where one of the two does not say which logon it is, the names decide. */
export function isOther(was: SessionDetails, is: SessionDetails): boolean {
  if (was.user === undefined || is.user === undefined) return false;
  if (was.account !== is.account) return true;
  return was.logonTime !== undefined && is.logonTime !== undefined && was.key !== is.key;
}

/** Why Windows did not say which logon the row is of; `undefined` when it did. */
function vagueness({ logonTime, withheld }: SessionDetails): Withheld | undefined {
  if (logonTime !== undefined) return undefined;
  return withheld.find(({ what }) => what === 'WTSSessionInfoEx' || what === 'WTSSessionInfo');
}

/** Whether a row lacks for the moment what it may have when it is asked again. */
export function isPassing(row: SessionDetails): boolean {
  const why = vagueness(row);
  if (!why) return false;
  const reason = reasonOf(codeNumber(why.code) ?? E.ERROR_UNREPORTED);
  return reason !== 'access-denied' && reason !== 'not-supported';
}

/** A row, and what was known of the same logon where it does not say it. */
export function continued(was: SessionDetails | undefined, is: SessionDetails): SessionDetails {
  if (!was || isOther(was, is)) return is;
  return withKnownSid(was, vagueness(is) ? filledIn(was, is) : is);
}

/** An account has one SID, whichever logon it is. */
export function withKnownSid(was: SessionDetails | undefined, is: SessionDetails): SessionDetails {
  if (is.sid !== undefined || was?.sid === undefined || was.account !== is.account) return is;
  return Object.freeze({ ...is, sid: was.sid, withheld: without('sid', is.withheld) });
}

/** What the listing says is new; what only the details say is as it was, as long as nothing says otherwise. */
function filledIn(was: SessionDetails, is: SessionDetails): SessionDetails {
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

export function without(what: Withheld['what'], withheld: readonly Withheld[]): readonly Withheld[] {
  return Object.freeze(withheld.filter(it => it.what !== what));
}
