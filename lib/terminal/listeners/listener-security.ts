import type { Cancel } from '../../lane/cancel.js';
import type { HostContext } from '../host-context.js';
import { readSecurity } from './security/read-security.js';
import { writeSddl } from './security/sddl.js';

export async function listenerSecurity(host: HostContext, name: string, options?: Cancel): Promise<string> {
  return writeSddl(await readSecurity(host, name, options));
}
