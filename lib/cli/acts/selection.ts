import type { Cancel } from '../../lane/cancel.js';
import type { SessionDetails, SessionFilter } from '../../terminal/sessions/types.js';
import type { SessionHost } from '../../terminal/types.js';
import type { Call } from '../call.js';
import { amongSessions, type Wanted } from '../find-sessions.js';
import type { OptionName } from '../options.js';
import { sessionFilter } from '../session-cells.js';

/** The options of every command that acts on sessions, before those of its own. */
export const CHOOSING = ['user', 'state', 'kind', 'idle'] as const satisfies readonly OptionName[];

const HINT = 'Give a SESSION, --user, --state, --kind, --idle or --host';

/** Which sessions an act is for. */
export interface Selection {
  readonly wanted: readonly Wanted[];
  readonly where: SessionFilter;
  readonly idle: number | undefined;
  /** Nothing says which sessions of a host. */
  readonly isWhole: boolean;
}

/** By the words of the command line and its options. None is an error: an act for everybody is asked for by name. */
export function selectionOf(call: Call, words: readonly string[], hint = HINT): Selection {
  const { values } = call;
  const wanted = words.map(word => values.session(word));
  const where = sessionFilter(values);
  const idle = values.duration('idle');
  const chooses = wanted.length > 0 || idle !== undefined || where.user !== undefined || where.state !== undefined;
  if (!chooses && where.kind === undefined && values.hosts.length === 0) {
    throw values.wrong(`which sessions? ${hint}`);
  }
  return {
    wanted,
    // Nobody works in the other kinds of sessions. Who wants one of them can say so.
    where: wanted.length > 0 ? where : { ...where, kind: where.kind ?? 'user' },
    idle,
    isWhole: !chooses,
  };
}

/** With details, because only a row with a logon time differs from the next owner of its id. */
export async function chosen(
  host: SessionHost,
  { wanted, where, idle }: Selection,
  { signal, timeout }: Cancel,
): Promise<readonly SessionDetails[]> {
  const control = { signal, timeout, details: true } as const;
  if (wanted.length === 0) return longIdle(await host.sessions({ ...control, where }), idle);
  const all = await host.sessions(control);
  const named = new Set(wanted.flatMap(it => amongSessions(host.name, all, it)));
  const found = all.filter(it => named.has(it));
  if (Object.values(where).every(it => it === undefined)) return longIdle(found, idle);
  return longIdle(await host.sessions({ ...control, where: { ...where, id: found.map(it => it.id) } }), idle);
}

function longIdle(sessions: readonly SessionDetails[], idle: number | undefined): readonly SessionDetails[] {
  if (idle === undefined) return sessions;
  return sessions.filter(({ idleMs }) => idleMs !== undefined && idleMs >= idle);
}
