/** The iSCSI initiator of the local host. */
export interface ScenarioIscsi {
  /** State of the service `MSiSCSI`. Default: it runs. On a fresh Windows it is stopped. */
  readonly service?:
    | 'stopped'
    | 'startPending'
    | 'stopPending'
    | 'running'
    | 'continuePending'
    | 'pausePending'
    | 'paused';
  /** The name by which targets know the machine. */
  readonly nodeName?: string;
  /** The adapters. Default: the one of Windows itself. */
  readonly instances?: readonly string[];
}
