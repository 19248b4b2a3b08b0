import { ticksToMs } from '../time/ticks.js';
import type { RawSessionInfo } from './raw-info.js';
import type { SessionDetails, SessionKind, SessionState } from './types.js';

const WTS_SESSIONSTATE_LOCK = 0;
const WTS_SESSIONSTATE_UNLOCK = 1;

/**
 * Locked or not, in three words: Windows itself does not always know, and the older structure never does. Without a user
 * there is nothing to lock.
 */
export function lockWord(kind: SessionKind, sessionFlags: number | undefined): SessionDetails['lock'] {
  if (kind !== 'user') return 'unknown';
  if (sessionFlags === WTS_SESSIONSTATE_LOCK) return 'locked';
  return sessionFlags === WTS_SESSIONSTATE_UNLOCK ? 'unlocked' : 'unknown';
}

/**
 * How long nobody has used the session. Class 17 of Windows is not supported, so it follows from the times: a disconnected
 * session is idle since its disconnect, any other since its last input. Often there is no last input on the console: then
 * it is not known, which is not the same as 0.
 */
export function idleMs(kind: SessionKind, state: SessionState, info: RawSessionInfo): number | undefined {
  if (kind !== 'user') return undefined;
  const current = ticksToMs(info.currentTime);
  const since = ticksToMs(state === 'disconnected' ? info.disconnectTime : info.lastInputTime);
  if (current === undefined || since === undefined) return undefined;
  return Math.max(0, current - since);
}
