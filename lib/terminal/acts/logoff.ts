import { checkBoolean, checkOptions } from '../../errors/arguments.js';
import type { SessionRef } from '../../identity/session.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { Ask } from '../../lane/job.js';
import type { TerminalThread } from '../contract.js';
import { type HostContext, hostError, runOnLane, runOnSideThread } from '../host-context.js';
import { checkRef, resolveForEnd } from '../sessions/reference.js';
import { actControl, LOGOFF_MS } from './act-bounds.js';
import type { LogoffOptions } from './types.js';

export async function logoff(host: HostContext, ref: SessionRef, options: LogoffOptions = {}): Promise<void> {
  checkRef(host, ref);
  checkOptions('options', options, ['wait', ...CANCEL]);
  const { wait = true } = options;
  checkBoolean('options.wait', wait);
  checkCancel(options);

  const end = async (ask: Ask<TerminalThread>) => {
    const { id: sessionId } = await resolveForEnd(host, ask, ref, 'WTSLogoffSession');
    const answer = await ask(thread => thread.call('WTSLogoffSession', { sessionId, wait }), 'act');
    if (!answer.ok) throw hostError(host, answer, sessionId);
  };
  if (!wait) return await runOnLane(host, actControl(host, options, ref), end);
  // The programs of the session decide how long this takes, and other calls must not wait for it.
  const { signal, timeout = LOGOFF_MS } = options;
  return await runOnSideThread(host, { signal, timeout }, end);
}
