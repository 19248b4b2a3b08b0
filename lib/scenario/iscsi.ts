/** The iSCSI initiator of the local host, and the targets on its network. */
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
  /** The targets on the network, known to the machine or not. */
  readonly targets?: readonly ScenarioIscsiTarget[];
  /** The portals that the machine asks for their targets. */
  readonly portals?: readonly ScenarioIscsiDiscoveryPortal[];
  /** The sessions. */
  readonly sessions?: readonly ScenarioIscsiSession[];
  /** The logins that Windows makes again at each start. */
  readonly savedLogins?: readonly ScenarioIscsiSavedLogin[];
}

/** Where a target answers. */
export interface ScenarioIscsiPortal {
  /** A name or an IP address. */
  readonly address: string;
  /** Default: 3260. */
  readonly port?: number;
  /** A name that Windows keeps for it. */
  readonly symbolicName?: string;
}

/** A portal that is asked for its targets. */
export interface ScenarioIscsiDiscoveryPortal {
  /** A name or an IP address. */
  readonly address: string;
  /** Default: 3260. */
  readonly port?: number;
  /** A name that Windows keeps for it. */
  readonly symbolicName?: string;
  /** The adapter that asks. Default: any. */
  readonly initiatorInstance?: string;
  /** The port of that adapter. Default: any. */
  readonly initiatorPort?: number;
}

/** A target on the network. */
export interface ScenarioIscsiTarget {
  /** Its name. */
  readonly name: string;
  /** The name that sessions show beside it, where there is another one. */
  readonly nodeName?: string;
  /** Default: one. */
  readonly portals?: readonly ScenarioIscsiPortal[];
  /** Default: LUN 0. */
  readonly luns?: readonly ScenarioIscsiLun[];
  /** The CHAP secret that it demands. */
  readonly secret?: string;
  /** How many connections it takes in all. */
  readonly maxConnections?: number;
}

/** A disk of a target. */
export interface ScenarioIscsiLun {
  /** Its number. */
  readonly lun: number;
  /** It has no number of a disk until it is made ready. */
  readonly slow?: boolean;
}

/** A session. */
export interface ScenarioIscsiSession {
  /** Default: the next one. */
  readonly id?: string;
  /** Its target. One that is not among the targets is made from what the session says. */
  readonly target: string;
  /** The name that it shows beside that. */
  readonly nodeName?: string;
  /** It brings no devices. */
  readonly informational?: boolean;
  /** It shares its disks with other sessions of the target. */
  readonly multipath?: boolean;
  /** Default: one, to the target's first portal. */
  readonly connections?: readonly ScenarioIscsiConnection[];
  /** Its disks. Default: those of the target. */
  readonly disks?: readonly ScenarioIscsiDisk[];
}

/** A connection. */
export interface ScenarioIscsiConnection {
  /** Default: the next one. */
  readonly id?: string;
  /** The address on this side. */
  readonly initiatorAddress?: string;
  /** The TCP port on this side. */
  readonly initiatorPort?: number;
  /** The address of the portal. */
  readonly targetAddress?: string;
  /** The TCP port of the portal. */
  readonly targetPort?: number;
}

/** A disk of a session. */
export interface ScenarioIscsiDisk {
  /** Its LUN. */
  readonly lun: number;
  /** Its number in Windows; without it, it is not ready yet. */
  readonly disk?: number;
}

/** A login that Windows makes again at each start. */
export interface ScenarioIscsiSavedLogin {
  /** The target. */
  readonly target: string;
  /** Default: any. */
  readonly initiatorInstance?: string;
  /** Default: any. */
  readonly initiatorPort?: number;
  /** Default: any. */
  readonly portal?: ScenarioIscsiPortal;
  /** It brings no devices. */
  readonly informational?: boolean;
  /** How it proves who this machine is. Default: it does not. */
  readonly auth?: 'chap' | 'mutualChap';
  /** The CHAP user. */
  readonly user?: string;
  /** Whether a secret is kept. */
  readonly hasSecret?: boolean;
}
