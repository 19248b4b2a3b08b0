import { checkOptions, checkUint32 } from '../../errors/arguments.js';
import type { SessionRef } from '../../identity/session.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { controlOf, type HostContext, hostError, runOnLane } from '../host-context.js';
import { checkRef, checkStillSame, resolveId } from '../sessions/reference.js';

export async function queryRaw(
  host: HostContext,
  ref: SessionRef,
  number: number,
  options?: Cancel,
): Promise<Uint8Array> {
  checkRef(host, ref);
  checkUint32('infoClass', number, 0x7fffffff);
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await runOnLane(host, controlOf(host, options, ref), async ask => {
    const sessionId = await resolveId(host, ask, ref);
    const answer = await ask(thread => thread.queryRaw({ sessionId, infoClass: number }));
    if (!answer.ok) throw hostError(host, answer, sessionId);
    await checkStillSame(host, ask, ref, 'WTSQuerySessionInformationW');
    return answer.value;
  });
}
