import type { Guid } from '../../identity/guid-text.js';
import type { Session, SessionKind, SessionState } from '../../identity/session.js';
import type { Cancel } from '../../lane/cancel.js';
import type { InfoClassName } from '../info/raw-info.js';

export type Many<T> = T | readonly T[];

/** Which sessions. Every key that is given must hold; of several values, one. Text compares without regard to case. */
export interface SessionFilter {
  readonly kind?: Many<SessionKind> | undefined;
  readonly state?: Many<SessionState> | undefined;
  /** `'anna'` in any domain, or `'CORP\\anna'`. */
  readonly user?: Many<string> | undefined;
  /** The client machine's name. */
  readonly client?: Many<string> | undefined;
  readonly id?: Many<number | 'current' | 'console'> | undefined;
}

export interface SessionsOptions<D extends boolean = false> extends Cancel {
  readonly details?: D | undefined;
  readonly where?: SessionFilter | undefined;
}

export interface SessionDetails extends Session {
  /** `id` and logon time in one text: stable for one logon, and never the same for another on this host. */
  readonly key: string;
  /** The user's SID, `'S-1-5-21-…'`. A list waits two seconds for it; `withheld` names it when it has not come by then. */
  readonly sid: string | undefined;
  /**
   * Windows 7 and Server 2008 R2 say it the wrong way round, so another host is asked for its version first, once. Until
   * it has answered that is `'unknown'`; where it refuses, it is taken for a newer Windows, and `withheld` names `'version'`:
   * should it be one of those two after all, locked and unlocked are swapped.
   */
  readonly lock: 'locked' | 'unlocked' | 'unknown';
  readonly logonTime: Date | undefined;
  readonly connectTime: Date | undefined;
  readonly disconnectTime: Date | undefined;
  readonly lastInputTime: Date | undefined;
  /** The host's own clock when it answered. */
  readonly currentTime: Date | undefined;
  /** Since the last input, or since the disconnect. `undefined` when Windows does not know, never a false 0. */
  readonly idleMs: number | undefined;
  readonly isRemote: boolean;
  readonly client: ClientInfo | undefined;
  readonly counters: Counters | undefined;
  /** Windows 11 23H2, Server 2025. */
  readonly activityId: Guid | undefined;
  /** What Windows refused to tell about this session, and why. Empty when nothing was. */
  readonly withheld: readonly Withheld[];
}

export interface Withheld {
  /** The class that was asked for, the SID of the account, or the version of the host, on which `lock` depends. */
  readonly what: InfoClassName | 'sid' | 'version';
  /** Windows' name of the code that came back. */
  readonly code: string;
}

/** Traffic of the connection, 32 bits wide as Windows keeps them. Many Windows since 2012 leave them at 0. */
export interface Counters {
  readonly incomingBytes: number;
  readonly outgoingBytes: number;
  readonly incomingFrames: number;
  readonly outgoingFrames: number;
  readonly incomingCompressedBytes: number;
  readonly outgoingCompressedBytes: number;
}

/** What the client said of itself: an address may be a private one, and is absent behind an RD Gateway. */
export interface ClientInfo {
  readonly name: string | undefined;
  readonly build: number | undefined;
  /** IPv4 or IPv6, as text. */
  readonly address: string | undefined;
  readonly display: Display | undefined;
  readonly protocol: Protocol;
  readonly directory: string | undefined;
  readonly productId: number | undefined;
  readonly hardwareId: number | undefined;
}

export type Protocol = 'console' | 'ica' | 'rdp' | 'unknown';

export interface Display {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number | undefined;
}
