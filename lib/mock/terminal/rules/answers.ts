import type { Answer } from '../../../base/answer.js';
import { ERROR_CODES as E } from '../../../errors/codes.js';
import { ON_THE_SPOT } from '../../world/faults.js';
import type { Hosts, Place } from '../../world/hosts.js';
import type { RawCallName, RawCalls } from '../../world/raw-calls.js';
import { isListener, type SessionState } from '../state.js';
import { accountOf, sidOfName } from './accounts.js';
import { sessionInformation } from './info.js';
import { isNoticeCall, NOTICE_RULES, type NoticeCallName } from './notices.js';
import { processRows, sessionRows } from './rows.js';
import { versionOf } from './windows.js';

const SM_REMOTESESSION = 0x1000;
const NO_SESSION = 0xffffffff;
const CURRENT_SESSION = 0xffffffff;
export const ANY_SESSION = 0xfffffffe;

/** A value, or the code that the call fails with. */
export type Outcome<T> = { readonly value: T } | number;
type Rule<N extends RawCallName> = (
  hosts: Hosts,
  place: Place,
  ...args: RawCalls[N]['args']
) => Outcome<RawCalls[N]['value']> | Promise<Outcome<RawCalls[N]['value']>>;

const DONE = { value: undefined } as const;

/** Windows' rules for every raw call. */
const RULES: { readonly [N in Exclude<RawCallName, NoticeCallName>]: Rule<N> } = {
  WTSGetActiveConsoleSessionId: hosts => ({ value: hosts.local.state.consoleSessionId ?? NO_SESSION }),

  ProcessIdToSessionId: (hosts, _, pid) => {
    if (hosts.callerIs(pid)) return { value: hosts.callerSessionId() };
    const process = hosts.local.state.processes.get(pid);
    return process ? { value: process.sessionId } : E.ERROR_INVALID_PARAMETER;
  },

  GetSystemMetrics: (hosts, _, index) => {
    const session = hosts.local.state.sessions.get(hosts.callerSessionId());
    return { value: index === SM_REMOTESESSION && session?.remote === true ? 1 : 0 };
  },

  RegGetValueW: (hosts, _, value) => {
    const { glassSessionId, consoleSessionId } = hosts.local.state;
    const glass = glassSessionId === undefined ? consoleSessionId : glassSessionId;
    return value === 'GlassSessionId' && glass !== null ? { value: glass } : E.ERROR_FILE_NOT_FOUND;
  },

  WTSOpenServerExW: () => DONE,
  WTSOpenServerW: () => DONE,
  WTSCloseServer: () => DONE,

  WTSEnumerateSessionsExW: (_, { state }, level) =>
    level === 1 ? { value: sessionRows(state, true) } : E.ERROR_INVALID_PARAMETER,
  WTSEnumerateSessionsW: (_, { state }) => ({ value: sessionRows(state, false) }),

  WTSQuerySessionInformationW: (hosts, place, sessionId, infoClass) => {
    const session = usable(hosts, place, sessionId);
    if (typeof session === 'number') return session;
    return sessionInformation({ host: place.state, session, now: place.clock.ticks() }, infoClass);
  },

  WTSEnumerateProcessesExW: (hosts, place, level, sessionId) => {
    if (level !== 0 && level !== 1) return E.ERROR_INVALID_LEVEL;
    return { value: processRows(hosts, place, sessionId, level === 1) };
  },
  WTSEnumerateProcessesW: (hosts, place) => ({ value: processRows(hosts, place, ANY_SESSION, false) }),

  WTSSendMessageW: (hosts, place, sessionId, title, text, style, timeoutSeconds, wait) => {
    const session = usable(hosts, place, sessionId);
    if (typeof session === 'number') return session;
    const answer = place.messages.show({ sessionId: session.id, title, text, style }, timeoutSeconds, wait);
    if (typeof answer === 'number') return { value: answer };
    // What Windows says to one whose box went away with its session was not seen; that the session is gone is true.
    return answer.then(id => (id === undefined ? E.ERROR_CTX_WINSTATION_NOT_FOUND : { value: id }));
  },

  WTSLogoffSession: (hosts, place, sessionId) => {
    const session = usable(hosts, place, sessionId);
    if (typeof session === 'number') return session;
    // That it cannot be logged off is known; the code is a guess.
    if (session.id === 0) return E.ERROR_INVALID_PARAMETER;
    if (isListener(session)) place.transitions.resetListener(session);
    else place.transitions.end(session);
    return DONE;
  },

  LookupAccountSidW: (_, { state }, sid) => {
    const account = accountOf(state, sid);
    if (account === undefined) return E.ERROR_INVALID_SID;
    return account === null ? E.ERROR_NONE_MAPPED : { value: account };
  },
  LookupAccountNameW: (_, { state }, account) => {
    const sid = sidOfName(state, account);
    return sid === undefined ? E.ERROR_NONE_MAPPED : { value: sid };
  },

  NetWkstaGetInfo: (_, { state }, level) => {
    if (level !== 100) return E.ERROR_INVALID_LEVEL;
    const { major, minor } = versionOf(state.windows);
    return { value: { platformId: 500, computerName: state.name, lanGroup: 'WORKGROUP', major, minor } };
  },

  GetTokenInformation: hosts => ({ value: hosts.caller.elevated }),
  QueryServiceStatus: (hosts, _, service) => {
    const found = hosts.local.services.named(service);
    return found ? { value: found.state } : E.ERROR_SERVICE_DOES_NOT_EXIST;
  },
};

/** What Windows answers when nothing is held, spoiled or made to fail. */
export function answer<N extends RawCallName>(
  hosts: Hosts,
  place: Place | undefined,
  name: N,
  args: RawCalls[N]['args'],
  on?: unknown,
): Answer<RawCalls[N]['value']> | Promise<Answer<RawCalls[N]['value']>> {
  const shape = (it: Outcome<RawCalls[N]['value']>): Answer<RawCalls[N]['value']> =>
    typeof it === 'number' ? { ok: false, syscall: name, code: it } : { ok: true, value: it.value };
  const reached = place !== undefined && !place.state.unreachable && !place.faults.isCut;
  if (!reached && !ON_THE_SPOT.has(name)) return shape(E.RPC_S_SERVER_UNAVAILABLE);
  const refusal = place?.services.refusalOf(name);
  if (refusal !== undefined) return shape(refusal);
  const outcome = decide(hosts, place ?? hosts.local, name, args, on);
  return outcome instanceof Promise ? outcome.then(shape) : shape(outcome);
}

function decide<N extends RawCallName>(
  hosts: Hosts,
  place: Place,
  name: N,
  args: RawCalls[N]['args'],
  on: unknown,
): Outcome<RawCalls[N]['value']> | Promise<Outcome<RawCalls[N]['value']>> {
  if (isNoticeCall(name)) {
    const rule = NOTICE_RULES[name] as (made: object, ...args: readonly unknown[]) => Outcome<RawCalls[N]['value']>;
    return rule({ hosts, place, on }, ...args);
  }
  return (RULES as unknown as { readonly [name: string]: Rule<N> })[name]!(hosts, place, ...args);
}

/** The session, if it is there and the caller may look at it and act on it. */
function usable(hosts: Hosts, place: Place, sessionId: number): SessionState | number {
  const id = sessionId === CURRENT_SESSION && place === hosts.local ? hosts.callerSessionId() : sessionId;
  const session = place.state.sessions.get(id);
  if (!session) return E.ERROR_CTX_WINSTATION_NOT_FOUND;
  return hosts.mayUse(place, id) ? session : E.ERROR_ACCESS_DENIED;
}
