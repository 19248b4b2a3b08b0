import type { Cancel } from '../../lane/cancel.js';
import type { HostContext } from '../host-context.js';
import { permissionsOf } from './security/permissions.js';
import { readSecurity } from './security/read-security.js';
import type { ListenerPermission } from './types.js';

export async function listenerPermissions(
  host: HostContext,
  name: string,
  options?: Cancel,
): Promise<readonly ListenerPermission[]> {
  return permissionsOf(await readSecurity(host, name, options));
}
