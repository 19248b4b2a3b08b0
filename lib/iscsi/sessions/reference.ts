import { fold } from '../../base/fold.js';
import { checkText, wrongType } from '../../errors/arguments.js';
import { type IscsiSessionId, iscsiSessionId } from '../../identity/iscsi-session-id.js';
import type { IscsiCallName } from '../calls.js';
import { ISDSC_CODES } from '../codes.js';
import { type AskIscsi, type SharedIscsi, valueFrom } from '../context.js';
import { iscsiError } from '../hints.js';
import { targetOf } from './rows.js';
import type { IscsiSession, IscsiSessionRef } from './types.js';

/** A reference that has been checked as far as it can be without asking. */
export interface Ref {
  readonly id: IscsiSessionId;
  /** With a row: the target that its session had. */
  readonly row: { readonly target: string | undefined } | undefined;
}

export function checkRef(ref: IscsiSessionRef): Ref {
  if (typeof ref === 'string') return { id: iscsiSessionId.parse(ref), row: undefined };
  if (typeof ref !== 'object' || ref === null) throw wrongType('ref', 'the id of a session, or a session', ref);
  const { id, target } = ref as IscsiSession;
  if (target !== undefined) checkText('ref.target', target);
  return { id: iscsiSessionId.parse(id), row: { target } };
}

const sameTarget = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined || other === undefined ? one === other : fold(one) === fold(other);

/**
 * A row is looked up again, in the job of the call that it is for: ids begin again with each start of the driver, so the same
 * one may be of another target. Where only its id was given, Windows itself says whether it is there.
 */
export async function checkAgain(
  shared: SharedIscsi,
  ask: AskIscsi,
  { id, row }: Ref,
  syscall: IscsiCallName,
): Promise<void> {
  if (row === undefined) return;
  const sessions = await valueFrom(shared, ask, 'GetIScsiSessionListW', {});
  const now = sessions.find(it => it.id === id);
  if (now && sameTarget(targetOf(now), row.target)) return;
  throw iscsiError(
    shared.backend.localName(),
    { ok: false, syscall, code: ISDSC_CODES.ISDSC_INVALID_SESSION_ID },
    now ? { reason: 'changed' } : {},
  );
}
