import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, type Cancel, checkCancel } from '../../lane/cancel.js';
import { controlOf, type HostContext, hostError, runOnLane } from '../host-context.js';

export async function listeners(host: HostContext, options?: Cancel): Promise<readonly string[]> {
  checkOptions('options', options, CANCEL);
  checkCancel(options);
  const answer = await runOnLane(host, controlOf(host, options), ask => ask(thread => thread.listeners()));
  if (!answer.ok) throw hostError(host, answer);
  return Object.freeze([...answer.value]);
}
