import type { Ask } from '../../lane/job.js';
import type { TerminalThread } from '../contract.js';
import { type HostContext, hostError } from '../host-context.js';
import type { RawListener } from './raw-listener.js';

/** A listener as Windows has it. */
export async function readListener(
  host: HostContext,
  ask: Ask<TerminalThread>,
  listener: string,
): Promise<RawListener> {
  const answer = await ask(thread => thread.call('WTSQueryListenerConfigW', { listener }));
  if (!answer.ok) throw hostError(host, answer);
  return answer.value;
}
