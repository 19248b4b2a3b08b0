import { fold } from '../../base/fold.js';
import type { IscsiSession } from '../sessions/types.js';
import type { IscsiEvent } from './types.js';

type Change = Exclude<IscsiEvent, { readonly type: 'snapshot' | 'gap' }>;

/** An id that has another target is another session: ids begin again with each start of the driver. */
const isSame = (one: IscsiSession, other: IscsiSession): boolean => fold(one.target ?? '') === fold(other.target ?? '');

const idsOf = ({ connections }: IscsiSession): string => connections.map(it => it.id).join();

/** What has changed from one list to the next: who went, then what became of those that stayed, then who came. */
export function changesBetween(
  before: readonly IscsiSession[],
  after: readonly IscsiSession[],
  time: Date,
): readonly Change[] {
  const now = new Map(after.map(it => [it.id, it]));
  const gone: Change[] = [];
  const changed: Change[] = [];
  const stayed = new Set<string>();
  for (const was of before) {
    const session = now.get(was.id);
    if (session === undefined || !isSame(was, session)) {
      gone.push({ time, type: 'logout', session: was, before: was });
      continue;
    }
    stayed.add(was.id);
    if (idsOf(was) === idsOf(session)) continue;
    const type = was.connected === session.connected ? 'connections' : session.connected ? 'connected' : 'disconnected';
    changed.push({ time, type, session, before: was });
  }
  const come = after
    .filter(it => !stayed.has(it.id))
    .map((session): Change => ({ time, type: 'login', session, before: undefined }));
  return [...gone, ...changed, ...come];
}
