import { checkOptions } from '../../errors/arguments.js';
import { CANCEL, type Cancel } from '../../lane/cancel.js';
import type { HostContext } from '../host-context.js';
import { sessions } from '../sessions/sessions.js';
import type { SessionDetails } from '../sessions/types.js';

/** A COM server that runs as the interactive user of a session runs as its user, whether or not a client is there. */
export async function interactiveUsers(host: HostContext, options: Cancel = {}): Promise<readonly SessionDetails[]> {
  checkOptions('options', options, CANCEL);
  return (await sessions(host, { ...options, details: true, where: { kind: 'user' } })) as readonly SessionDetails[];
}
