import type { Answer, Failure } from '../contract.js';
import { checkBoolean, checkOptions } from '../errors/arguments.js';
import type { Ask } from '../lane/job.js';
import type { Wait } from '../lane/wait.js';
import type { DetailFacts, TerminalThread } from './contract.js';
import { detailSteps, type Gathered, meaningOf, refusal, shapeDetails } from './details.js';
import { VANISHED } from './fallback.js';
import { type CompiledFilter, compileFilter } from './filter.js';
import { CANCEL, changedError, checkCancel, controlOf, type HostContext, hostError } from './host-context.js';
import { answerOf, infoClass, infoOf } from './info-step.js';
import { listRows, listRowsSync } from './listing.js';
import { checkRef, isSameLogon, resolveId } from './reference.js';
import { sessionMaker } from './session-rows.js';
import type { Cancel, Session, SessionDetails, SessionFilter, SessionRef, SessionsOptions } from './types.js';

export async function sessions(host: HostContext, options: SessionsOptions<boolean> = {}): Promise<readonly Session[]> {
  checkOptions('options', options, ['details', 'where', ...CANCEL]);
  checkBoolean('options.details', options.details);
  checkCancel(options);
  const filter = compileFilter(options.where, host);
  return await host.waits.during(controlOf(host, options), wait =>
    options.details ? detailed(host, wait, filter) : host.lane.run(wait, ask => chosen(host, ask, filter)),
  );
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
  const found = await host.waits.during(controlOf(host, options), wait => detailed(host, wait, filter, 1));
  return found[0];
}

export async function session(host: HostContext, ref: SessionRef, options?: Cancel): Promise<SessionDetails> {
  checkRef(host, ref);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await host.waits.during(controlOf(host, options), wait => sessionNow(host, wait, ref));
}

/** The same as a part of another call, of a reference that has been checked. */
export async function sessionNow(host: HostContext, wait: Wait, ref: SessionRef): Promise<SessionDetails> {
  const now = host.backend.clock.now();
  const gathered = await host.lane.run(wait, async ask => {
    const id = await resolveId(host, ask, ref);
    const { rows } = await listRows(host, ask);
    const [facts] = (await ask(thread => thread.details({ ids: [id], steps: detailSteps(host) }))) as [DetailFacts];
    const refused = refusal(facts);
    const row = rows.find(it => it.id === id) ?? unlistedRow(host, facts);
    if (refused) throw hostError(host, refused, id);
    const info = infoOf(facts);
    if (typeof ref === 'object' && info.ok && !isSameLogon(host, ref, info.value, now)) {
      throw changedError(host, 'WTSQuerySessionInformationW', id);
    }
    return { session: row, facts };
  });
  const [details] = await shaped(host, [gathered], wait);
  return details as SessionDetails;
}

/** The rows that fit. A client's name is not in the listing: it is asked for, of those that fit otherwise. */
async function chosen(
  host: HostContext,
  ask: Ask<TerminalThread>,
  filter: CompiledFilter,
): Promise<readonly Session[]> {
  const { rows } = await listRows(host, ask);
  const fitting = rows.filter(filter.matches);
  const { matchesClient } = filter;
  if (!matchesClient || fitting.length === 0) return fitting;
  const ids = fitting.map(row => row.id);
  const facts = await ask(thread => thread.details({ ids, steps: [{ infoClass: infoClass('WTSClientName') }] }));
  return fitting.filter((_, i) => {
    const name = answerOf(facts[i] as DetailFacts, 'WTSClientName');
    return name?.ok && matchesClient(name.value || undefined);
  });
}

async function detailed(
  host: HostContext,
  wait: Wait,
  filter: CompiledFilter,
  atMost = Number.POSITIVE_INFINITY,
): Promise<readonly SessionDetails[]> {
  const gathered = await host.lane.run(wait, async ask => {
    const rows = await chosen(host, ask, filter);
    return atMost === 1 ? await gatherFirst(host, ask, rows) : await gather(host, ask, rows);
  });
  return await shaped(host, gathered, wait);
}

/** What is looked up beside the lane comes last: nobody else waits for it. */
async function shaped(
  host: HostContext,
  gathered: readonly Gathered[],
  wait: Wait,
): Promise<readonly SessionDetails[]> {
  const sids = await sidsOf(host, gathered, wait);
  const meaning = await meaningOf(host, userFacts(gathered), wait);
  return gathered.map(it => shapeDetails(it, sids.get(it.session.account ?? ''), meaning));
}

/** Only where somebody is logged on there is something to lock. */
function userFacts(gathered: readonly Gathered[]): DetailFacts[] {
  return gathered.flatMap(({ session, facts }) => (session.kind === 'user' ? [facts] : []));
}

/** What Windows tells about each row. Those that ended meanwhile are left out. */
async function gather(host: HostContext, ask: Ask<TerminalThread>, rows: readonly Session[]): Promise<Gathered[]> {
  if (rows.length === 0) return [];
  const steps = detailSteps(host);
  const facts = await ask(thread => thread.details({ ids: rows.map(row => row.id), steps }));
  const gathered: Gathered[] = [];
  rows.forEach((row, i) => {
    const about = facts[i] as DetailFacts;
    if (!isVanished(refusal(about))) gathered.push({ session: row, facts: about });
  });
  return gathered;
}

async function gatherFirst(host: HostContext, ask: Ask<TerminalThread>, rows: readonly Session[]): Promise<Gathered[]> {
  for (const row of rows) {
    const found = await gather(host, ask, [row]);
    if (found.length > 0) return found;
  }
  return [];
}

function isVanished(failure: Failure | undefined): boolean {
  return failure !== undefined && VANISHED.includes(failure.code);
}

/** The SIDs of all users, looked up beside the lane. */
function sidsOf(
  host: HostContext,
  gathered: readonly Gathered[],
  wait: Wait,
): Promise<ReadonlyMap<string, Answer<string>>> {
  const accounts = new Set<string>();
  for (const { session } of gathered) if (session.account !== undefined) accounts.add(session.account);
  if (accounts.size === 0) return Promise.resolve(new Map());
  return host.accounts.sidsOf(accounts, wait);
}

/** The row of a session that answers by its id but that the listing did not have. */
function unlistedRow(host: HostContext, facts: DetailFacts): Session {
  const maker = sessionMaker(host);
  maker.takenAt.setTime(host.backend.clock.now());
  const info = infoOf(facts);
  if (!info.ok) return maker.row(facts.sessionId, -1, '', '', '', undefined, undefined);
  const { state, sessionName, userName, domain } = info.value;
  return maker.row(facts.sessionId, state, sessionName, userName, domain, undefined, undefined);
}

function clientNeedsAsync(): TypeError {
  return Object.assign(
    new TypeError('where.client must be left out of sessionsSync(): the listing has no client names; use sessions()'),
    { code: 'ERR_INVALID_ARG_VALUE' },
  );
}
