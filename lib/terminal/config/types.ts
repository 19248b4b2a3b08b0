import type { Withheld } from '../../errors/withheld.js';
import type { Cancel } from '../../lane/cancel.js';

/** Milliseconds, or `'none'` for no limit. */
export type Limit = number | 'none';

/** Whether others may look at a session or control it, and whether its user is asked first. */
export type ShadowSetting = 'off' | 'controlWithConsent' | 'control' | 'viewWithConsent' | 'view';

/** What Windows keeps for one account about its remote sessions. Group policy and the listener may say otherwise, and then win. */
export interface UserSettings {
  /** The program that starts at logon in place of the desktop; `''` is the desktop. */
  readonly initialProgram: string;
  /** The working directory of that program. */
  readonly workingDirectory: string;
  /** The client may choose the program. */
  readonly clientChoosesProgram: boolean;
  /** The user may log on to remote sessions. */
  readonly allowLogon: boolean;
  /** How long a session may last. Windows keeps whole minutes. */
  readonly maxConnection: Limit;
  /** How long a session stays without a client before it ends. Windows keeps whole minutes. */
  readonly maxDisconnected: Limit;
  /** How long nobody may use the session. Windows keeps whole minutes. */
  readonly maxIdle: Limit;
  /** What becomes of a session whose connection breaks, or whose time is over. */
  readonly onBroken: 'disconnect' | 'end';
  /** From where a user may come back to a session. */
  readonly reconnectFrom: 'anyClient' | 'sameClient';
  /** Whether others may look at the sessions of the user. */
  readonly shadow: ShadowSetting;
  /** The drives of the client are connected at logon. Windows keeps it and documents that it does not use it. */
  readonly clientDrives: boolean;
  /** The printers of the client are connected at logon. */
  readonly clientPrinters: boolean;
  /** The client's default printer becomes that of the session. */
  readonly defaultClientPrinter: boolean;
  /** The folder of the user's profile for remote sessions. It must exist. */
  readonly profilePath: string;
  /** The home folder for remote sessions. */
  readonly homeDirectory: string;
  /** The drive at which that folder appears when it is on another machine, such as `'H:'`. */
  readonly homeDrive: string;
}

/** What is to change; what is missing or `undefined` stays. The rest of a whole `UserConfig` is ignored. */
export type UserConfigChanges = { readonly [K in keyof UserSettings]?: UserSettings[K] | undefined };

/** What may be withheld of an account's settings. */
export type UserConfigPart = keyof UserSettings | 'homeIsRemote';

/** The settings of one account. A setting that Windows did not give is `undefined`, and so is a number that has no word here. */
export type UserConfig = { readonly [K in keyof UserSettings]: UserSettings[K] | undefined } & {
  /** The account's name, as it was asked for. */
  readonly user: string;
  /** Where the account was looked for; `undefined` is the host itself. */
  readonly server: string | undefined;
  /** The home folder is on another machine. Windows sets it by itself. */
  readonly homeIsRemote: boolean | undefined;
  /** What Windows did not give. */
  readonly withheld: readonly Withheld<UserConfigPart>[];
};

/** Default of `timeout`: that of the host; to change something: that of the host, or 30 seconds. */
export interface UserConfigOptions extends Cancel {
  /**
   * Where the account lives: the NetBIOS name of a domain controller for an account of a domain. Default: the host itself, for
   * its own accounts.
   */
  readonly server?: string | undefined;
}

/** The settings that Windows keeps for each account. */
export interface UserConfigActs {
  /**
   * What Windows keeps for one account about its remote sessions. It is stored with the account, so accounts of a domain are asked
   * for on a domain controller (`server`). Group policy and listeners may say otherwise, and then win. Accounts of Entra ID and
   * of Microsoft have no such settings.
   * @param user The name of the account, without its domain.
   *
   * Windows: [WTSQueryUserConfig](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsqueryuserconfigw).
   * @throws {@link WindowsError} with reason `'not-found'` (`subject` `'user'`), `'access-denied'`, or `'unreachable'` where the
   * server does not answer.
   * @example
   * const { allowLogon, maxIdle } = await localHost().userConfig('anna');
   */
  userConfig(user: string, options?: UserConfigOptions): Promise<UserConfig>;
  /**
   * Changes settings of one account. What differs is set, one after the other, since Windows has no other way; each text is read
   * back, since Windows keeps paths in the code page of the machine. When one fails, those that were changed before are put back,
   * and `left` of the error names what could not be put back. A stop (`signal`, `timeout`) puts nothing back. Needs an
   * administrator, or an account operator of the domain. The user must log on again.
   * @param user The name of the account, without its domain.
   * @param changes What is to change. A whole `UserConfig` may be given, such as that of another account.
   *
   * Windows: [WTSSetUserConfig](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtssetuserconfigw).
   * @throws {@link WindowsError} with reason `'not-found'` (`subject` `'user'`), `'access-denied'` or `'unreachable'`; with code
   * `'ERROR_INVALID_DATA'` when a text reads back as another one.
   * @example
   * await localHost().setUserConfig('anna', { maxIdle: 30 * 60_000, onBroken: 'end' });
   */
  setUserConfig(user: string, changes: UserConfigChanges, options?: UserConfigOptions): Promise<void>;
}
