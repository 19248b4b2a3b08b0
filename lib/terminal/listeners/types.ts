import type { Cancel } from '../../lane/cancel.js';
import type { Limit, ShadowSetting } from '../config/types.js';

/** What a session may be used for, in the order of Windows' bits. */
export type SessionRight =
  | 'query'
  | 'set'
  | 'reset'
  | 'virtualChannels'
  | 'shadow'
  | 'logon'
  | 'logoff'
  | 'message'
  | 'connect'
  | 'disconnect';

/** What a client's machine does not bring into sessions. */
export type Redirection =
  | 'drives'
  | 'clipboard'
  | 'printers'
  | 'ports'
  | 'lpt'
  | 'audio'
  | 'plugAndPlay'
  | 'defaultPrinter';

/** Settings that a listener may leave to each user. */
export type InheritedSetting = 'bitsPerPixel' | 'onBroken' | 'shadow';

/** All of `WTSLISTENERCONFIG` in words. */
export interface ListenerSettings {
  /** It takes connections. */
  readonly enabled: boolean;
  /** The TCP port. Windows does not check whether another listener has it. */
  readonly port: number;
  /** How many sessions may be connected at once. */
  readonly maxConnections: number | 'unlimited';
  /** A password is asked for, also where the client brings one. */
  readonly promptForPassword: boolean;
  /** What becomes of a session whose connection breaks. `undefined`: each user's own setting counts, or a number without a word. */
  readonly onBroken: 'disconnect' | 'end' | undefined;
  /** How connections are secured. */
  readonly securityLayer: 'rdp' | 'negotiate' | 'tls' | 'unknown';
  /** How strongly connections are encrypted at least. */
  readonly minEncryption: 'low' | 'clientCompatible' | 'high' | 'fips' | 'unknown';
  /** Users are known before they get a session. */
  readonly networkLevelAuthentication: boolean;
  /** The most colours. `undefined`: each user's own setting counts, or a number without a word. */
  readonly bitsPerPixel: 8 | 15 | 16 | 24 | 32 | undefined;
  /** A text for people; at most 60 characters. */
  readonly comment: string;
  /** The network adapter, by Windows' number. */
  readonly adapter: number | 'all';
  /** How long a session may last. */
  readonly maxConnection: Limit;
  /** How long a session stays without a client before it ends. */
  readonly maxDisconnected: Limit;
  /** How long nobody may use a session. */
  readonly maxIdle: Limit;
  /** Whether others may look at its sessions. `undefined`: each user's own setting counts, or a number without a word. */
  readonly shadow: ShadowSetting | undefined;
  /** Who is logged on without being asked. The password is not here. `undefined` is nobody. */
  readonly automaticLogon:
    | {
        /** The name of the account. */
        readonly user: string;
        /** Its domain, or the name of the machine that has it. */
        readonly domain: string;
      }
    | undefined;
  /** The program that starts at logon in place of the desktop; `''` is the desktop. */
  readonly initialProgram: string;
  /** The working directory of that program. */
  readonly workingDirectory: string;
  /** What of a client's machine is not brought into sessions. */
  readonly disabled: readonly Redirection[];
}

/**
 * What is to change; what is missing, `undefined` or `'unknown'` stays. An `automaticLogon` of an empty user is nobody. The name of
 * a whole `ListenerConfig` is ignored.
 */
export type ListenerChanges = { readonly [K in keyof ListenerSettings]?: ListenerSettings[K] | undefined } & {
  /** Which settings are left to each user. A setting that is given here by its value is not, unless this says so. */
  readonly inherits?: Readonly<Partial<Record<InheritedSetting, boolean>>> | undefined;
};

/** What a new listener is to be like. What is missing is as Windows makes its own listener. */
export type NewListener = ListenerChanges & {
  /** Windows does not check whether another listener has it. */
  readonly port: number;
};

/** How a listener is configured. */
export interface ListenerConfig extends ListenerSettings {
  /** Its name, as it was asked for. */
  readonly name: string;
  /** Which settings are left to each user: their value here is `undefined`. */
  readonly inherits: Readonly<Record<InheritedSetting, boolean>>;
}

/** What one account or group may do to the sessions of a listener. Where both lists have a right, it is denied. */
export interface ListenerPermission {
  /** The SID of the account or group. */
  readonly sid: string;
  /** What it is allowed. */
  readonly allow: readonly SessionRight[];
  /** What it is denied. */
  readonly deny: readonly SessionRight[];
}

/** The listeners that take connections from other machines. */
export interface ListenerActs {
  /**
   * The names of the listeners that run, such as `'RDP-Tcp'`. Those that the caller may not query are not in the list.
   *
   * Windows: [WTSEnumerateListeners](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsenumeratelistenersw).
   * @throws {@link WindowsError} with reason `'access-denied'`, or `'unreachable'` while the service TermService does not run, as
   * where remote desktop is off. `TypeError` on a remote host.
   * @example
   * for (const name of await localHost().listeners()) console.log(name, await localHost().listener(name));
   */
  listeners(options?: Cancel): Promise<readonly string[]>;
  /**
   * How a listener is configured. Group policy may say otherwise, and then wins.
   *
   * Windows: [WTSQueryListenerConfig](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsquerylistenerconfigw).
   * @throws {@link WindowsError} with reason `'not-found'` (`subject` `'listener'`), `'access-denied'` or `'unreachable'`.
   * `TypeError` on a remote host.
   * @example
   * const { port, networkLevelAuthentication } = await localHost().listener('RDP-Tcp');
   */
  listener(name: string, options?: Cancel): Promise<ListenerConfig>;
  /**
   * Makes a listener for RDP. Windows checks nothing of it, such as whether the port is free, and has no call that removes one. Needs
   * an administrator.
   *
   * Windows: [WTSCreateListener](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtscreatelistenerw).
   * @throws {@link WindowsError} with code `'ERROR_ALREADY_EXISTS'`; with reason `'access-denied'` or `'unreachable'`.
   * `TypeError` on a remote host.
   * @example
   * await localHost().createListener('RDP-Admin', { port: 3390, maxConnections: 2 });
   */
  createListener(name: string, config: NewListener, options?: Cancel): Promise<void>;
  /**
   * Changes a listener: its configuration is read, and written back with the changes. It counts for sessions that connect from now
   * on. Needs an administrator.
   *
   * Windows: [WTSCreateListener](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtscreatelistenerw) with
   * `WTS_LISTENER_UPDATE`.
   * @throws {@link WindowsError} with reason `'not-found'` (`subject` `'listener'`), `'access-denied'` or `'unreachable'`.
   * `TypeError` on a remote host.
   * @example
   * await localHost().setListener('RDP-Tcp', { disabled: ['drives', 'clipboard'] });
   */
  setListener(name: string, changes: ListenerChanges, options?: Cancel): Promise<void>;
  /**
   * Who may do what to sessions that connect from now on: each takes over the permissions of its listener when it connects. A
   * user holds most rights on the own session by itself. Accounts are in the order in which Windows looks at them.
   *
   * Windows: [WTSGetListenerSecurity](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsgetlistenersecurityw).
   * @throws {@link WindowsError} with reason `'not-found'` (`subject` `'listener'`), `'access-denied'` or `'unreachable'`; with
   * `'not-supported'` for entries that depend on a condition or an object. `TypeError` on a remote host.
   * @example
   * for (const { sid, allow } of await localHost().listenerPermissions('RDP-Tcp')) console.log(sid, allow.join(', '));
   */
  listenerPermissions(name: string, options?: Cancel): Promise<readonly ListenerPermission[]>;
  /**
   * The same as SDDL, such as `'D:(A;;GA;;;SY)'`. The auditing part (`S:`) is in it where the caller may read that.
   *
   * Windows: [WTSGetListenerSecurity](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtsgetlistenersecurityw).
   * @throws {@link WindowsError} as for `listenerPermissions()`.
   * @example
   * const before = await localHost().listenerSecurity('RDP-Tcp');
   */
  listenerSecurity(name: string, options?: Cancel): Promise<string>;
  /**
   * Sets who may do what to sessions that connect from now on. What the text does not have (`D:` or `S:`) stays. Names of groups of a
   * domain (`DA`) need the SID in their place. Needs an administrator; `S:` also the privilege to manage auditing.
   *
   * Windows: [WTSSetListenerSecurity](https://learn.microsoft.com/windows/win32/api/wtsapi32/nf-wtsapi32-wtssetlistenersecurityw).
   * @param sddl `D:`, `S:` or both.
   * @throws `TypeError` for a text that is no SDDL, before Windows is asked, and on a remote host; {@link WindowsError} with reason
   * `'not-found'` (`subject` `'listener'`), `'access-denied'` or `'unreachable'`.
   * @example
   * // Remote Desktop Users may log on, and see nothing of others.
   * await localHost().setListenerSecurity('RDP-Tcp', 'D:(A;;GA;;;SY)(A;;GA;;;BA)(A;;0x20;;;RD)');
   */
  setListenerSecurity(name: string, sddl: string, options?: Cancel): Promise<void>;
}
