import type { Answer, Failure } from '../../base/answer.js';
import { checkBoolean, checkOptions } from '../../errors/arguments.js';
import type { Session, SessionRef } from '../../identity/session.js';
import type { Cancel } from '../../lane/cancel.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { Ask } from '../../lane/job.js';
import type { Wait } from '../../lane/wait.js';
import type { DetailFacts, DetailStep, TerminalThread } from '../contract.js';
import { changedError, controlOf, type HostContext, hostError } from '../host-context.js';
import { answerOf, infoClass, infoOf } from '../info/info-step.js';
import { UNKNOWN_ON } from '../info/known-classes.js';
import { clientOf, detailClasses, meaningOf, shapeDetails } from './details.js';
import { type CompiledFilter, compileFilter } from './filter.js';
import { type Gathered, gather } from './gather.js';
import { type Listing, listRows, listRowsSync } from './listing.js';
import { checkRef, isSameLogon, resolveId } from './reference.js';
import type { SessionDetails, SessionFilter, SessionsOptions } from './types.js';

const CLIENT_NAME: DetailStep = { infoClass: infoClass('WTSClientName') };

/** How long a list waits for SIDs: a domain controller may be slow or away, and a session is more than its SID. */
const SIDS_MS = 2_000;

/** How often the session on the console is looked for, when another takes its place meanwhile. */
const MOST_CONSOLES = 4;

export async function sessions(host: HostContext, options: SessionsOptions<boolean> = {}): Promise<readonly Session[]> {
  checkOptions('options', options, ['details', 'where', ...CANCEL]);
  checkBoolean('options.details', options.details);
  checkCancel(options);
  const filter = compileFilter(options.where, host);
  return await host.waits.during(controlOf(host, options), async wait => {
    if (options.details) return (await detailedSessions(host, wait, filter)).rows;
    return await host.lane.run(wait, ask => plainSessions(host, ask, filter));
  });
}

export function sessionsSync(host: HostContext, options: { readonly where?: SessionFilter } = {}): readonly Session[] {
  checkOptions('options', options, ['where']);
  const filter = compileFilter(options.where, host);
  if (filter.matchesClient) throw clientNeedsAsync();
  const rows = listRowsSync(host);
  return options.where === undefined ? rows : rows.filter(filter.matches);
}

export async function findSession(
  host: HostContext,
  where: SessionFilter,
  options?: Cancel,
): Promise<SessionDetails | undefined> {
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  const filter = compileFilter(where, host);
  return await host.waits.during(controlOf(host, options), async wait => {
    const found = await host.lane.run(wait, async ask => {
      const listing = await listRows(host, ask);
      for (const row of await candidates(ask, listing, filter)) {
        const one = await gatherOne(host, ask, listing, row);
        if ('session' in one && fits(filter, one)) return one;
      }
      return undefined;
    });
    return found && (await shaped(host, [found], wait))[0];
  });
}

export async function session(host: HostContext, ref: SessionRef, options?: Cancel): Promise<SessionDetails> {
  checkRef(host, ref);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await host.waits.during(controlOf(host, options), wait => sessionNow(host, wait, ref));
}

/** The same as a part of a longer call. */
export async function sessionNow(host: HostContext, wait: Wait, ref: SessionRef): Promise<SessionDetails> {
  const found = await host.lane.run(wait, async ask => {
    for (let round = 1; ; round += 1) {
      const id = await resolveId(host, ask, ref);
      const listing = await listRows(host, ask);
      const one = await gatherOne(host, ask, listing, listing.row(id) ?? listing.unlisted(id));
      if (!('session' in one)) throw hostError(host, one, id);
      const info = infoOf(one.facts);
      if (!info.ok) throw hostError(host, info, id);
      if (typeof ref === 'object' && !isSameLogon(host, ref, info.value)) {
        throw changedError(host, 'WTSQuerySessionInformationW', id);
      }
      if (ref !== 'console' || one.session.isConsole) return one;
      if (round === MOST_CONSOLES) throw changedError(host, 'WTSQuerySessionInformationW', id);
    }
  });
  const [details] = await shaped(host, [found], wait);
  return details as SessionDetails;
}

export interface DetailedSessions {
  readonly rows: readonly SessionDetails[];
  /** They are there, but nothing of one moment could be had of them. */
  readonly unsettled: readonly number[];
}

/** `sidsMs`: how long SIDs that are not known yet are waited for. */
export async function detailedSessions(
  host: HostContext,
  wait: Wait,
  filter: CompiledFilter,
  sidsMs = SIDS_MS,
): Promise<DetailedSessions> {
  const { gathered, unsettled } = await host.lane.run(wait, async ask => {
    const listing = await listRows(host, ask);
    return await gather(host, ask, listing, await candidates(ask, listing, filter), detailClasses(host));
  });
  const fitting = gathered.filter(it => fits(filter, it));
  return { rows: await shaped(host, fitting, wait, sidsMs), unsettled };
}

/** Rows without details: the listing alone, unless more must be asked to know who is there or from which client. */
async function plainSessions(
  host: HostContext,
  ask: Ask<TerminalThread>,
  filter: CompiledFilter,
): Promise<readonly Session[]> {
  const listing = await listRows(host, ask);
  const wanted = await candidates(ask, listing, filter);
  const { matchesClient } = filter;
  if (listing.hasUsers && !matchesClient) return wanted;
  const { gathered, unnamed } = await gather(host, ask, listing, wanted, matchesClient ? [CLIENT_NAME] : []);
  // A row cannot say that it does not know its user, and one without would say that nobody is there.
  for (const { session } of gathered) {
    const failure = unnamed.get(session.id);
    if (failure) throw hostError(host, failure, session.id);
  }
  return gathered
    .filter(({ session, facts }) => filter.matches(session) && (matchesClient?.(clientName(facts)) ?? true))
    .map(it => it.session);
}

/** The rows that may fit. A client's name is not in the listing: it is asked for, of those that fit otherwise. */
async function candidates(
  ask: Ask<TerminalThread>,
  { rows, hasUsers }: Listing,
  filter: CompiledFilter,
): Promise<readonly Session[]> {
  const fitting = hasUsers ? rows.filter(filter.matches) : rows.filter(row => filter.matchesId(row.id));
  const { matchesClient } = filter;
  if (!matchesClient || fitting.length === 0) return fitting;
  const question = { ids: fitting.map(row => row.id), steps: [CLIENT_NAME], skipOn: [], unknownOn: UNKNOWN_ON };
  const all = await ask(thread => thread.details(question));
  return fitting.filter((_, i) => matchesClient(clientName(all[i] as DetailFacts)));
}

function clientName(facts: DetailFacts): string | undefined {
  const name = answerOf(facts, 'WTSClientName');
  return (name?.ok && name.value) || undefined;
}

/** The session, or what was answered when it has ended. */
async function gatherOne(
  host: HostContext,
  ask: Ask<TerminalThread>,
  listing: Listing,
  row: Session,
): Promise<Gathered | Failure> {
  const { gathered, ended } = await gather(host, ask, listing, [row], detailClasses(host));
  const one = gathered[0] ?? ended.get(row.id);
  if (one) return one;
  throw changedError(host, 'WTSQuerySessionInformationW', row.id);
}

/** Compared once more, as the session may have changed since it was listed. */
function fits({ matches, matchesClient }: CompiledFilter, one: Gathered): boolean {
  return matches(one.session) && (matchesClient?.(clientOf(one)?.name) ?? true);
}

/** What is looked up beside the lane comes last: nobody else waits for it. */
async function shaped(
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

function clientNeedsAsync(): TypeError {
  return Object.assign(
    new TypeError('where.client must be left out of sessionsSync(): the listing has no client names; use sessions()'),
    { code: 'ERR_INVALID_ARG_VALUE' },
  );
}
