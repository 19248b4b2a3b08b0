import type { Answer } from '../base/answer.js';
import { WIN32_CODES as E } from '../errors/codes.js';
import { type Luid, luid } from '../identity/luid.js';
import type { RawLogon, RawLuid } from './calls.js';
import type { AskLogon, LogonContext } from './context.js';
import { logonError } from './hints.js';
import { logonFrom, withheldLogon } from './rows.js';
import type { LogonSession } from './types.js';

/** Windows' answers, one for each logon. */
export async function rawLogons({ backend }: LogonContext, ask: AskLogon): Promise<readonly RawAnswered[]> {
  const listed = await ask(thread => thread.call('LsaEnumerateLogonSessions', {}));
  if (!listed.ok) throw logonError(backend.localName(), listed);
  const answered: RawAnswered[] = [];
  for (const parts of listed.value) answered.push([luid.fromParts(parts), await dataOf(ask, parts)]);
  return answered;
}

type RawAnswered = readonly [id: Luid, data: Answer<RawLogon>];

const dataOf = (ask: AskLogon, { low, high }: RawLuid): Promise<Answer<RawLogon>> =>
  ask(thread => thread.call('LsaGetLogonSessionData', { low, high }));

/** All logons; one that ends in between is left out. What Windows does not say of one keeps no other from being listed. */
export async function gatherLogons(context: LogonContext, ask: AskLogon): Promise<readonly LogonSession[]> {
  const found: LogonSession[] = [];
  for (const [id, answer] of await rawLogons(context, ask)) {
    if (answer.ok) found.push(logonFrom(id, answer.value));
    else if (answer.code !== E.ERROR_NO_SUCH_LOGON_SESSION) found.push(withheldLogon(id, answer));
  }
  return found;
}

export async function oneLogon({ backend }: LogonContext, ask: AskLogon, id: Luid): Promise<LogonSession | undefined> {
  const answer = await dataOf(ask, luid.toParts(id));
  if (answer.ok) return logonFrom(id, answer.value);
  if (answer.code === E.ERROR_NO_SUCH_LOGON_SESSION) return undefined;
  const error = logonError(backend.localName(), answer);
  if (error.reason === 'access-denied') return withheldLogon(id, answer);
  throw error;
}
