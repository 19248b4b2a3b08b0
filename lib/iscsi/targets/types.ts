import type { Many } from '../../base/many.js';
import type { IscsiSessionId } from '../../identity/iscsi-session-id.js';
import type { Cancel } from '../../lane/cancel.js';
import type { IscsiAuth } from '../sessions/types.js';

/** Where a target answers. */
export interface IscsiPortal {
  /** A name or an IP address. */
  readonly address: string;
  /** Its TCP port. Default: 3260. */
  readonly port?: number | undefined;
  /** A name that Windows keeps for it. */
  readonly symbolicName?: string | undefined;
}

/** A portal that is asked for its targets. */
export interface IscsiDiscoveryPortal extends Required<IscsiPortal> {
  /** The adapter that asks; `undefined` is any. */
  readonly initiatorInstance: string | undefined;
  /** The port of that adapter; `undefined` is any. */
  readonly initiatorPort: number | undefined;
}

/** Whether the portals are asked. */
export interface IscsiTargetsOptions extends Cancel {
  /** Ask the portals again, which is slow. Default: what they said last. */
  readonly refresh?: boolean | undefined;
}

/** Which disks a session has made of which LUNs. */
export interface IscsiMapping {
  /** The session. */
  readonly session: IscsiSessionId;
  /** Its adapter. */
  readonly initiatorInstance: string;
  /** Its target. */
  readonly target: string;
  /** What Windows calls the bus. */
  readonly osDevice: string;
  /** The number of the bus on this machine. */
  readonly bus: number;
  /** The number of the target on that bus. */
  readonly targetNumber: number;
  /** Each LUN as this machine numbers it, and as the target does. */
  readonly luns: readonly {
    /** On this machine. */
    readonly osLun: number;
    /** On the target. */
    readonly targetLun: bigint;
  }[];
}

/** A login that Windows makes again at each start. */
export interface IscsiSavedLogin {
  /** The target. */
  readonly target: string;
  /** The adapter; `undefined` is any. */
  readonly initiatorInstance: string | undefined;
  /** The port of that adapter; `undefined` is any. */
  readonly initiatorPort: number | undefined;
  /** The portal; `undefined` is any. */
  readonly portal: Required<IscsiPortal> | undefined;
  /** It brings no devices. */
  readonly informational: boolean;
  /** How it proves who this machine is. */
  readonly auth: IscsiAuth;
  /** The CHAP user, where one is kept. */
  readonly user: string | undefined;
  /** Whether a CHAP secret is kept. It cannot be read. */
  readonly hasSecret: boolean;
}

/** Which of the saved logins. */
export interface IscsiSavedLoginsOptions extends Cancel {
  /** Only those of these targets, without regard to case. */
  readonly where?:
    | {
        /** The name of the target, or several. */
        readonly target?: Many<string> | undefined;
      }
    | undefined;
}
