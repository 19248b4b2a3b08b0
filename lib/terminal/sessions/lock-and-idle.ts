import type { Answer, Failure } from '../../base/answer.js';
import { ticksToMs } from '../../base/ticks.js';
import type { SessionKind, SessionState } from '../../identity/session.js';
import type { WindowsVersion } from '../contract.js';
import type { RawSessionInfo } from '../info/raw-info.js';
import type { SessionDetails } from './types.js';

type LockWord = SessionDetails['lock'];

/** `WTS_SESSIONSTATE_LOCK` and `WTS_SESSIONSTATE_UNLOCK`; any other flag says that Windows does not know. */
const WORDS = ['locked', 'unlocked'] as const satisfies readonly LockWord[];
const SWAPPED = ['unlocked', 'locked'] as const satisfies readonly LockWord[];

/** How a host means its lock flags. */
export interface LockMeaning {
  /** The words of the flags 0 and 1; none while it cannot be said. */
  readonly words: readonly LockWord[];
  /** Why the version of the host could not be learnt, so that the words are only what almost every Windows means. */
  readonly doubt?: Failure;
}

/** This machine's: Node does not run on the Windows that swap the flags. */
export const OWN_MEANING: LockMeaning = { words: WORDS };

/**
 * Windows 7 and Server 2008 R2, both 6.1, say locked for unlocked and the other way round; older ones know no such flags.
 * A host that keeps its version to itself is taken for a newer one. As long as the answer is not there, nothing is said:
 * a word that turns round later would look as if somebody had locked the session.
 */
export function lockMeaning(version: Answer<WindowsVersion> | undefined): LockMeaning {
  if (version === undefined) return { words: [] };
  if (!version.ok) return { words: WORDS, doubt: version };
  return { words: swapsLock(version.value) ? SWAPPED : WORDS };
}

export function swapsLock({ major, minor }: WindowsVersion): boolean {
  return major === 6 && minor === 1;
}

/** Whether it matters how the host means this flag. */
export function isLockFlag(sessionFlags: number | undefined): boolean {
  return sessionFlags !== undefined && sessionFlags < WORDS.length;
}

/** Locked or not, in three words: Windows itself does not always know, and the older structure never does. */
export function flagWord(sessionFlags: number | undefined, { words }: LockMeaning): LockWord {
  return (sessionFlags === undefined ? undefined : words[sessionFlags]) ?? 'unknown';
}

/** The same of a session. Without a user there is nothing to lock. */
export function lockWord(kind: SessionKind, sessionFlags: number | undefined, meaning: LockMeaning): LockWord {
  return kind === 'user' ? flagWord(sessionFlags, meaning) : 'unknown';
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
