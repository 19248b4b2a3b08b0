import type { Many } from '../../base/many.js';
import type { Withheld } from '../../errors/withheld.js';
import type { Guid } from '../../identity/guid-text.js';
import type { IscsiConnectionId } from '../../identity/iscsi-connection-id.js';
import type { IscsiSessionId } from '../../identity/iscsi-session-id.js';
import type { Cancel } from '../../lane/cancel.js';

/**
 * A session: its id in any spelling that `iscsiSessionId.parse` takes, or one that was listed. A row is checked again: when its id
 * now belongs to a session with another target, the call fails with reason `'changed'`.
 */
export type IscsiSessionRef = IscsiSessionId | IscsiSession;

/** Which sessions. All that is given must fit. */
export interface IscsiSessionFilter {
  /** One of these ids. */
  readonly id?: Many<IscsiSessionId> | undefined;
  /** One of these targets, by name, without regard to case. */
  readonly target?: Many<string> | undefined;
  /** Whether it has a connection now. */
  readonly connected?: boolean | undefined;
  /** One of these disks is on it, by the number of Windows. Each session is asked for its devices then. */
  readonly disk?: Many<number> | undefined;
}

/** Which sessions, and how much of each. */
export interface IscsiSessionsOptions extends Cancel {
  /** Only those that fit. */
  readonly where?: IscsiSessionFilter | undefined;
  /** Also what was negotiated, the devices, and whether the login is saved. Takes a call for each session. Default false. */
  readonly details?: boolean | undefined;
}

/** One TCP connection of a session. */
export interface IscsiConnection {
  /** Its id. After a break it comes back with another one. */
  readonly id: IscsiConnectionId;
  /** Its number within the session, as the protocol has it. */
  readonly cid: number;
  /** The address on this side; `'0.0.0.0'` is any. */
  readonly initiatorAddress: string | undefined;
  /** The TCP port on this side. */
  readonly initiatorPort: number;
  /** The address of the target's portal. */
  readonly targetAddress: string | undefined;
  /** The TCP port of the target's portal. */
  readonly targetPort: number;
}

/** One session with a target. Frozen, without methods, ready for `structuredClone` and JSON. */
export interface IscsiSession {
  /** The text that `Get-IscsiSession` prints. It is of use until the next start of the driver. */
  readonly id: IscsiSessionId;
  /** The name of the target: `targetName`, or else `targetNodeName`. */
  readonly target: string | undefined;
  /** As the target names itself; `undefined` for sessions that a discovery made. */
  readonly targetNodeName: string | undefined;
  /** As it was logged in to. */
  readonly targetName: string | undefined;
  /** The name of this machine, as the target knows it. */
  readonly initiatorNodeName: string | undefined;
  /** Hex, as `Get-IscsiSession` shows it; other sessions may have the same. */
  readonly isid: string;
  /** Hex, as `Get-IscsiSession` shows it. */
  readonly tsid: string;
  /** The leading one first. None while the path is broken. */
  readonly connections: readonly IscsiConnection[];
  /** `false`: there is no connection now; the initiator goes on trying. */
  readonly connected: boolean;
  /** When Windows was asked; one Date for all sessions of a list. */
  readonly takenAt: Date;
}

/** A part of a session that Windows may refuse or lack. */
export type IscsiSessionPart = 'negotiated' | 'devices' | 'persistent';

/** A session with what further questions say of it. What they did not say is `undefined`, and named in `withheld`. */
export interface IscsiSessionDetails extends IscsiSession {
  /** What it is for. Only `'data'` and `'boot'` have devices. */
  readonly type: 'discovery' | 'informational' | 'data' | 'boot' | 'unknown' | undefined;
  /** The disks and other devices on it. */
  readonly devices: readonly IscsiDevice[] | undefined;
  /** What the two sides agreed on. */
  readonly negotiated: IscsiNegotiated | undefined;
  /** Whether Windows logs in to this target again at the next start. */
  readonly persistent: boolean | undefined;
  /** Why something is `undefined`. */
  readonly withheld: readonly Withheld<IscsiSessionPart>[];
}

/** What the two sides of a session agreed on. Digests and authentication are those of its leading connection. */
export interface IscsiNegotiated {
  /** Whether the target must ask for data before it is sent. */
  readonly initialR2T: boolean;
  /** Whether data may come with a command. */
  readonly immediateData: boolean;
  /** How many requests for data may be open. */
  readonly maxOutstandingR2T: number;
  /** The longest burst that is sent unasked, in bytes. */
  readonly firstBurstBytes: number;
  /** The longest burst, in bytes. */
  readonly maxBurstBytes: number;
  /** How many connections it may have. */
  readonly maxConnections: number;
  /** 0 to 2. */
  readonly errorRecoveryLevel: number;
  /** Whether headers have checksums. */
  readonly headerDigest: boolean;
  /** Whether data have checksums. */
  readonly dataDigest: boolean;
  /** How the sides proved who they are; `'unknown'` without a connection. */
  readonly auth: IscsiAuth;
}

/** How the sides of a session prove who they are. */
export type IscsiAuth = 'none' | 'chap' | 'mutualChap' | 'unknown';

/** A device that a session brings. */
export interface IscsiDevice {
  /** The adapter that has it. */
  readonly initiatorInstance: string;
  /** The target that it is on. */
  readonly target: string;
  /** Its SCSI address on this machine. */
  readonly scsi: {
    /** The number of the adapter. */
    readonly port: number;
    /** The number of the bus on that adapter. */
    readonly path: number;
    /** The number of the target on that bus. */
    readonly target: number;
    /** The logical unit of that target. */
    readonly lun: number;
  };
  /** The class of its device interface. */
  readonly interfaceClass: Guid;
  /** The path of its device interface. */
  readonly interfaceName: string | undefined;
  /** `'\\\\.\\PhysicalDrive1'`; `undefined` until the disk is ready. */
  readonly path: string | undefined;
  /** `FILE_DEVICE_*`: 7 is a disk. */
  readonly deviceType: number;
  /** The number of the disk; `undefined` until it is ready. */
  readonly disk: number | undefined;
  /** The number of the partition, where it is one. */
  readonly partition: number | undefined;
  /** Its `DEVINST` on this machine. */
  readonly deviceInstance: number;
}
