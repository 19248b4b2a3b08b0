import type { IscsiConnectionId } from '../../identity/iscsi-connection-id.js';
import type { IscsiSessionId } from '../../identity/iscsi-session-id.js';
import type { IscsiSecurity } from '../../iscsi/acts/types.js';
import type { IscsiPortal } from '../../iscsi/targets/types.js';
import type { Fault } from '../world/fault.js';

/** A target on the network of a world. */
export interface WorldTarget {
  /** Where it answers. Default: one portal. */
  readonly portals?: readonly IscsiPortal[];
  /** Its LUNs. A slow one has no number of a disk until it is made ready. Default: LUN 0. */
  readonly luns?: readonly (
    | number
    | {
        /** Its number on the target. */
        readonly lun: number;
        /** It has no number of a disk until `ready()`. */
        readonly slow?: boolean;
      }
  )[];
  /** The CHAP secret that it demands. */
  readonly secret?: string;
  /** How many connections it takes in all. */
  readonly maxConnections?: number;
  /** What sessions show as `targetNodeName`. Default: nothing, as Windows does for targets that a discovery found. */
  readonly nodeName?: string;
}

/** How another program has logged in. */
export interface WorldLogin extends IscsiSecurity {
  /** Default: the target's first. */
  readonly portal?: IscsiPortal;
  /** It shares its disks with other sessions of the target. */
  readonly multipath?: boolean;
  /** How many connections. Default 1. */
  readonly connections?: number;
  /** Windows makes it again at each start. */
  readonly saved?: boolean;
  /** It brings no devices. */
  readonly informational?: boolean;
}

/** The back door to the iSCSI initiator of this machine, and to the targets on its network. Nothing here is a raw call. */
export interface IscsiControl {
  /** The name by which targets know this machine. */
  readonly nodeName: string;
  /** A target comes on the network, or changes. The machine does not know of it until it asks a portal. */
  target(name: string, target?: WorldTarget): void;
  /** A target goes from the network. Its sessions stay, as the initiator goes on trying. */
  untarget(name: string): void;
  /** As if another program had logged in; the session, and the numbers of its disks. */
  login(
    target: string,
    options?: WorldLogin,
  ): {
    /** The id of the session. */
    readonly session: IscsiSessionId;
    /** The numbers of its disks. */
    readonly disks: readonly number[];
  };
  /** As if another program had logged out, whatever uses the disks. */
  logout(id: IscsiSessionId): void;
  /** A cable is out: sessions stay, without the connections that went there, until it ends. Then they come back with other ids. */
  cut(what?: {
    /** All connections to this target. */
    readonly target?: string;
    /** All connections to this portal. */
    readonly portal?: IscsiPortal;
    /** All connections of this session. */
    readonly session?: IscsiSessionId;
  }): Fault;
  /** A connection ends and does not come back. */
  dropConnection(id: IscsiSessionId, connection: IscsiConnectionId): void;
  /** A disk is in use: its last session cannot be logged out of until it ends. */
  use(disk: number): Fault;
  /** A slow disk gets its number, which is returned. */
  ready(disk: {
    /** The name of its target. */
    readonly target: string;
    /** Its number on the target. */
    readonly lun: number;
  }): number;
}
