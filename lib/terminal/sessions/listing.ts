import type { Failure } from '../../base/answer.js';
import { CALLS, traceListing } from '../../base/trace.js';
import type { Session } from '../../identity/session.js';
import type { Ask } from '../../lane/job.js';
import type { SessionsFacts, TerminalThread } from '../contract.js';
import { FALLBACK_ON } from '../fallback.js';
import { type HostContext, hostError } from '../host-context.js';
import { type ListedAs, SessionRows } from './session-rows.js';

/** Every session of the host at one moment, in Windows' order. */
export interface Listing {
  readonly rows: readonly Session[];
  readonly via: NonNullable<SessionsFacts<Session>['via']>;
  /** The older call does not say who is in the sessions. */
  readonly hasUsers: boolean;
  /** When it had come back: the very Date that its rows share. */
  readonly takenAt: Date;
  /** The row of a session that is asked for by its id. */
  row(id: number): Session | undefined;
  unlisted(id: number): Session;
}

/** How often a listing is taken during which another session takes the console. */
const MOST_LISTINGS = 4;

export async function listRows(
  host: HostContext,
  ask: Ask<TerminalThread>,
  listedAs?: Map<number, ListedAs>,
): Promise<Listing> {
  for (let round = 1; ; round += 1) {
    const begun = host.backend.clock.monotonic();
    const rows = new SessionRows(host);
    listedAs?.clear();
    const rowsAt = listedAs ? rows.noting(listedAs) : rows.at;
    const facts = await ask(thread => thread.sessions({ rowsAt }));
    const listing = listingOf(host, rows, facts, begun);
    if (rows.haveConsole(listing.rows, round > 1) || round === MOST_LISTINGS) return listing;
  }
}

/** The same on the calling thread. The older call knows no users and asking for each would block for long: it will not do. */
export function listRowsSync(host: HostContext): readonly Session[] {
  for (let round = 1; ; round += 1) {
    const begun = host.backend.clock.monotonic();
    const rows = new SessionRows(host);
    const facts = host.backend.terminal.sessionsSync({ rowsAt: rows.at, fallbackOn: FALLBACK_ON });
    if (CALLS.hasSubscribers) traceListing(host.name, facts);
    const via = listedBy(host, rows, facts, begun);
    if (via !== WITH_USERS && facts.rows.length > 0) throw hostError(host, facts.failures[0] as Failure);
    if (rows.haveConsole(facts.rows, round > 1) || round === MOST_LISTINGS) return facts.rows;
  }
}

/** The call that says who is in the sessions. */
const WITH_USERS = 'WTSEnumerateSessionsExW';

function listedBy(host: HostContext, made: SessionRows, { via, failures }: SessionsFacts<Session>, begun: number) {
  if (!via) throw hostError(host, failures.at(-1) as Failure);
  host.moments.remember(made.takenAt, begun);
  return via;
}

function listingOf(host: HostContext, made: SessionRows, facts: SessionsFacts<Session>, begun: number): Listing {
  const { rows } = facts;
  const via = listedBy(host, made, facts, begun);
  return {
    rows,
    via,
    hasUsers: via === WITH_USERS,
    takenAt: made.takenAt,
    row: id => rows.find(it => it.id === id),
    unlisted: id => made.unlisted(id),
  };
}
