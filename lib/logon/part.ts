import type { DiagnosisCheck } from '../base/diagnosis.js';
import { type Redaction, replaced } from '../base/redaction.js';
import { formatTicks } from '../base/ticks.js';
import { WindowsError } from '../errors/windows-error.js';
import type { Luid } from '../identity/luid.js';
import type { CallBackend } from '../lane/contract.js';
import type { Wait } from '../lane/wait.js';
import type { ScenarioLogon } from '../scenario/logons.js';
import type { RawLogon } from './calls.js';
import { shareLogon } from './context.js';
import { rawLogons } from './gather.js';
import { typeWord } from './words.js';

/** Of services, which every Windows has. */
const OWN = ['0x0:0x3e7', '0x0:0x3e4', '0x0:0x3e5'];
/** Those of the users in sessions: a scenario has the sessions. */
const OF_SESSIONS = ['interactive', 'remoteInteractive', 'cachedInteractive', 'cachedRemoteInteractive', 'unknown'];
const NEVER = 0x7fff_ffff_ffff_ffffn;

/** Its part of a capture of this machine: the logons that no session brings. What Windows refuses to say is left out. */
export async function capture(
  backend: CallBackend,
  wait: Wait,
): Promise<{ readonly logons?: readonly ScenarioLogon[] }> {
  const context = shareLogon(backend);
  try {
    const answered = await context.lane.run(wait, ask => rawLogons(context, ask));
    const logons = answered.flatMap(([id, answer]) => (answer.ok ? captured(id, answer.value) : []));
    return logons.length > 0 ? { logons } : {};
  } catch (error) {
    if (WindowsError.is(error)) return {};
    throw error;
  }
}

function captured(id: Luid, raw: RawLogon): readonly ScenarioLogon[] {
  const type = typeWord(raw.type);
  // A scenario has no logon of nobody.
  if (!raw.isThere || !raw.user || OWN.includes(id) || OF_SESSIONS.includes(type)) return [];
  const time = (ticks: bigint) => (ticks <= 0n || ticks === NEVER ? undefined : formatTicks(ticks));
  const logon = {
    luid: id,
    type,
    user: raw.user,
    domain: raw.domain,
    sid: raw.sid,
    sessionId: raw.sessionId || undefined,
    package: raw.package,
    server: raw.server || undefined,
    dnsDomain: raw.dnsDomain || undefined,
    upn: raw.upn || undefined,
    logonTime: time(raw.logonTime),
    passwordLastSet: time(raw.passwordLastSet),
    lastSucceeded: time(raw.lastSucceeded),
    lastFailed: time(raw.lastFailed),
    failures: raw.failures || undefined,
    flags: raw.flags || undefined,
  };
  return [logon as ScenarioLogon];
}

/** The same with made-up names. */
export function redact(
  { logons }: { readonly logons?: readonly ScenarioLogon[] | undefined },
  r: Redaction,
): { readonly logons?: readonly ScenarioLogon[] | undefined } {
  if (!logons) return {};
  return {
    logons: logons.map(it =>
      replaced(it, {
        user: r.user(it.user),
        domain: r.domain(it.domain),
        sid: r.sid(it.sid),
        server: r.host(it.server),
        dnsDomain: r.text('domain', it.dnsDomain),
        upn: r.text('user@', it.upn),
      }),
    ),
  };
}

/** Nothing: the Local Security Authority is there on every Windows, and has no service that could be stopped. */
export async function diagnose(): Promise<readonly DiagnosisCheck[]> {
  return [];
}
