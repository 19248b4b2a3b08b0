import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { FALLBACK_ON } from '../fallback.js';
import { controlOf, type HostContext, hostError, runOnLane } from '../host-context.js';
import { listRows } from '../sessions/listing.js';

export async function hasActiveSession(host: HostContext, options: Cancel = {}): Promise<boolean> {
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  return await runOnLane(host, controlOf(host, options), async ask => {
    if (host.remote === undefined) {
      const answer = await ask(thread => thread.call('WTSActiveSessionExists', {}));
      if (answer.ok) return answer.value;
      if (!FALLBACK_ON.includes(answer.code)) throw hostError(host, answer);
    }
    return (await listRows(host, ask)).rows.some(it => it.state === 'active');
  });
}
