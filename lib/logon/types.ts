import type { Backend } from '../base/backend.js';
import type { Withheld } from '../errors/withheld.js';
import type { Luid } from '../identity/luid.js';
import type { SessionRef } from '../identity/session.js';
import type { Cancel } from '../lane/cancel.js';

/** What `winstation/logon` is. The package offers it over Windows, `world.modules['winstation/logon']` over a world. */
export interface LogonModule {
  /**
   * The logon sessions of this machine, in Windows' order: each is one proof of who somebody is, and the credentials that came of it.
   *
   * A terminal session usually has several: an administrator has two under User Account Control. What Windows says of the logons of others
   * it says to administrators only. Without that right they are in the list, with nothing but their `luid` and an entry in `withheld`.
   * With `session` only the logons of that terminal session are returned; one that is withheld cannot be said to be of it.
   *
   * Windows: [LsaEnumerateLogonSessions](https://learn.microsoft.com/windows/win32/api/ntsecapi/nf-ntsecapi-lsaenumeratelogonsessions), [LsaGetLogonSessionData](https://learn.microsoft.com/windows/win32/api/ntsecapi/nf-ntsecapi-lsagetlogonsessiondata).
   * @throws {@link WindowsError} with reason `'not-found'` when there is no such session, or `'changed'` when the id of the given `Session` has another owner.
   * @example
   * for (const logon of await logonSessions({ session: 'current' })) console.log(logon.luid, logon.type, logon.user);
   */
  logonSessions(options?: LogonSessionsOptions): Promise<readonly LogonSession[]>;

  /**
   * One logon session, such as that of `TokenFacts.logonId`. `undefined` when it has ended. What Windows refuses to say is withheld.
   *
   * Windows: [LsaGetLogonSessionData](https://learn.microsoft.com/windows/win32/api/ntsecapi/nf-ntsecapi-lsagetlogonsessiondata).
   * @throws {@link WindowsError} when the Local Security Authority cannot be asked.
   * @throws TypeError with code `'ERR_INVALID_ARG_VALUE'` when `id` is no LUID.
   * @example
   * console.log((await logonSession(luid.parse('0x0:0x3e7')))?.user);
   */
  logonSession(id: Luid, options?: LogonOptions): Promise<LogonSession | undefined>;
}

/** How the Local Security Authority is asked. */
export interface LogonOptions extends Cancel {
  /** Another source of answers, such as `world.backend`. */
  readonly backend?: Backend | undefined;
}

/** Which logon sessions are listed. */
export interface LogonSessionsOptions extends LogonOptions {
  /** Only those of this terminal session. */
  readonly session?: SessionRef | undefined;
}

/** `SECURITY_LOGON_TYPE` in words; `unknown` is a type that this library has no word for, or one that is withheld. */
export type LogonType =
  | 'system'
  | 'interactive'
  | 'network'
  | 'batch'
  | 'service'
  | 'proxy'
  | 'unlock'
  | 'networkCleartext'
  | 'newCredentials'
  | 'remoteInteractive'
  | 'cachedInteractive'
  | 'cachedRemoteInteractive'
  | 'cachedUnlock'
  | 'unknown';

/** The bits of `UserFlags` in words. A bit without a word is hexadecimal: `'0x40000000'`. */
export type LogonFlag =
  | 'guest'
  | 'noEncryption'
  | 'cachedAccount'
  | 'usedLanManagerPassword'
  | 'extraSids'
  | 'subAuthSessionKey'
  | 'serverTrustAccount'
  | 'ntlmV2'
  | 'resourceGroups'
  | 'profilePathReturned'
  | 'ntV2'
  | 'lmV2'
  | 'optimized'
  | 'winlogon'
  | 'pkinit'
  | 'notOptimized'
  | 'noElevation'
  | 'managedService'
  | (`0x${string}` & {});

/** What was asked about the same account before this logon. */
export interface LastLogon {
  /** The last logon that succeeded. */
  readonly succeeded: Date | undefined;
  /** The last one that failed. */
  readonly failed: Date | undefined;
  /** How many failed since the last one that succeeded. */
  readonly failures: number;
}

/** One logon session of this machine. Frozen, without methods, ready for `structuredClone` and JSON. */
export interface LogonSession {
  /** Its id, valid until the next restart. */
  readonly luid: Luid;
  /** How it was made. */
  readonly type: LogonType;
  /** The terminal session. Absent for network logons, which belong to none: Windows shows 0 there, which is that of the services. */
  readonly sessionId: number | undefined;
  /** The name of the user. */
  readonly user: string | undefined;
  /** The domain, or the name of the machine. */
  readonly domain: string | undefined;
  /** `'CORP\\anna'`. */
  readonly account: string | undefined;
  /** The SID of the user. */
  readonly sid: string | undefined;
  /** What checked the credentials: `'Negotiate'`, `'Kerberos'`, `'NTLM'`. */
  readonly package: string | undefined;
  /** The server that answered for the account. */
  readonly server: string | undefined;
  /** The DNS name of the domain. */
  readonly dnsDomain: string | undefined;
  /** The name with an `@`. */
  readonly upn: string | undefined;
  /** When it was made. */
  readonly logonTime: Date | undefined;
  /** When the password was set. */
  readonly passwordLastSet: Date | undefined;
  /** Absent where Windows says nothing about it, as older versions do. */
  readonly lastLogon: LastLogon | undefined;
  /** What else is known of it. */
  readonly flags: readonly LogonFlag[];
  /** What Windows refused to say: `'data'` is all but the LUID. */
  readonly withheld: readonly Withheld<'data'>[];
}
