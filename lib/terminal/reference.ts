import { wrongType, wrongValue } from '../errors/arguments.js';
import { ERROR_CODES as E } from '../errors/codes.js';
import type { Ask } from '../lane/job.js';
import { ticksToMs } from '../time/ticks.js';
import type { DetailFacts, TerminalThread } from './contract.js';
import { checkId, fold } from './filter.js';
import { changedError, type HostContext, hostError } from './host-context.js';
import { INFO_STEP, infoOf, keyOf } from './info-step.js';
import { listRows } from './listing.js';
import type { RawSessionInfo } from './raw-info.js';
import type { Session, SessionDetails, SessionRef } from './types.js';

const NO_CONSOLE = 0xffffffff;

/** Checks a reference before any raw call. */
export function checkRef(host: HostContext, ref: SessionRef): void {
  if (typeof ref === 'object' && ref !== null) {
    if (typeof ref.host !== 'string' || typeof ref.id !== 'number') {
      throw wrongType('ref', "a session id, 'current', 'console' or a Session", ref);
    }
    if (fold(ref.host) !== fold(host.name)) throw wrongValue('ref', `a session of the host ${host.name}`, ref.host);
    checkId('ref.id', ref.id, host);
  } else checkId('ref', ref, host);
}

/** The id that a reference stands for now. */
export async function resolveId(host: HostContext, ask: Ask<TerminalThread>, ref: SessionRef): Promise<number> {
  if (typeof ref === 'number') return ref;
  if (typeof ref === 'object') return ref.id;
  const { terminal } = host.backend;
  if (ref === 'current') {
    const own = terminal.sessionIdOf(undefined);
    if (!own.ok) throw hostError(host, own);
    return own.value;
  }
  if (host.remote === undefined) {
    const id = terminal.activeConsoleSessionId();
    if (id !== NO_CONSOLE) return id;
    throw hostError(host, {
      ok: false,
      syscall: 'WTSGetActiveConsoleSessionId',
      code: E.ERROR_CTX_WINSTATION_NOT_FOUND,
    });
  }
  const listing = await listRows(host, ask);
  const onConsole = listing.rows.find(row => row.isConsole);
  if (onConsole) return onConsole.id;
  throw hostError(host, { ok: false, syscall: listing.via, code: E.ERROR_CTX_WINSTATION_NOT_FOUND });
}

/**
 * The id to act on. A `Session` is looked at again first: when its id has been reused meanwhile, the act must not hit the
 * next owner.
 */
export async function resolveForAct(
  host: HostContext,
  ask: Ask<TerminalThread>,
  ref: SessionRef,
  syscall: string,
): Promise<number> {
  const id = await resolveId(host, ask, ref);
  if (typeof ref !== 'object') return id;
  const now = host.backend.clock.now();
  const [facts] = await ask(thread => thread.details({ ids: [id], steps: [INFO_STEP] }));
  const info = infoOf(facts as DetailFacts);
  if (!info.ok) throw hostError(host, info, id);
  if (!isSameLogon(host, ref, info.value, now)) throw changedError(host, syscall, id);
  return id;
}

/** Does the session's id still belong to the logon that the reference was made for? */
export function isSameLogon(host: HostContext, ref: Session, info: RawSessionInfo, now: number): boolean {
  const { key, logonTime } = ref as Partial<SessionDetails>;
  if (key !== undefined && logonTime !== undefined) return key === keyOf(ref.id, info.logonTime);
  if (!isCutOf(info.userName, ref.user ?? '', 20) || !isCutOf(info.domain, ref.domain ?? '', 16)) return false;
  // Without details the reference has no logon time, but whoever logged on after the listing was not in it.
  const logon = ticksToMs(info.logonTime);
  const taken = new Date(ref.takenAt).getTime();
  if (logon === undefined || Number.isNaN(taken)) return true;
  if (host.remote === undefined) return logon <= taken;
  // The two clocks may differ, but not in how fast they run.
  const current = ticksToMs(info.currentTime);
  return current === undefined || current - logon >= now - taken - 1_000;
}

/** Is it the name, or the name cut at the length of Windows' field? */
function isCutOf(cut: string, whole: string, length: number): boolean {
  if (cut.length === whole.length || cut.length >= length) return fold(whole).startsWith(fold(cut));
  return false;
}
