import type { Ask } from '../lane/job.js';
import { ERROR_CODES as E } from './codes.js';
import type { TerminalThread } from './contract.js';
import { type HostContext, hostError } from './host-context.js';

/** Keys under HKEY_LOCAL_MACHINE. */
export const TERMINAL_SERVER = 'SYSTEM\\CurrentControlSet\\Control\\Terminal Server';
export const WINDOWS = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
export const WINLOGON = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon';
export const POLICIES = 'SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services';

/** What sets a value. */
export const SET_VALUE = 'RegSetValueExW';

const REG_SZ = 1;
const REG_DWORD = 4;

/** A value of this machine's registry; `undefined` when there is none. */
export async function readValue(
  host: HostContext,
  ask: Ask<TerminalThread>,
  key: string,
  value: string,
): Promise<number | string | undefined> {
  const answer = await ask(thread => thread.call('RegGetValueW', { key, value }));
  if (answer.ok) return answer.value.type === REG_DWORD ? answer.value.number : answer.value.text;
  if (answer.code === E.ERROR_FILE_NOT_FOUND) return undefined;
  throw hostError(host, answer);
}

/** Needs an administrator. */
export async function writeValue(
  host: HostContext,
  ask: Ask<TerminalThread>,
  key: string,
  value: string,
  data: number | string,
): Promise<void> {
  const given =
    typeof data === 'number' ? { type: REG_DWORD, number: data, text: '' } : { type: REG_SZ, number: 0, text: data };
  const answer = await ask(thread => thread.call(SET_VALUE, { key, value, ...given }), 'act');
  if (!answer.ok) throw hostError(host, answer);
}
