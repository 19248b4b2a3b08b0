import type { Answer, Failure } from '../../base/answer.js';
import { ticksToDate } from '../../base/ticks.js';
import { WIN32_CODES as E } from '../../errors/codes.js';
import { type Withheld, withheldIn } from '../../errors/withheld.js';
import type { Session } from '../../identity/session.js';
import type { Wait } from '../../lane/wait.js';
import type { DetailFacts, DetailStep } from '../contract.js';
import { FALLBACK_ON } from '../fallback.js';
import { VOCABULARY } from '../hints.js';
import type { HostContext } from '../host-context.js';
import { activityIdOf } from '../info/activity-id.js';
import { clientInfo } from '../info/client-info.js';
import { infoOf, keyOf } from '../info/info-step.js';
import type { InfoClassName, RawSessionInfo } from '../info/raw-info.js';
import type { Gathered } from './gather.js';
import { idleMs, isLockFlag, type LockMeaning, lockMeaning, lockWord, OWN_MEANING } from './lock-and-idle.js';
import type { ClientInfo, Counters, SessionDetails, SessionPart } from './types.js';

/** What is asked about a session, besides `WTSSessionInfoEx`. Whether one is remote, Windows says only of its own. */
export function detailClasses(host: HostContext): readonly DetailStep[] {
  const steps: DetailStep[] = [
    { infoClass: 'WTSClientProtocolType' },
    { infoClass: 'WTSClientInfo' },
    { infoClass: 'WTSSessionActivityId', mayBeUnknown: true },
  ];
  return host.remote === undefined ? [...steps, { infoClass: 'WTSIsRemoteSession', mayBeUnknown: true }] : steps;
}

/** How the host means the lock flags among these facts. Where there is none to read, its version is not asked for. */
export async function meaningOf(host: HostContext, facts: readonly DetailFacts[], wait: Wait): Promise<LockMeaning> {
  if (host.remote === undefined) return OWN_MEANING;
  return facts.some(hasLockFlag) ? lockMeaning(await host.version.learn(wait)) : OWN_MEANING;
}

function hasLockFlag(facts: DetailFacts): boolean {
  const info = infoOf(facts);
  return info.ok && isLockFlag(info.value.sessionFlags);
}

/** A listener reports the protocol that it listens for; no client is connected to it. */
function isConnectable({ kind }: Session): boolean {
  return kind !== 'listener';
}

export function clientOf({ session, facts }: Gathered): ClientInfo | undefined {
  if (!isConnectable(session)) return undefined;
  return clientInfo(given(facts.answers.WTSClientProtocolType), given(facts.answers.WTSClientInfo));
}

/** A session out of the facts about it. */
export function shapeDetails(
  { session, facts }: Gathered,
  sid: Answer<string> | undefined,
  meaning: LockMeaning,
): SessionDetails {
  const answer = infoOf(facts);
  const info = answer.ok ? answer.value : undefined;
  const protocol = given(facts.answers.WTSClientProtocolType);
  const activity = facts.answers.WTSSessionActivityId;
  const said = given(facts.answers.WTSIsRemoteSession);
  const lock = lockWord(session.kind, info?.sessionFlags, meaning);
  const connectable = isConnectable(session);
  return Object.freeze({
    ...session,
    key: keyOf(session.id, info?.logonTime ?? 0n),
    sid: given(sid),
    lock,
    logonTime: info && ticksToDate(info.logonTime),
    connectTime: info && ticksToDate(info.connectTime),
    disconnectTime: info && ticksToDate(info.disconnectTime),
    lastInputTime: info && ticksToDate(info.lastInputTime),
    currentTime: info && ticksToDate(info.currentTime),
    idleMs: info && idleMs(session.kind, session.state, info),
    isRemote: connectable && (said ?? (protocol !== undefined && protocol !== 0)),
    client: clientOf({ session, facts }),
    counters: info && counters(info),
    activityId: given(activity && activityIdOf(activity)),
    withheld: withheld(facts, answer, sid, lock === 'unknown' ? undefined : meaning.doubt),
  });
}

export function counters(info: RawSessionInfo): Counters {
  return Object.freeze({
    incomingBytes: info.incomingBytes,
    outgoingBytes: info.outgoingBytes,
    incomingFrames: info.incomingFrames,
    outgoingFrames: info.outgoingFrames,
    incomingCompressedBytes: info.incomingCompressedBytes,
    outgoingCompressedBytes: info.outgoingCompressedBytes,
  });
}

function given<T>(answer: Answer<T> | undefined): T | undefined {
  return answer?.ok ? answer.value : undefined;
}

/** A class that this Windows does not know is absent; one that it refuses is withheld. */
const ABSENT: readonly number[] = [...FALLBACK_ON, E.ERROR_INVALID_PARAMETER];

function withheld(
  facts: DetailFacts,
  info: Answer<unknown>,
  sid: Answer<string> | undefined,
  noVersion: Failure | undefined,
): readonly Withheld<SessionPart>[] {
  const list: Withheld<SessionPart>[] = [];
  const add = (what: SessionPart, why: Failure) => list.push(withheldIn(VOCABULARY, what, why));
  for (const [what, raw] of Object.entries(facts.answers)) {
    const answer = what === 'WTSSessionActivityId' ? activityIdOf(raw as Answer<string>) : raw;
    if (answer.ok || ABSENT.includes(answer.code)) continue;
    add(what as InfoClassName, answer);
  }
  if (!info.ok && list.length === 0) add('WTSSessionInfoEx', info);
  if (sid && !sid.ok && sid.code !== E.ERROR_NONE_MAPPED) add('sid', sid);
  if (noVersion) add('version', noVersion);
  return Object.freeze(list);
}
