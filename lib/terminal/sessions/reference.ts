import type { Answer } from '../../base/answer.js';
import { fold } from '../../base/fold.js';
import { ticksBetween } from '../../base/ticks.js';
import { wrongType, wrongValue } from '../../errors/arguments.js';
import type { WindowsError } from '../../errors/windows-error.js';
import type { Session, SessionRef } from '../../identity/session.js';
import type { Ask } from '../../lane/job.js';
import { ERROR_CODES as E } from '../codes.js';
import type { DetailFacts, TerminalThread } from '../contract.js';
import { changedError, type HostContext, hostError } from '../host-context.js';
import { INFO_STEP, infoOf, keyOf } from '../info/info-step.js';
import type { RawSessionInfo } from '../info/raw-info.js';
import { checkId } from './filter.js';
import { listRows } from './listing.js';
import { isOfSameUser } from './session-rows.js';
import type { SessionDetails } from './types.js';
import { stateWord } from './words.js';

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

/** The id of a reference, as it is now. */
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
    throw noConsole(host, 'WTSGetActiveConsoleSessionId');
  }
  const listing = await listRows(host, ask);
  const onConsole = listing.rows.find(row => row.isConsole);
  if (onConsole) return onConsole.id;
  throw noConsole(host, listing.via);
}

function noConsole(host: HostContext, syscall: string): WindowsError {
  const hint = 'No session is on the console now: it is changing from one session to another, or the machine has none.';
  return hostError(host, { ok: false, syscall, code: E.ERROR_CTX_WINSTATION_NOT_FOUND }, undefined, { hint });
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
  if (typeof ref === 'object') await checkSame(host, ask, ref, syscall);
  return id;
}

/** What an act is to hit, and what was seen of it right before, where that was looked at. */
export interface Target {
  readonly id: number;
  readonly info: RawSessionInfo | undefined;
}

/**
 * The same for an act that ends or disconnects. Done to a listener, it would disconnect every session that has come in
 * through it.
 */
export async function resolveForEnd(
  host: HostContext,
  ask: Ask<TerminalThread>,
  ref: SessionRef,
  syscall: string,
): Promise<Target> {
  if (typeof ref === 'object') {
    if (ref.kind === 'listener' || ref.state === 'listen') throw listenerError(host, syscall, ref.id);
    const info = await checkSame(host, ask, ref, syscall);
    if (stateWord(info.state) === 'listen') throw listenerError(host, syscall, ref.id);
    return { id: ref.id, info };
  }
  const id = await resolveId(host, ask, ref);
  if (id >= FIRST_LISTENER && (await isListener(host, ask, id))) throw listenerError(host, syscall, id);
  return { id, info: undefined };
}

/** Windows counts its listeners from here. */
const FIRST_LISTENER = 65_536;

async function isListener(host: HostContext, ask: Ask<TerminalThread>, id: number): Promise<boolean> {
  const steps = [{ infoClass: 'WTSConnectState' }] as const;
  const [facts] = await ask(thread => thread.details({ ids: [id], steps, skipOn: [], unknownOn: [] }));
  const state = facts?.answers.WTSConnectState as Answer<number>;
  if (!state.ok) throw hostError(host, state, id);
  return stateWord(state.value) === 'listen';
}

/** Fails when Windows says that there is no such session. Where it refuses to say, there is one. */
export async function checkExists(host: HostContext, ask: Ask<TerminalThread>, id: number): Promise<void> {
  const steps = [{ infoClass: 'WTSConnectState' }] as const;
  const [facts] = await ask(thread => thread.details({ ids: [id], steps, skipOn: [], unknownOn: [] }));
  const state = facts?.answers.WTSConnectState as Answer<number>;
  if (state.ok) return;
  const error = hostError(host, state, id);
  if (error.reason === 'not-found') throw error;
}

function listenerError(host: HostContext, syscall: string, id: number): WindowsError {
  const hint = 'This is a listener: Windows would disconnect every session that has come in through it.';
  return unsupported(host, syscall, id, hint);
}

/** An act that is refused before Windows is asked. */
export function unsupported(host: HostContext, syscall: string, id: number, hint: string): WindowsError {
  return hostError(host, { ok: false, syscall, code: E.ERROR_NOT_SUPPORTED }, id, { hint });
}

/** Fails with reason `'changed'` unless the session's id still belongs to the logon that the row was made for. */
export async function checkSame(
  host: HostContext,
  ask: Ask<TerminalThread>,
  ref: Session,
  syscall: string,
): Promise<RawSessionInfo> {
  const question = { ids: [ref.id], steps: [INFO_STEP], skipOn: [], unknownOn: [] };
  const [facts] = await ask(thread => thread.details(question));
  const info = infoOf(facts as DetailFacts);
  if (!info.ok) throw hostError(host, info, ref.id);
  if (!isSameLogon(host, ref, info.value)) throw changedError(host, syscall, ref.id);
  return info.value;
}

/** For a question about a reference, after it was answered: an id that is still the same logon's was so when it was asked about. */
export async function checkStillSame(
  host: HostContext,
  ask: Ask<TerminalThread>,
  ref: SessionRef,
  syscall: string,
): Promise<void> {
  if (typeof ref === 'object') await checkSame(host, ask, ref, syscall);
}

/** Does the session's id still belong to the logon that the row was made for? Where that cannot be said, it does not. */
export function isSameLogon(host: HostContext, ref: Session, info: RawSessionInfo): boolean {
  const { key } = ref as Partial<SessionDetails>;
  // Without a logon time a key says only which id it was.
  if (key !== undefined && key !== keyOf(ref.id, 0n)) return key === keyOf(ref.id, info.logonTime);
  if (!isOfSameUser(ref, info)) return false;
  if (ref.user === undefined) return true;
  // Without details the row has no logon time, but nobody who logged on after the listing is in it. Both times are of the
  // host's clock. How fast it runs is known, what it shows is not.
  const runsOn = host.moments.runsOn(info.currentTime);
  const passed = host.moments.since(ref.takenAt);
  if (!runsOn || passed === undefined || info.logonTime <= 0n) return false;
  return ticksBetween(info.logonTime, info.currentTime) > passed + host.backend.clock.grain;
}
