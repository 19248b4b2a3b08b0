/** The iSCSI initiator of this machine. */
export interface IscsiInfo {
  /** The name by which targets know this machine: `'iqn.1991-05.com.microsoft:ws01.corp.example'`. */
  readonly nodeName: string;
  /** Its adapters. Windows' own, which is software, is `'ROOT\\ISCSIPRT\\0000_0'`. */
  readonly instances: readonly string[];
  /** The version of the initiator: `'10.0.26100'`. */
  readonly version: string;
}
