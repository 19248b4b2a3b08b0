import type { IscsiConnectionId } from '../../identity/iscsi-connection-id.js';
import type { IscsiSessionId } from '../../identity/iscsi-session-id.js';
import type { Cancel } from '../../lane/cancel.js';
import type { IscsiDevice } from '../sessions/types.js';
import type { IscsiPortal } from '../targets/types.js';

/** How the two sides prove who they are, and what has checksums. */
export interface IscsiSecurity {
  /**
   * CHAP. Without IPsec a secret has 12 to 16 bytes. It never shows: in traces, records, errors and captures it is `'***'`, and
   * the addon clears its copies.
   */
  readonly chap?:
    | {
        /** Default: the name of this machine's initiator. */
        readonly user?: string | undefined;
        /** A text is sent in UTF-8, bytes as they are. */
        readonly secret: string | Uint8Array;
        /** The target must prove itself, too, by what `setMutualSecret()` has set. Default false. */
        readonly mutual?: boolean | undefined;
      }
    | undefined;
  /** Checksums of headers. Default: as Windows is set. */
  readonly headerDigest?: boolean | undefined;
  /** Checksums of data. Default: as Windows is set. */
  readonly dataDigest?: boolean | undefined;
}

/** By which way a connection is made. */
export interface IscsiConnectOptions extends IscsiSecurity {
  /** Default: any portal of the target. */
  readonly portal?: IscsiPortal | undefined;
  /** The port of the adapter. Default: any. */
  readonly initiatorPort?: number | undefined;
}

/** How a session is made. */
export interface IscsiLoginOptions extends IscsiConnectOptions {
  /** The adapter. Default: any. */
  readonly initiatorInstance?: string | undefined;
  /** Windows' MPIO joins the disks of several sessions. Without it each session brings disks of its own. Default false. */
  readonly multipath?: boolean | undefined;
  /** A session without devices, to ask the target with. Default false. */
  readonly informational?: boolean | undefined;
  /** How many connections it may have, 1 to 65535. Default: as Windows is set. */
  readonly maxConnections?: number | undefined;
  /** How long the target keeps a broken session, in milliseconds. Windows takes whole seconds: it is rounded up. */
  readonly retainFor?: number | undefined;
}

/** What a login does besides. */
export interface IscsiLoginAct extends IscsiLoginOptions, Cancel {
  /** Keep it for the next start, too. Default false. */
  readonly save?: boolean | undefined;
  /**
   * Wait until these LUNs (default: one of any) have numbers of disks, so long at most, in milliseconds. When the time is up the login
   * stands, with the devices that there are. The time is added to a timeout that nobody asked for.
   */
  readonly waitForDisks?:
    | {
        /** These logical units. Default: one of any. */
        readonly luns?: readonly number[] | undefined;
        /** How many milliseconds to wait. */
        readonly timeout: number;
      }
    | undefined;
}

/** How long a logout is tried. */
export interface IscsiLogoutOptions extends Cancel {
  /**
   * Go on trying so long, in milliseconds, while the session or a disk of it is busy. Added to a timeout that nobody asked
   * for. Default: one try, since busy means that somebody uses the volume.
   */
  readonly retryFor?: number | undefined;
}

/** What came of a login. */
export interface IscsiLogin {
  /** The session. */
  readonly session: IscsiSessionId;
  /** Its connection; `undefined` while it has none. */
  readonly connection: IscsiConnectionId | undefined;
  /** It was logged in before, so nothing was done. */
  readonly already: boolean;
  /** The devices, where they were waited for; else none. */
  readonly devices: readonly IscsiDevice[];
}
