import type { Answer } from '../../base/answer.js';
import type { DetailFacts, DetailStep } from '../contract.js';
import type { RawSessionInfo } from './raw-info.js';

/** What the step is asked by. */
export const QUERY = 'WTSQuerySessionInformationW';

/** Times, names and lock state of a session; the older structure lacks the lock state. */
export const INFO_STEP: DetailStep = { infoClass: 'WTSSessionInfoEx', instead: 'WTSSessionInfo' };

/** The answer to {@link INFO_STEP}: the newer structure, or the older one, or the last failure. */
export function infoOf({ answers }: DetailFacts): Answer<RawSessionInfo & { readonly sessionFlags?: number }> {
  const { WTSSessionInfoEx: newer, WTSSessionInfo: older } = answers;
  if (newer?.ok) return newer;
  return older ?? newer ?? { ok: false, syscall: QUERY, code: 0 };
}

/** The same for one logon, and for no other logon on the host. */
export function keyOf(sessionId: number, logonTime: bigint): string {
  return `${sessionId}-${logonTime}`;
}
