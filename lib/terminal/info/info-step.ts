import type { Answer } from '../../base/answer.js';
import type { DetailFacts, DetailStep } from '../contract.js';
import { INFO_CLASSES, type InfoClassName, type RawInfo, type RawInfoMap, type RawSessionInfo } from './raw-info.js';

/** The value of a class of `WTS_INFO_CLASS`. */
export function infoClass(name: InfoClassName): number {
  return INFO_CLASSES.indexOf(name);
}

const SESSION_INFO = infoClass('WTSSessionInfo');
const SESSION_INFO_EX = infoClass('WTSSessionInfoEx');

/** Times, names and lock state of a session; the older structure lacks the lock state. */
export const INFO_STEP: DetailStep = { infoClass: SESSION_INFO_EX, instead: SESSION_INFO };

/** The answer to {@link INFO_STEP}: the newer structure, or the older one, or the last failure. */
export function infoOf(facts: DetailFacts): Answer<RawSessionInfo & { readonly sessionFlags?: number }> {
  const newer = answerOf(facts, 'WTSSessionInfoEx');
  if (newer?.ok) return newer;
  const older = answerOf(facts, 'WTSSessionInfo');
  return older ?? newer ?? { ok: false, syscall: 'WTSQuerySessionInformationW', code: 0 };
}

/** What came back for a class, if it was asked for. */
export function answerOf<C extends InfoClassName>(facts: DetailFacts, name: C): Answer<RawInfoMap[C]> | undefined {
  const wanted = infoClass(name);
  const found = facts.answers.find(it => it.infoClass === wanted)?.answer;
  return found as (Answer<RawInfo> & Answer<RawInfoMap[C]>) | undefined;
}

/** The same for one logon, and for no other logon on the host. */
export function keyOf(sessionId: number, logonTime: bigint): string {
  return `${sessionId}-${logonTime}`;
}
