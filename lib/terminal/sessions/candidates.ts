import type { Session } from '../../identity/session.js';
import type { Ask } from '../../lane/job.js';
import type { DetailFacts, DetailStep, TerminalThread } from '../contract.js';
import { infoOf } from '../info/info-step.js';
import { UNKNOWN_ON } from '../info/known-classes.js';
import { clientOf } from './details.js';
import type { CompiledFilter } from './filter.js';
import type { Gathered } from './gather.js';
import type { Listing } from './listing.js';
import { idleMs } from './lock-and-idle.js';

export const CLIENT_NAME: DetailStep = { infoClass: 'WTSClientName' };

/** The rows that may fit. A client's name is not in the listing: it is asked for, of those that fit otherwise. */
export async function candidates(
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

export function clientName(facts: DetailFacts): string | undefined {
  const name = facts.answers.WTSClientName;
  return (name?.ok && name.value) || undefined;
}

/** Compared once more, as the session may have changed since it was listed. */
export function fits({ matches, matchesClient, matchesIdle }: CompiledFilter, one: Gathered): boolean {
  return (
    matches(one.session) && (matchesClient?.(clientOf(one)?.name) ?? true) && (matchesIdle?.(idleTimeOf(one)) ?? true)
  );
}

/** `undefined` also where Windows refuses to say it. */
export function idleTimeOf({ session: { kind, state }, facts }: Gathered): number | undefined {
  const info = infoOf(facts);
  return info.ok ? idleMs(kind, state, info.value) : undefined;
}
