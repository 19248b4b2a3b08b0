import type { Ask } from '../../lane/job.js';
import type { TerminalThread } from '../contract.js';
import { type HostContext, hostError } from '../host-context.js';
import type { RawListener } from './raw-listener.js';

/** `WTS_LISTENER_CREATE` and `WTS_LISTENER_UPDATE`. */
export const CREATE = 0x1;
export const UPDATE = 0x10;

/** The one version of the structure that Windows takes. */
const VERSION = 1;

export async function writeListener(
  host: HostContext,
  ask: Ask<TerminalThread>,
  listener: string,
  { config, flag }: { readonly config: RawListener; readonly flag: number },
): Promise<void> {
  const args = { listener, config: { ...config, version: VERSION }, flag };
  const answer = await ask(thread => thread.call('WTSCreateListenerW', args), 'act');
  if (!answer.ok) throw hostError(host, answer);
}
