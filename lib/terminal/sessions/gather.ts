import type { Failure } from '../../base/answer.js';
import { ticksBetween } from '../../base/ticks.js';
import type { Session } from '../../identity/session.js';
import type { Ask } from '../../lane/job.js';
import type { DetailFacts, DetailStep, TerminalThread } from '../contract.js';
import { DENIED, VANISHED } from '../fallback.js';
import type { HostContext } from '../host-context.js';
import { INFO_STEP, infoOf } from '../info/info-step.js';
import { UNKNOWN_ON } from '../info/known-classes.js';
import type { RawSessionInfo } from '../info/raw-info.js';
import { type Listing, listRows } from './listing.js';
import { agrees, withInfo, withNames } from './session-rows.js';

/** How often a session is looked at that changes each time. */
const MOST_ROUNDS = 4;

const NAMES: readonly DetailStep[] = [{ infoClass: 'WTSUserName' }, { infoClass: 'WTSDomainName' }];

/** A session and what was asked about it: all of one logon and one moment. */
export interface Gathered {
  readonly session: Session;
  readonly facts: DetailFacts;
}

export interface Gathering {
  /** In the order in which they were wanted. Sessions that have ended are left out. */
  readonly gathered: readonly Gathered[];
  /** They are there, but changed each time they were looked at. */
  readonly unsettled: readonly number[];
  /** What was answered about those that have ended. */
  readonly ended: ReadonlyMap<number, Failure>;
  /** After the older listing: why it could not be learnt who is in a session, though it is among the gathered ones. */
  readonly unnamed: ReadonlyMap<number, Failure>;
}

/**
 * What Windows says of each wanted row of a listing. The listing and the classes are calls of their own, and in between a
 * session may end and its id get another owner. So `WTSSessionInfoEx` is asked last of all. It has the host's own time and
 * the times of the last logon, connect and disconnect: when the newest of them is older than the listing, nothing can have
 * changed in between. Where that does not hold, or the listing says something else, the session is listed and asked again:
 * what lies between two equal answers belongs together.
 */
export async function gather(
  host: HostContext,
  ask: Ask<TerminalThread>,
  listing: Listing,
  wanted: readonly Session[],
  classes: readonly DetailStep[],
): Promise<Gathering> {
  const done = new Map<number, Gathered>();
  const ended = new Map<number, Failure>();
  const unnamed = new Map<number, Failure>();
  const before = new Map<number, RawSessionInfo>();
  let current = listing;
  let rows = wanted;
  for (let round = 1; rows.length > 0; round += 1) {
    const all = await askAbout(host, ask, current, rows, classes);
    const passed = mostPassed(host, current, all);
    const again: number[] = [];
    for (const row of rows) {
      const { id } = row;
      const facts = all.get(id) as DetailFacts;
      const named = current.hasUsers ? row : namedRow(row, facts);
      const info = infoOf(facts);
      if (!info.ok) {
        if (VANISHED.includes(info.code)) ended.set(id, info);
        else done.set(id, { session: named, facts: onlyInfo(facts) });
        const user = facts.answers.WTSUserName;
        if (!current.hasUsers && !user?.ok) unnamed.set(id, user ?? info);
      } else if (isSettled(named, info.value, before.get(id), passed)) {
        done.set(id, { session: withInfo(named, info.value, host.remote !== undefined), facts });
      } else {
        before.set(id, info.value);
        again.push(id);
      }
    }
    if (again.length === 0) break;
    if (round === MOST_ROUNDS) return { gathered: inOrder(wanted, done), unsettled: again, ended, unnamed };
    const next = await listRows(host, ask);
    current = next;
    rows = again.map(id => next.row(id) ?? next.unlisted(id));
  }
  return { gathered: inOrder(wanted, done), unsettled: [], ended, unnamed };
}

async function askAbout(
  host: HostContext,
  ask: Ask<TerminalThread>,
  { hasUsers }: Listing,
  rows: readonly Session[],
  classes: readonly DetailStep[],
): Promise<ReadonlyMap<number, DetailFacts>> {
  const steps = host.classes.worth([...(hasUsers ? [] : NAMES), ...classes, INFO_STEP]);
  const ids = host.classes.isOpen(steps) ? usersFirst(rows) : rows.map(row => row.id);
  const question = { ids, steps, skipOn: SKIP_ON, unknownOn: UNKNOWN_ON };
  const all = await ask(thread => thread.details(question));
  host.classes.learn(steps, all);
  return new Map(all.map(facts => [facts.sessionId, facts]));
}

const SKIP_ON: readonly number[] = [...VANISHED, ...DENIED];

function usersFirst(rows: readonly Session[]): readonly number[] {
  const users = rows.filter(row => row.user !== undefined);
  const others = rows.filter(row => row.user === undefined);
  return [...users, ...others].map(row => row.id);
}

/** Whether the row and all that was asked about it belong to one moment. */
function isSettled(row: Session, info: RawSessionInfo, before: RawSessionInfo | undefined, passed: number): boolean {
  if (before !== undefined && isUnchanged(before, info)) return true;
  if (!agrees(row, info)) return false;
  const newest = newestOf(info);
  // Nobody has ever connected or logged on here, and nobody is there.
  if (newest === 0n) return row.user === undefined;
  return ticksBetween(newest, info.currentTime) > passed;
}

/** How much time has gone by since the listing, at the most, on the clock of the host's times. */
function mostPassed(host: HostContext, { takenAt }: Listing, all: ReadonlyMap<number, DetailFacts>): number {
  let hostTime = 0n;
  for (const facts of all.values()) {
    const info = infoOf(facts);
    if (info.ok && info.value.currentTime > hostTime) hostTime = info.value.currentTime;
  }
  const runsOn = hostTime === 0n || host.moments.runsOn(hostTime);
  const passed = runsOn ? host.moments.since(takenAt) : undefined;
  return passed === undefined ? Number.POSITIVE_INFINITY : passed + host.backend.clock.grain;
}

/** Whether nobody has logged on, connected or disconnected between two answers. */
export function isUnchanged(one: RawSessionInfo, other: RawSessionInfo): boolean {
  return (
    one.logonTime === other.logonTime &&
    one.connectTime === other.connectTime &&
    one.disconnectTime === other.disconnectTime &&
    one.state === other.state &&
    one.sessionName === other.sessionName &&
    one.userName === other.userName &&
    one.domain === other.domain
  );
}

function newestOf({ logonTime, connectTime, disconnectTime }: RawSessionInfo): bigint {
  return [logonTime, connectTime, disconnectTime].reduce((newest, it) => (it > newest ? it : newest), 0n);
}

/** After the older listing: who is in a session was asked for apart. */
function namedRow(row: Session, facts: DetailFacts): Session {
  const user = facts.answers.WTSUserName;
  const domain = facts.answers.WTSDomainName;
  return withNames(row, user?.ok ? user.value : undefined, domain?.ok ? domain.value : undefined);
}

/** Without `WTSSessionInfoEx` nobody knows to which logon the other answers belong. */
function onlyInfo(facts: DetailFacts): DetailFacts {
  const { WTSSessionInfoEx, WTSSessionInfo } = facts.answers;
  return {
    sessionId: facts.sessionId,
    answers: { ...(WTSSessionInfoEx && { WTSSessionInfoEx }), ...(WTSSessionInfo && { WTSSessionInfo }) },
  };
}

function inOrder(wanted: readonly Session[], done: ReadonlyMap<number, Gathered>): readonly Gathered[] {
  return wanted.flatMap(({ id }) => done.get(id) ?? []);
}
