import type { Answer } from '../../../base/answer.js';
import type { Cancel } from '../../../lane/cancel.js';
import type { Ask } from '../../../lane/job.js';
import { ERROR_CODES as E } from '../../codes.js';
import type { TerminalThread } from '../../contract.js';
import { controlOf, type HostContext, hostError, runOnSideThread } from '../../host-context.js';
import { checkListener } from '../listener-name.js';
import { type Descriptor, readDescriptor, UnknownAce } from './descriptor.js';

const SYSCALL = 'WTSGetListenerSecurityW';

/** `SECURITY_INFORMATION`. */
export const DACL = 0x4;
export const SACL = 0x8;

/** The caller may not read the part for auditing, which needs a privilege. */
const NEEDS_PRIVILEGE: readonly number[] = [
  E.ERROR_ACCESS_DENIED,
  E.ERROR_NOT_ALL_ASSIGNED,
  E.ERROR_PRIVILEGE_NOT_HELD,
];

/** What that part needs. */
export const AUDITING = 'SeSecurityPrivilege';

/** Who may do what, as Windows has it. Without the privilege to read the part for auditing, without that part. */
export async function readSecurity(host: HostContext, listener: string, options?: Cancel): Promise<Descriptor> {
  checkListener(listener, options);
  // A privilege is enabled on a token of the thread's own.
  const bytes = await runOnSideThread(host, controlOf(host, options), async ask => {
    const enabled = await ask(thread =>
      thread.call('AdjustTokenPrivileges', { privilege: AUDITING, ofProcess: false }),
    );
    const both = enabled.ok ? await get(ask, listener, DACL | SACL) : undefined;
    const answer = both && (both.ok || !NEEDS_PRIVILEGE.includes(both.code)) ? both : await get(ask, listener, DACL);
    if (!answer.ok) throw hostError(host, answer);
    return answer.value;
  });
  try {
    return readDescriptor(bytes);
  } catch (error) {
    const unknown = error instanceof UnknownAce;
    const code = unknown ? E.ERROR_NOT_SUPPORTED : E.ERROR_INVALID_DATA;
    const hint = unknown
      ? 'It has entries that depend on a condition or on an object, which are not read here.'
      : 'Windows reported success with bytes that are no security descriptor. They were not used.';
    throw hostError(host, { ok: false, syscall: SYSCALL, code }, undefined, { subject: 'listener', hint });
  }
}

function get(ask: Ask<TerminalThread>, listener: string, information: number): Promise<Answer<Uint8Array>> {
  return ask(thread => thread.listenerSecurity({ listener, information }));
}
