import { formatTicks } from '../../../base/ticks.js';
import { luid } from '../../../identity/luid.js';
import type { ScenarioLogon } from '../../../scenario/logons.js';
import { type LogonState, type LogonWord, PLAIN, TYPE_NUMBERS } from '../state.js';

/** What a reader would fill in by itself is left out. */
export function writeLogon(host: string, it: LogonState): ScenarioLogon {
  const type = (Object.keys(TYPE_NUMBERS) as LogonWord[]).find(word => TYPE_NUMBERS[word] === it.type)!;
  const time = (ticks: bigint) => (ticks === 0n ? undefined : formatTicks(ticks));
  const written = {
    luid: luid.fromParts(it),
    type,
    user: it.user,
    domain: it.domain === host ? undefined : it.domain,
    sid: it.sid,
    sessionId: it.sessionId === 0 ? undefined : it.sessionId,
    package: it.package === PLAIN.package ? undefined : it.package,
    server: it.server || undefined,
    dnsDomain: it.dnsDomain || undefined,
    upn: it.upn || undefined,
    logonTime: time(it.logonTime),
    passwordLastSet: time(it.passwordLastSet),
    lastSucceeded: time(it.lastSucceeded),
    lastFailed: time(it.lastFailed),
    failures: it.failures || undefined,
    flags: it.flags || undefined,
  };
  return Object.fromEntries(
    Object.entries(written).filter(([, value]) => value !== undefined),
  ) as unknown as ScenarioLogon;
}
