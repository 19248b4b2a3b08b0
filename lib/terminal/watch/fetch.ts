import type { Answer } from '../../base/answer.js';
import { ticksToDate } from '../../base/ticks.js';
import type { Cancel } from '../../lane/cancel.js';
import type { DetailFacts } from '../contract.js';
import { VANISHED } from '../fallback.js';
import { type HostContext, hostError, runOnLane } from '../host-context.js';
import { INFO_STEP, infoOf, keyOf } from '../info/info-step.js';
import type { RawSessionInfo } from '../info/raw-info.js';
import { type DetailedSessions, detailedSessions } from '../sessions/detailed-sessions.js';
import { counters } from '../sessions/details.js';
import { compileFilter } from '../sessions/filter.js';
import { idleMs, lockWord, OWN_MEANING } from '../sessions/lock-and-idle.js';
import { isOfSameUser } from '../sessions/session-rows.js';
import type { SessionDetails } from '../sessions/types.js';
import { stateWord } from '../sessions/words.js';

export type Fetched = DetailedSessions;

export interface Wanted {
  /** Without it: all sessions. */
  readonly ids?: readonly number[];
  /** Whether SIDs that are not known yet may come later. Without it the list waits for them, as any other list. */
  readonly sidsLater?: boolean;
}

/** Sessions with their details. */
export async function fetchSessions(host: HostContext, control: Cancel, { ids, sidsLater }: Wanted): Promise<Fetched> {
  const filter = compileFilter(ids && { id: ids }, host);
  return await host.waits.during(control, wait => detailedSessions(host, wait, filter, sidsLater ? 0 : undefined));
}

/** What one call says about a session: its row now, that it has ended, that more calls are needed, or nothing for now. */
export type QuickAnswer = SessionDetails | 'ended' | 'other' | 'unsettled';

/**
 * Asks about sessions whose rows are known, with one call for each. If its logon, its connect and disconnect times, its user,
 * name and state are the same, only what the same call reports can have changed. Local host only.
 */
export async function askQuickly(
  host: HostContext,
  control: Cancel,
  rows: readonly SessionDetails[],
): Promise<ReadonlyMap<number, QuickAnswer>> {
  const ids = rows.map(row => row.id);
  const question = { ids, steps: [INFO_STEP], skipOn: [], unknownOn: [] };
  const facts = await runOnLane(host, control, ask => ask(thread => thread.details(question)));
  const takenAt = new Date(host.backend.clock.now());
  const answers = new Map<number, QuickAnswer>();
  rows.forEach((row, i) => {
    const about = facts[i];
    if (about) answers.set(row.id, quickAnswer(host, row, infoOf(about as DetailFacts), takenAt));
  });
  return answers;
}

function quickAnswer(
  host: HostContext,
  row: SessionDetails,
  info: Answer<RawSessionInfo & { readonly sessionFlags?: number }>,
  takenAt: Date,
): QuickAnswer {
  if (info.ok) return isAsKnown(row, info.value) ? renewed(row, info.value, takenAt) : 'other';
  if (VANISHED.includes(info.code)) return 'ended';
  const error = hostError(host, info, row.id);
  if (error.reason === 'unreachable') throw error;
  return error.reason === 'access-denied' || error.reason === 'not-supported' ? 'other' : 'unsettled';
}

function isAsKnown(row: SessionDetails, info: RawSessionInfo): boolean {
  return (
    row.key === keyOf(row.id, info.logonTime) &&
    time(row.connectTime) === time(ticksToDate(info.connectTime)) &&
    time(row.disconnectTime) === time(ticksToDate(info.disconnectTime)) &&
    row.state === stateWord(info.state) &&
    row.name === (info.sessionName || row.name) &&
    isOfSameUser(row, info)
  );
}

function time(date: Date | undefined): number | undefined {
  return date?.getTime();
}

function renewed(
  row: SessionDetails,
  info: RawSessionInfo & { readonly sessionFlags?: number },
  takenAt: Date,
): SessionDetails {
  return Object.freeze({
    ...row,
    takenAt,
    lock: lockWord(row.kind, info.sessionFlags, OWN_MEANING),
    lastInputTime: ticksToDate(info.lastInputTime),
    currentTime: ticksToDate(info.currentTime),
    idleMs: idleMs(row.kind, row.state, info),
    counters: counters(info),
  });
}
