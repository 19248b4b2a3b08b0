import type { Ask } from '../../lane/job.js';
import { ERROR_CODES as E } from '../codes.js';
import type { TerminalThread } from '../contract.js';
import { type HostContext, hostError } from '../host-context.js';

/** Where a privilege is enabled: on the thread's own token, unless the call looks at that of the process. */
export interface PrivilegeOptions {
  readonly ofProcess?: boolean;
}

/**
 * Enables a privilege for what the job asks next. It is enabled on a token of the thread's own, so the job must run on a side
 * thread, which ends with it. The privilege of another machine is one of the token that its Windows made, and is enabled there.
 */
export async function enablePrivilege(
  host: HostContext,
  ask: Ask<TerminalThread>,
  privilege: string,
  { ofProcess = false }: PrivilegeOptions = {},
): Promise<void> {
  const answer = await ask(thread => thread.call('AdjustTokenPrivileges', { privilege, ofProcess }));
  if (answer.ok) return;
  const hint = `This needs the privilege ${privilege}, which the caller's token does not have. ${whoHas(privilege)}`;
  throw hostError(host, answer, undefined, answer.code === E.ERROR_NOT_ALL_ASSIGNED ? { hint } : {});
}

/** Only LocalSystem and the two service accounts have these. */
const OF_THE_SYSTEM: readonly string[] = ['SeTcbPrivilege', 'SeAssignPrimaryTokenPrivilege'];

function whoHas(privilege: string): string {
  return OF_THE_SYSTEM.includes(privilege)
    ? 'Run as LocalSystem, for example as a Windows service.'
    : 'Run elevated, or as LocalSystem.';
}
