import type { Backend } from '../base/backend.js';
import type { IscsiConnectionId } from '../identity/iscsi-connection-id.js';
import type { Cancel } from '../lane/cancel.js';
import type {
  IscsiConnectOptions,
  IscsiLogin,
  IscsiLoginAct,
  IscsiLoginOptions,
  IscsiLogoutOptions,
  IscsiSecurity,
} from './acts/types.js';
import type { IscsiInfo } from './info/types.js';
import type {
  IscsiDevice,
  IscsiSession,
  IscsiSessionDetails,
  IscsiSessionFilter,
  IscsiSessionRef,
  IscsiSessionsOptions,
} from './sessions/types.js';
import type {
  IscsiDiscoveryPortal,
  IscsiMapping,
  IscsiPortal,
  IscsiSavedLogin,
  IscsiSavedLoginsOptions,
  IscsiTargetsOptions,
} from './targets/types.js';
import type { IscsiWatch, IscsiWatchOptions } from './watch/types.js';

/** What `winstation/iscsi` is. The package offers it over Windows, `world.modules['winstation/iscsi']` over a world. */
export interface IscsiModule {
  /**
   * The iSCSI initiator of this machine. At once, shared, nothing to close.
   *
   * Everything is answered by the service `MSiSCSI`. On a fresh Windows it is stopped, and then every call fails with reason
   * `'unreachable'`; no service is started unasked. Most calls need an elevated process.
   * @example
   * console.log((await iscsi().info()).nodeName);
   */
  iscsi(options?: IscsiOptions): Iscsi;
}

/** How the initiator is asked. */
export interface IscsiOptions {
  /** Another source of answers, such as `world.backend`. */
  readonly backend?: Backend | undefined;
  /** The `timeout` of every call that brings none of its own, in milliseconds; `Infinity` is no limit. Default: 30,000. */
  readonly timeout?: number | undefined;
}

/** The iSCSI initiator of this machine. Questions and acts have a lane each: no list waits for a login. */
export interface Iscsi {
  /**
   * Its name, its adapters and its version.
   *
   * Windows: [GetIScsiInitiatorNodeName](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-getiscsiinitiatornodenamew), [ReportIScsiInitiatorList](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-reportiscsiinitiatorlistw), [GetIScsiVersionInformation](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-getiscsiversioninformation).
   * @throws {@link WindowsError} with reason `'unreachable'` while the service does not run, `'access-denied'`, or `'not-supported'`
   * on a Windows without iSCSI.
   * @example
   * const { nodeName, version } = await iscsi().info();
   */
  info(options?: Cancel): Promise<IscsiInfo>;
  /**
   * The sessions. With `details` also what was negotiated, the devices, and whether the login is saved; a session that ends meanwhile is
   * left out, and what Windows does not say is named in `withheld`.
   *
   * Windows: [GetIScsiSessionList](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-getiscsisessionlistw), [GetDevicesForIScsiSession](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-getdevicesforiscsisessionw).
   * @throws {@link WindowsError} with reason `'unreachable'` while the service does not run, `'access-denied'`, or `'not-supported'`
   * on a Windows without iSCSI.
   * @example
   * for (const session of await iscsi().sessions({ details: true })) console.log(session.target, session.devices);
   */
  sessions(
    options: IscsiSessionsOptions & {
      /** With details. */
      readonly details: true;
    },
  ): Promise<readonly IscsiSessionDetails[]>;
  /**
   * The sessions.
   *
   * Windows: [GetIScsiSessionList](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-getiscsisessionlistw).
   * @throws {@link WindowsError} with reason `'unreachable'` while the service does not run, `'access-denied'`, or `'not-supported'`
   * on a Windows without iSCSI.
   * @example
   * const broken = await iscsi().sessions({ where: { connected: false } });
   */
  sessions(options?: IscsiSessionsOptions): Promise<readonly IscsiSession[]>;
  /**
   * One session, with details.
   *
   * Windows: [GetIScsiSessionList](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-getiscsisessionlistw).
   * @throws {@link WindowsError} with reason `'not-found'`, or `'changed'` for a row whose id now has another target.
   * @example
   * const { devices, negotiated } = await iscsi().session(row);
   */
  session(ref: IscsiSessionRef, options?: Cancel): Promise<IscsiSessionDetails>;
  /**
   * The first session that fits, with details.
   *
   * Windows: [GetIScsiSessionList](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-getiscsisessionlistw), [GetDevicesForIScsiSession](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-getdevicesforiscsisessionw).
   * @throws {@link WindowsError} with reason `'unreachable'` while the service does not run, `'access-denied'`, or `'not-supported'`
   * on a Windows without iSCSI.
   * @example
   * const carrier = await iscsi().findSession({ disk: 3 });
   */
  findSession(where: IscsiSessionFilter, options?: Cancel): Promise<IscsiSessionDetails | undefined>;
  /**
   * The devices of a session. While it is busy it is asked again, ten times at most.
   *
   * Windows: [GetDevicesForIScsiSession](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-getdevicesforiscsisessionw).
   * @throws {@link WindowsError} with reason `'not-found'`, `'busy'`, or `'changed'` for a row whose id now has another target.
   * @example
   * const disks = (await iscsi().devices(row)).map(it => it.disk);
   */
  devices(ref: IscsiSessionRef, options?: Cancel): Promise<readonly IscsiDevice[]>;
  /**
   * Which LUNs of which targets are which devices here.
   *
   * Windows: [ReportActiveIScsiTargetMappings](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-reportactiveiscsitargetmappingsw).
   * @throws {@link WindowsError} with reason `'unreachable'` while the service does not run, `'access-denied'`, or `'not-supported'`
   * on a Windows without iSCSI.
   * @example
   * for (const { target, luns } of await iscsi().mappings()) console.log(target, luns);
   */
  mappings(options?: Cancel): Promise<readonly IscsiMapping[]>;
  /**
   * The names of the targets that the portals have named.
   *
   * Windows: [ReportIScsiTargets](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-reportiscsitargetsw).
   * @throws {@link WindowsError} with reason `'unreachable'` while the service does not run, `'access-denied'`, or `'not-supported'`
   * on a Windows without iSCSI.
   * @example
   * console.log(await iscsi().targets({ refresh: true }));
   */
  targets(options?: IscsiTargetsOptions): Promise<readonly string[]>;
  /**
   * Where a target answers.
   *
   * Windows: [ReportIScsiTargetPortals](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-reportiscsitargetportalsw).
   * @throws {@link WindowsError} with reason `'not-found'` when no portal has named the target.
   * @example
   * const [portal] = await iscsi().targetPortals(target);
   */
  targetPortals(target: string, options?: Cancel): Promise<readonly Required<IscsiPortal>[]>;
  /**
   * The portals that are asked for their targets.
   *
   * Windows: [ReportIScsiSendTargetPortalsEx](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-reportiscsisendtargetportalsexw).
   * @throws {@link WindowsError} with reason `'unreachable'` while the service does not run, `'access-denied'`, or `'not-supported'`
   * on a Windows without iSCSI.
   * @example
   * for (const { address, port } of await iscsi().portals()) console.log(address, port);
   */
  portals(options?: Cancel): Promise<readonly IscsiDiscoveryPortal[]>;
  /**
   * The logins that Windows makes again at each start.
   *
   * Windows: [ReportIScsiPersistentLogins](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-reportiscsipersistentloginsw).
   * @throws {@link WindowsError} with reason `'unreachable'` while the service does not run, `'access-denied'`, or `'not-supported'`
   * on a Windows without iSCSI.
   * @example
   * const saved = await iscsi().savedLogins({ where: { target } });
   */
  savedLogins(options?: IscsiSavedLoginsOptions): Promise<readonly IscsiSavedLogin[]>;
  /**
   * Follows the sessions and their connections. Windows reports nothing by itself, so the list is compared every `poll` milliseconds; all
   * watches share one timer, and those with the same interval one list. It begins with a snapshot; a list that fails is a `'gap'`, and the next one goes on.
   *
   * Windows: [GetIScsiSessionList](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-getiscsisessionlistw).
   * @throws Its `ready` rejects when the first list fails; {@link TimeoutError}, {@link AbortError}.
   * @example
   * for await (const event of iscsi().watch({ poll: 5_000 })) console.log(event.type);
   */
  watch(options: IscsiWatchOptions): IscsiWatch;
  /**
   * Lets Windows ask a portal for its targets, now and at each start. One that is there already is left as it is.
   *
   * Windows: [AddIScsiSendTargetPortal](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-addiscsisendtargetportalw).
   * @throws {@link WindowsError} with reason `'unreachable'` when the portal does not answer; Windows may keep it all the same.
   * @example
   * await iscsi().addPortal({ address: '10.0.0.5' });
   */
  addPortal(portal: IscsiPortal, options?: IscsiSecurity & Cancel): Promise<void>;
  /**
   * Asks a portal for its targets again.
   *
   * Windows: [RefreshIScsiSendTargetPortal](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-refreshiscsisendtargetportalw).
   * @throws {@link WindowsError} with reason `'not-found'` or `'unreachable'`.
   * @example
   * await iscsi().refreshPortal({ address: '10.0.0.5' });
   */
  refreshPortal(portal: IscsiPortal, options?: Cancel): Promise<void>;
  /**
   * Windows asks the portal no more. Sessions stay.
   *
   * Windows: [RemoveIScsiSendTargetPortal](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-removeiscsisendtargetportalw).
   * @throws {@link WindowsError} with reason `'not-found'`.
   * @example
   * await iscsi().removePortal({ address: '10.0.0.5' });
   */
  removePortal(portal: IscsiPortal, options?: Cancel): Promise<void>;
  /**
   * Logs in to a target that a portal has named. Where there is a session already, that one is answered with `already: true`.
   *
   * Windows: [LoginIScsiTarget](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-loginiscsitargetw).
   * @throws {@link WindowsError} with reason `'not-found'` (no portal has named the target), `'access-denied'` (a wrong secret, too),
   * `'unreachable'` or `'busy'`. After a stop, and when the login was made and could not be saved, the `outcome` of the error is
   * `'unknown'`: see the sessions.
   * @example
   * const { devices } = await iscsi().login(target, { chap: { secret }, waitForDisks: { timeout: 30_000 } });
   */
  login(target: string, options?: IscsiLoginAct): Promise<IscsiLogin>;
  /**
   * Keeps a login for the next start. It does not log in now.
   *
   * Windows: [LoginIScsiTarget](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-loginiscsitargetw).
   * @throws {@link WindowsError} with reason `'not-found'` when no portal has named the target.
   * @example
   * await iscsi().saveLogin(target, { portal: { address: '10.0.0.5' } });
   */
  saveLogin(target: string, options?: IscsiLoginOptions & Cancel): Promise<void>;
  /**
   * Windows does not make this login again. Its session stays.
   *
   * Windows: [RemoveIScsiPersistentTarget](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-removeiscsipersistenttargetw).
   * @throws {@link WindowsError} with reason `'not-found'`.
   * @example
   * for (const login of await iscsi().savedLogins()) await iscsi().forgetLogin(login);
   */
  forgetLogin(login: IscsiSavedLogin, options?: Cancel): Promise<void>;
  /**
   * Ends a session; its disks go. A saved login stays, and comes back with the next start.
   *
   * Windows: [LogoutIScsiTarget](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-logoutiscsitarget).
   * @throws {@link WindowsError} `'ISDSC_DEVICE_BUSY_ON_SESSION'` (reason `'busy'`) while a volume on it is in use; `'not-found'`; `'changed'`
   * for a row whose id now has another target.
   * @example
   * await iscsi().logout(session, { retryFor: 10_000 });
   */
  logout(ref: IscsiSessionRef, options?: IscsiLogoutOptions): Promise<void>;
  /**
   * Adds a connection to a session; its id.
   *
   * Windows: [AddIScsiConnection](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-addiscsiconnectionw).
   * @throws {@link WindowsError} with reason `'not-found'`, `'changed'`, `'unreachable'`, `'access-denied'`, or `'busy'` when there are as many as
   * there may be.
   * @example
   * const id = await iscsi().addConnection(session, { portal: { address: '10.0.0.6' } });
   */
  addConnection(ref: IscsiSessionRef, options?: IscsiConnectOptions & Cancel): Promise<IscsiConnectionId>;
  /**
   * Takes a connection away. The leading one and the last one stay: log out instead.
   *
   * Windows: [RemoveIScsiConnection](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-removeiscsiconnection).
   * @throws {@link WindowsError} with reason `'not-found'` or `'changed'`; `'ISDSC_CANNOT_REMOVE_LEADING_CONNECTION'`,
   * `'ISDSC_CANT_REMOVE_LAST_CONNECTION'`.
   * @example
   * await iscsi().removeConnection(session, session.connections[1].id);
   */
  removeConnection(ref: IscsiSessionRef, connection: IscsiConnectionId, options?: Cancel): Promise<void>;
  /**
   * Sets the secret by which targets prove themselves (mutual CHAP). The machine has one for all targets, and it cannot be read. A wrong
   * one shows at the next mutual login.
   *
   * Windows: [SetIScsiInitiatorCHAPSharedSecret](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-setiscsiinitiatorchapsharedsecret).
   * @throws {@link WindowsError} with reason `'access-denied'`; {@link RangeError} for none at all.
   * @example
   * await iscsi().setMutualSecret(secret);
   */
  setMutualSecret(secret: string | Uint8Array, options?: Cancel): Promise<void>;
}
