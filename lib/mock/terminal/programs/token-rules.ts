import { ERROR_CODES as E } from '../../../terminal/codes.js';
import { type RawToken, TOKEN_CLASS } from '../../../terminal/programs/raw-token.js';
import type { Outcome } from '../../world/raw-call.js';
import type { Made, TerminalRules } from '../rules/made.js';
import { hasUser } from '../state.js';
import { isElevated, linkedTo, luidOf, SYSTEM_SID, systemToken, type TokenState, tokenOf } from './token-state.js';

const ENABLED = 0x7; // mandatory, enabled by default, enabled
const DENY_ONLY = 0x10;
const LOGON = 0xc000_0007;
const ELEVATION_TYPES = { whole: 1, full: 2, limited: 3 } as const;

/** LUIDs of privileges: what everybody has, and what an administrator has besides. */
const COMMON = [19, 23, 25, 33, 34];
const ADMINISTRATORS = [5, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 20, 22, 24, 28, 29, 30, 35, 36];
/** SeChangeNotifyPrivilege: always in force. */
const CHANGE_NOTIFY = 23;

/** Tokens: who may have one, and what it says. */
export const TOKEN_RULES = {
  WTSQueryUserToken: ({ sessionId }, { world, host }) => {
    if (world.caller.role !== 'system') return E.ERROR_PRIVILEGE_NOT_HELD;
    const session = host.state.sessions.get(sessionId);
    if (!session) return E.ERROR_FILE_NOT_FOUND;
    if (!hasUser(session)) return E.ERROR_NO_TOKEN;
    return { value: world.objects.open({ kind: 'token', token: tokenOf(session) }) };
  },

  OpenProcess: ({ pid }, made) => {
    const { world, host } = made;
    const process = host.state.processes.get(pid);
    if (!world.callerIs(pid) && (!process || pid === 0)) return E.ERROR_INVALID_PARAMETER;
    if (world.caller.role === 'user' && !world.callerIs(pid) && process?.sid !== ownSid(made))
      return E.ERROR_ACCESS_DENIED;
    return { value: world.objects.open({ kind: 'process', pid }) };
  },

  OpenProcessToken: (_, made) => {
    const pid = made.world.objects.pid(made.on);
    if (pid === undefined) return E.ERROR_INVALID_HANDLE;
    return { value: made.world.objects.open({ kind: 'token', token: tokenOfProcess(made, pid) }) };
  },

  GetTokenInformation: ({ infoClass }, made): Outcome<RawToken> => {
    const { world, on } = made;
    if (on === undefined && infoClass === TOKEN_CLASS.TokenElevation) return { value: world.caller.elevated };
    const token = world.objects.token(on);
    return token === undefined ? E.ERROR_INVALID_HANDLE : ofClass(made, token, infoClass);
  },
} satisfies Partial<TerminalRules>;

function ownSid({ world, host }: Made): string | null {
  if (world.caller.role === 'system') return SYSTEM_SID;
  return host.state.sessions.get(world.callerSessionId())?.sid ?? null;
}

function tokenOfProcess(made: Made, pid: number): TokenState {
  const { world, host } = made;
  const own = world.callerIs(pid);
  const process = host.state.processes.get(pid);
  const sessionId = own ? world.callerSessionId() : process!.sessionId;
  const sid = own ? ownSid(made) : process!.sid;
  const session = host.state.sessions.get(sessionId);
  if (!session || sid === null || session.sid !== sid) return systemToken(sid ?? SYSTEM_SID, sessionId);
  const token = tokenOf(session);
  // A caller is elevated where the world says so, whatever is known of the account.
  if (!own || isElevated(token) === world.caller.elevated) return token;
  return { ...token, administrator: true, half: world.caller.elevated ? 'full' : 'limited' };
}

function ofClass({ world }: Made, token: TokenState, infoClass: number): Outcome<RawToken> {
  switch (infoClass) {
    case TOKEN_CLASS.TokenUser:
      return { value: token.sid };
    case TOKEN_CLASS.TokenSessionId:
      return { value: token.sessionId };
    case TOKEN_CLASS.TokenElevation:
      return { value: isElevated(token) };
    case TOKEN_CLASS.TokenElevationType:
      return { value: ELEVATION_TYPES[token.half] };
    case TOKEN_CLASS.TokenLinkedToken: {
      const linked = linkedTo(token);
      return linked ? { value: world.objects.open({ kind: 'token', token: linked }) } : E.ERROR_NO_SUCH_LOGON_SESSION;
    }
    case TOKEN_CLASS.TokenIntegrityLevel:
      return { value: `S-1-16-${token.sid === SYSTEM_SID ? 0x4000 : isElevated(token) ? 0x3000 : 0x2000}` };
    case TOKEN_CLASS.TokenStatistics:
      return { value: luidOf(token) };
    case TOKEN_CLASS.TokenOrigin:
      return { value: token.logon === '' ? { low: 0, high: 0 } : { low: 0x3e7, high: 0 } };
    case TOKEN_CLASS.TokenGroups:
      return { value: groupsOf(token) };
    case TOKEN_CLASS.TokenPrivileges:
      return { value: privilegesOf(token) };
    default:
      return E.ERROR_INVALID_PARAMETER;
  }
}

function groupsOf(token: TokenState) {
  const { high, low } = luidOf(token);
  const groups = ['S-1-1-0', 'S-1-5-32-545', 'S-1-5-4', 'S-1-5-11'].map(sid => ({ sid, attributes: ENABLED }));
  if (token.administrator)
    groups.push({ sid: 'S-1-5-32-544', attributes: token.half === 'limited' ? DENY_ONLY : ENABLED });
  // The SID of a logon has numbers of its own, which are not its LUID.
  groups.push({ sid: `S-1-5-5-${high}-${(low ^ 0xffff) >>> 0}`, attributes: LOGON });
  return groups;
}

function privilegesOf(token: TokenState) {
  const numbers = isElevated(token) ? [...ADMINISTRATORS, ...COMMON].sort((a, b) => a - b) : COMMON;
  return numbers.map(low => ({ low, high: 0, attributes: low === CHANGE_NOTIFY ? 3 : 0 }));
}
