/** The back door to the iSCSI initiator of this machine, and to the targets on its network. Nothing here is a raw call. */
export interface IscsiControl {
  /** The name by which targets know this machine. */
  readonly nodeName: string;
}
