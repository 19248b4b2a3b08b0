import { fold } from '../../base/fold.js';
import { type Withheld, withheldIn } from '../../errors/withheld.js';
import type { IscsiSessionId } from '../../identity/iscsi-session-id.js';
import type { IscsiCallName, IscsiValue } from '../calls.js';
import { ISDSC_CODES } from '../codes.js';
import { type AskIscsi, answerOf, type IscsiContext, type ValueAnswer, valueFrom } from '../context.js';
import { iscsiError, VOCABULARY } from '../hints.js';
import type { CompiledFilter } from './filter.js';
import { deviceFrom, negotiatedFrom, type RawNegotiated, type RawSession, sessionFrom, typeFrom } from './rows.js';
import type { IscsiDevice, IscsiSession, IscsiSessionDetails, IscsiSessionPart } from './types.js';

/** All sessions, as one list has them. */
export async function listSessions(context: IscsiContext, ask: AskIscsi): Promise<readonly IscsiSession[]> {
  const raw = await valueFrom(context, ask, 'GetIScsiSessionListW', {});
  const takenAt = new Date(context.backend.clock.now());
  return raw.map(it => sessionFrom(it, takenAt));
}

/** The devices of a session; `undefined` when it has gone. */
export async function askDevices(
  ask: AskIscsi,
  session: IscsiSessionId,
): Promise<ValueAnswer<readonly IscsiDevice[]> | undefined> {
  const answer = await answerOf(ask, 'GetDevicesForIScsiSessionW', { session });
  if (answer.ok) return { ok: true, value: Object.freeze(answer.value.map(deviceFrom)) };
  return answer.code === ISDSC_CODES.ISDSC_INVALID_SESSION_ID ? undefined : answer;
}

/**
 * Sessions with their details. The two lists are joined on all 16 bytes of the id. Where one has what the other lacks, both are
 * asked once more: a session may have come or gone in between. Without devices a session is left out only when it has gone.
 */
export async function gatherSessions(
  context: IscsiContext,
  ask: AskIscsi,
  filter: CompiledFilter,
): Promise<readonly IscsiSessionDetails[]> {
  let lists = await bothLists(context, ask);
  if (!lists.fit) lists = await bothLists(context, ask);
  const { plain, extended, takenAt } = lists;
  const negotiated = extended.ok ? new Map(extended.value.map(it => [it.id, it])) : undefined;
  const saved = await answerOf(ask, 'ReportIScsiPersistentLoginsW', {});
  const found: IscsiSessionDetails[] = [];
  for (const raw of plain) {
    const session = sessionFrom(raw, takenAt);
    if (!filter.matches(session)) continue;
    const devices = await askDevices(ask, session.id);
    if (devices === undefined) continue;
    if (filter.needsDevices && !devices.ok) throw iscsiError(context.backend.localName(), devices);
    if (!filter.matchesDevices(devices.ok ? devices.value : undefined)) continue;
    found.push(detailed(session, { extended, row: negotiated?.get(raw.id), devices, saved }));
  }
  return Object.freeze(found);
}

interface Lists {
  readonly plain: readonly RawSession[];
  readonly extended: ValueAnswer<readonly RawNegotiated[]>;
  readonly takenAt: Date;
  /** Whether both have the same sessions. */
  readonly fit: boolean;
}

async function bothLists(context: IscsiContext, ask: AskIscsi): Promise<Lists> {
  const plain = await valueFrom(context, ask, 'GetIScsiSessionListW', {});
  const takenAt = new Date(context.backend.clock.now());
  const extended = await answerOf(ask, 'GetIScsiSessionListEx', {});
  if (!extended.ok) return { plain, extended, takenAt, fit: true };
  const ids = new Set(extended.value.map(it => it.id));
  return { plain, extended, takenAt, fit: ids.size === plain.length && plain.every(it => ids.has(it.id)) };
}

interface Further {
  readonly extended: ValueAnswer<readonly RawNegotiated[]>;
  readonly row: RawNegotiated | undefined;
  readonly devices: ValueAnswer<readonly IscsiDevice[]>;
  readonly saved: ValueAnswer<IscsiValue<'ReportIScsiPersistentLoginsW'>>;
}

function detailed(session: IscsiSession, { extended, row, devices, saved }: Further): IscsiSessionDetails {
  const withheld: Withheld<IscsiSessionPart>[] = [];
  const withhold = (what: IscsiSessionPart, syscall: IscsiCallName, code: number) =>
    withheld.push(withheldIn(VOCABULARY, what, { syscall, code }));
  if (!extended.ok) withhold('negotiated', 'GetIScsiSessionListEx', extended.code);
  // It is in the one list and not in the other, twice.
  else if (!row) withhold('negotiated', 'GetIScsiSessionListEx', ISDSC_CODES.ISDSC_INVALID_SESSION_ID);
  if (!devices.ok) withhold('devices', 'GetDevicesForIScsiSessionW', devices.code);
  if (!saved.ok) withhold('persistent', 'ReportIScsiPersistentLoginsW', saved.code);
  return Object.freeze({
    ...session,
    type: row && typeFrom(row),
    devices: devices.ok ? devices.value : undefined,
    negotiated: row && negotiatedFrom(row),
    persistent: saved.ok
      ? saved.value.some(({ target }) => session.target !== undefined && fold(target) === fold(session.target))
      : undefined,
    withheld: Object.freeze(withheld),
  });
}
