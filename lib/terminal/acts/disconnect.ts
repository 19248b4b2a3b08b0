import { checkBoolean, checkOptions } from '../../errors/arguments.js';
import type { SessionRef } from '../../identity/session.js';
import { CANCEL, checkCancel } from '../../lane/cancel.js';
import type { Ask } from '../../lane/job.js';
import type { TerminalThread } from '../contract.js';
import { type HostContext, hostError, runOnLane } from '../host-context.js';
import type { RawSessionInfo } from '../info/raw-info.js';
import { checkRef, resolveForEnd, unsupported } from '../sessions/reference.js';
import { actControl } from './act-bounds.js';
import { isDisconnected } from './is-disconnected.js';
import { infoNow } from './look-at.js';
import type { DisconnectOptions } from './types.js';
import { waitedAct } from './waited-act.js';

const SYSCALL = 'WTSDisconnectSession';
const SERVICES = 0;

export async function disconnect(host: HostContext, ref: SessionRef, options: DisconnectOptions = {}): Promise<void> {
  checkRef(host, ref);
  checkOptions('options', options, ['wait', ...CANCEL]);
  const { wait: waits = true } = options;
  checkBoolean('options.wait', waits);
  checkCancel(options);
  const control = actControl(host, options, ref);

  if (!waits) {
    await runOnLane(host, control, async ask => await begin(ask, host, (await target(host, ask, ref)).id));
    return;
  }
  await waitedAct(host, control, async ask => {
    const { id, info } = await target(host, ask, ref);
    const before: RawSessionInfo = info ?? (await infoNow(host, ask, id));
    await begin(ask, host, id);
    return look => look(it => isDisconnected(host, it, { id, before }));
  });
}

async function target(host: HostContext, ask: Ask<TerminalThread>, ref: SessionRef) {
  const found = await resolveForEnd(host, ask, ref, SYSCALL);
  if (found.id === SERVICES)
    throw unsupported(host, SYSCALL, SERVICES, 'Session 0 has the services: no client is there.');
  return found;
}

async function begin(ask: Ask<TerminalThread>, host: HostContext, sessionId: number): Promise<void> {
  const answer = await ask(thread => thread.call(SYSCALL, { sessionId, wait: false }), 'act');
  if (!answer.ok) throw hostError(host, answer, sessionId);
}
