import type { Backend } from '../base/backend.js';
import type { Cancel } from '../lane/cancel.js';
import type { IscsiInfo } from './info/types.js';

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

/** The iSCSI initiator of this machine. */
export interface Iscsi {
  /**
   * Its name, its adapters and its version.
   *
   * Windows: [GetIScsiInitiatorNodeName](https://learn.microsoft.com/windows/win32/api/iscsidsc/nf-iscsidsc-getiscsiinitiatornodenamew).
   * @throws {@link WindowsError} with reason `'unreachable'` while the service does not run, `'access-denied'`, or
   * `'not-supported'` on a Windows without iSCSI.
   */
  info(options?: Cancel): Promise<IscsiInfo>;
}
