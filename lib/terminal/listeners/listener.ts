import type { Cancel } from '../../lane/cancel.js';
import { controlOf, type HostContext, runOnLane } from '../host-context.js';
import { checkListener } from './listener-name.js';
import { readListener } from './read-listener.js';
import { listenerConfig } from './settings.js';
import type { ListenerConfig } from './types.js';

export async function listener(host: HostContext, name: string, options?: Cancel): Promise<ListenerConfig> {
  checkListener(name, options);
  const raw = await runOnLane(host, controlOf(host, options), ask => readListener(host, ask, name));
  return listenerConfig(name, raw);
}
