import type { Ask } from '../../lane/job.js';
import type { TerminalThread } from '../contract.js';
import { VANISHED } from '../fallback.js';
import { type HostContext, hostError } from '../host-context.js';
import type { RawSessionInfo } from '../info/raw-info.js';
import { stateWord } from '../sessions/words.js';
import { lookAt } from './look-at.js';

/** A session that something has been begun with, and how it was before. */
export interface Asked {
  readonly id: number;
  readonly before: RawSessionInfo;
}

/**
 * Whether the session has lost its client, or has ended. A client that has already come back counts: the times of the session
 * say so. A look that fails says nothing about the act, which Windows may still carry out.
 */
export async function isDisconnected(
  host: HostContext,
  ask: Ask<TerminalThread>,
  { id, before }: Asked,
): Promise<boolean> {
  const info = await lookAt(ask, id);
  if (!info.ok && VANISHED.includes(info.code)) return true;
  if (!info.ok) throw hostError(host, info, id, { outcome: 'unknown' });
  return hasLostClient(before, info.value);
}

function hasLostClient(before: RawSessionInfo, now: RawSessionInfo): boolean {
  return (
    stateWord(now.state) === 'disconnected' ||
    now.logonTime !== before.logonTime ||
    now.connectTime !== before.connectTime ||
    now.disconnectTime !== before.disconnectTime
  );
}
