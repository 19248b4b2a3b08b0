import type { Withheld } from '../../errors/withheld.js';
import type { Luid } from '../../identity/luid.js';
import type { SessionRef } from '../../identity/session.js';
import type { Cancel } from '../../lane/cancel.js';
import type { Process } from '../processes/types.js';
import type { TokenClassName } from './raw-token.js';

/** Whose token `token()` looks at. */
export type TokenOf = { readonly session: SessionRef } | { readonly process: Process | number };

/** The mandatory integrity level of a token, in words. */
export type IntegrityLevel = 'untrusted' | 'low' | 'medium' | 'mediumPlus' | 'high' | 'system' | 'unknown';

/** One group of a token. */
export interface TokenGroup {
  /** Its SID. */
  readonly sid: string;
  /** Does it give rights? */
  readonly enabled: boolean;
  /** It only takes rights away, as the administrators' group does in the token that an administrator works with under UAC. */
  readonly denyOnly: boolean;
  /** Is it the SID of the logon itself? */
  readonly isLogon: boolean;
}

/** One privilege of a token. */
export interface TokenPrivilege {
  /** Such as `'SeDebugPrivilege'`; one without a known name is `'luid 0x0:0x63'`. */
  readonly name: string;
  /** Is it in force now? */
  readonly enabled: boolean;
}

/** What a token says. What Windows refused is `undefined`, and `withheld` names it. */
export interface TokenFacts {
  /** The SID of the user. */
  readonly sid: string;
  /** `'CORP\\anna'`; `undefined` where the name of the SID could not be found. */
  readonly account: string | undefined;
  /** The session that a program with this token runs in. */
  readonly sessionId: number | undefined;
  /** Has it all rights of its user? */
  readonly elevated: boolean | undefined;
  /** `'default'`: there is one token for all, elevated or not. `'full'` and `'limited'`: the two halves of an administrator's under UAC. */
  readonly elevationType: 'default' | 'full' | 'limited' | undefined;
  /** Has it another half? */
  readonly linked: boolean | undefined;
  /** What it may write to. */
  readonly integrity: IntegrityLevel | undefined;
  /** The logon that it belongs to. */
  readonly luid: Luid | undefined;
  /** The logon that made that one; `'0x0:0x3e7'` for a logon at the screen. */
  readonly originLuid: Luid | undefined;
  /** Its groups. */
  readonly groups: readonly TokenGroup[] | undefined;
  /** Its privileges. */
  readonly privileges: readonly TokenPrivilege[] | undefined;
  /** What Windows refused. */
  readonly withheld: readonly Withheld<TokenClassName>[];
}

/** Programs in sessions, and tokens: on this machine alone. */
export interface ProgramActs {
  /**
   * Facts about the token of a session's user, or of a process. No handle leaves the library. A session's needs LocalSystem;
   * a process of another user needs an administrator.
   *
   * Windows: [WTSQueryUserToken](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsqueryusertoken),
   * [GetTokenInformation](https://learn.microsoft.com/windows/win32/api/securitybaseapi/nf-securitybaseapi-gettokeninformation).
   * @throws {@link WindowsError} with reason `'no-user'`, `'not-found'` or `'access-denied'`; `'changed'` when a row was given and its
   * id now belongs to another logon or process.
   * @example
   * const { elevated, integrity } = await localHost().token({ process: process.pid });
   */
  token(of: TokenOf, options?: Cancel): Promise<TokenFacts>;
}
