import type { Failure } from '../contract.js';
import type { Ask } from '../lane/job.js';
import { CALLS, traceListing } from '../trace.js';
import type { SessionsFacts, TerminalThread } from './contract.js';
import { FALLBACK_ON, VANISHED } from './fallback.js';
import { type HostContext, hostError } from './host-context.js';
import { answerOf, infoClass } from './info-step.js';
import { type SessionMaker, sessionMaker, withNames } from './session-rows.js';
import type { Session } from './types.js';

export interface Listing {
  readonly rows: readonly Session[];
  readonly via: NonNullable<SessionsFacts<Session>['via']>;
}

/** Every session of the host, in Windows' order. */
export async function listRows(host: HostContext, ask: Ask<TerminalThread>): Promise<Listing> {
  const maker = sessionMaker(host);
  const facts = await ask(thread => thread.sessions({ row: maker.row }));
  const listing = listingOf(host, maker, facts);
  if (listing.via === 'WTSEnumerateSessionsExW' || listing.rows.length === 0) return listing;
  return { via: listing.via, rows: await nameRows(ask, listing.rows) };
}

/** The same on the calling thread. The older call knows no users and asking for each would block for long: it will not do. */
export function listRowsSync(host: HostContext): readonly Session[] {
  const maker = sessionMaker(host);
  const facts = host.backend.terminal.sessionsSync({ row: maker.row, fallbackOn: FALLBACK_ON });
  if (CALLS.hasSubscribers) traceListing(host.name, facts);
  const { rows, via } = listingOf(host, maker, facts);
  if (via === 'WTSEnumerateSessionsExW' || rows.length === 0) return rows;
  throw hostError(host, facts.failures[0] as Failure);
}

function listingOf(host: HostContext, maker: SessionMaker, facts: SessionsFacts<Session>): Listing {
  maker.takenAt.setTime(facts.takenAt);
  if (facts.via) return { via: facts.via, rows: facts.rows };
  throw hostError(host, facts.failures.at(-1) as Failure);
}

/** After the older call: who is in each session is asked for one by one, and a session may end meanwhile. */
async function nameRows(ask: Ask<TerminalThread>, rows: readonly Session[]): Promise<readonly Session[]> {
  const ids = rows.map(row => row.id);
  const steps = [{ infoClass: infoClass('WTSUserName') }, { infoClass: infoClass('WTSDomainName') }];
  const facts = await ask(thread => thread.details({ ids, steps }));
  const named: Session[] = [];
  rows.forEach((row, i) => {
    const about = facts[i];
    const user = about && answerOf(about, 'WTSUserName');
    const domain = about && answerOf(about, 'WTSDomainName');
    if (user && !user.ok && VANISHED.includes(user.code)) return;
    named.push(withNames(row, undefined, user?.ok ? user.value : undefined, domain?.ok ? domain.value : undefined));
  });
  return named;
}
