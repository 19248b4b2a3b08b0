/** Where a target answers. */
export interface Portal {
  readonly address: string;
  readonly port: number;
  readonly symbolicName: string;
}

export interface Lun {
  readonly lun: number;
  readonly slow: boolean;
  /** A slow one has been made ready. */
  ready: boolean;
}

/** A target on the network. */
export interface Target {
  readonly name: string;
  /** What sessions show beside its name. */
  readonly nodeName: string | undefined;
  readonly portals: readonly Portal[];
  readonly luns: readonly Lun[];
  readonly secret: string | undefined;
  readonly maxConnections: number;
  /** Its place among all there ever were: in the numbers that sessions with it show. */
  readonly number: number;
}

export interface Connection {
  id: string;
  readonly cid: number;
  readonly initiatorAddress: string | undefined;
  readonly initiatorPort: number;
  readonly portal: Portal;
  readonly headerDigest: boolean;
  readonly dataDigest: boolean;
  readonly auth: number;
  /** Its path is cut. */
  isBroken: boolean;
}

export interface Session {
  readonly id: string;
  readonly target: Target;
  readonly instance: string;
  readonly informational: boolean;
  readonly multipath: boolean;
  readonly maxConnections: number;
  readonly connections: Connection[];
  /** The LUNs that it has found. */
  readonly luns: readonly number[];
}

/** A portal that is asked for its targets, and what it said. */
export interface DiscoveryPortal {
  readonly initiatorName: string;
  readonly initiatorPort: number;
  readonly portal: Portal;
  targets: readonly string[];
}

export interface SavedLogin {
  readonly target: string;
  readonly initiatorName: string;
  readonly initiatorPort: number;
  readonly portal: Portal | undefined;
  readonly informational: boolean;
  readonly multipath: boolean;
  readonly auth: number;
  readonly user: string | undefined;
  readonly secret: string | undefined;
  /** A secret is kept that nobody knows: it was captured without. */
  readonly hasSecret: boolean;
}

/** What is to become of a path. Of several conditions all must fit. */
export interface Cut {
  readonly target?: string | undefined;
  readonly portal?: Portal | undefined;
  readonly session?: string | undefined;
}
