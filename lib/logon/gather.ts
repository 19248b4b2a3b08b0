import { WIN32_CODES as E } from '../errors/codes.js';
import { type Luid, luid } from '../identity/luid.js';
import type { AskLogon, LogonContext } from './context.js';
import { logonError } from './hints.js';
import { logonFrom, withheldLogon } from './rows.js';
import type { LogonSession } from './types.js';

/** All logons; one that ends in between is left out. What Windows does not say of one keeps no other from being listed. */
export async function gatherLogons({ backend }: LogonContext, ask: AskLogon): Promise<readonly LogonSession[]> {
  const listed = await ask(thread => thread.call('LsaEnumerateLogonSessions', {}));
  if (!listed.ok) throw logonError(backend.localName(), listed);
  const found: LogonSession[] = [];
  for (const { low, high } of listed.value) {
    const answer = await ask(thread => thread.call('LsaGetLogonSessionData', { low, high }));
    const id = luid.fromParts({ low, high });
    if (answer.ok) found.push(logonFrom(id, answer.value));
    else if (answer.code !== E.ERROR_NO_SUCH_LOGON_SESSION) found.push(withheldLogon(id, answer.code));
  }
  return found;
}

export async function oneLogon({ backend }: LogonContext, ask: AskLogon, id: Luid): Promise<LogonSession | undefined> {
  const { low, high } = luid.toParts(id);
  const answer = await ask(thread => thread.call('LsaGetLogonSessionData', { low, high }));
  if (answer.ok) return logonFrom(id, answer.value);
  if (answer.code === E.ERROR_NO_SUCH_LOGON_SESSION) return undefined;
  const error = logonError(backend.localName(), answer);
  if (error.reason === 'access-denied') return withheldLogon(id, answer.code);
  throw error;
}
