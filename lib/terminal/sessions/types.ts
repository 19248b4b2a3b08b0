import type { Many } from '../../base/many.js';
import type { Withheld } from '../../errors/withheld.js';
import type { Guid } from '../../identity/guid-text.js';
import type { Session, SessionKind, SessionState } from '../../identity/session.js';
import type { Cancel } from '../../lane/cancel.js';
import type { InfoClassName } from '../info/raw-info.js';

export type { Many } from '../../base/many.js';

/** Which sessions. Every key that is given must hold; of several values, one. Text compares without regard to case. */
export interface SessionFilter {
  /** Is a user logged on, is it a listener, and so on. */
  readonly kind?: Many<SessionKind> | undefined;
  /** How it is connected. */
  readonly state?: Many<SessionState> | undefined;
  /** `'anna'` in any domain, or `'CORP\\anna'`. There are no patterns: characters that no account name has are refused. */
  readonly user?: Many<string> | undefined;
  /** The client machine's name. */
  readonly client?: Many<string> | undefined;
  /**
   * Sessions that nobody has used for longer than `over` milliseconds, as far as Windows knows: where it does not (nobody is logged
   * on, or it keeps no last input, as often on the console) a session does not fit. Only for lists and `findSession()`: the time
   * passes without an event.
   */
  readonly idle?: IdleFilter | undefined;
  /** By id, or by the two names that every machine has. */
  readonly id?: Many<number | 'current' | 'console'> | undefined;
}

/** For how long nobody must have used a session. */
export interface IdleFilter {
  /** Longer than this, in milliseconds. */
  readonly over: number;
}

/** Which sessions to list, and how much of them. */
export interface SessionsOptions extends Cancel {
  /** Ask for times, idle time, lock, client and counters too. Each session costs further calls. */
  readonly details?: boolean | undefined;
  /** Only sessions that fit. */
  readonly where?: SessionFilter | undefined;
}

/** The same with details. */
export interface DetailedSessionsOptions extends SessionsOptions {
  /** Rows with times, idle time, lock, client and counters. */
  readonly details: true;
}

/** A session with all that Windows says of it. What Windows does not know is `undefined`. */
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
  /** When the user logged on. */
  readonly logonTime: Date | undefined;
  /** The last time a client connected. */
  readonly connectTime: Date | undefined;
  /** The last time the client disconnected. */
  readonly disconnectTime: Date | undefined;
  /** The last input of the user. Windows often keeps none for the console. */
  readonly lastInputTime: Date | undefined;
  /** The host's own clock when it answered. */
  readonly currentTime: Date | undefined;
  /** Since the last input, or since the disconnect. `undefined` when Windows does not know, never a false 0. */
  readonly idleMs: number | undefined;
  /** Is the session used from another machine? By `WTSIsRemoteSession` on this machine, else by the protocol. */
  readonly isRemote: boolean;
  /** The machine that the user is at; `undefined` at the console, and mostly while disconnected. */
  readonly client: ClientInfo | undefined;
  /** Traffic of the connection; `undefined` when Windows refused it. */
  readonly counters: Counters | undefined;
  /** Windows 11 23H2, Server 2025. */
  readonly activityId: Guid | undefined;
  /** What Windows refused to say about this session, and why. Empty when it refused nothing. */
  readonly withheld: readonly Withheld<SessionPart>[];
}

/** What may be withheld of a session: a class, the SID of the account, or the version of the host, on which `lock` depends. */
export type SessionPart = InfoClassName | 'sid' | 'version';

/** Traffic of the connection, 32 bits wide as Windows keeps them. Many Windows since 2012 leave them at 0. */
export interface Counters {
  /** Bytes from the client. */
  readonly incomingBytes: number;
  /** Bytes to the client. */
  readonly outgoingBytes: number;
  /** Frames from the client. */
  readonly incomingFrames: number;
  /** Frames to the client. */
  readonly outgoingFrames: number;
  /** Bytes from the client, as they came over the network. */
  readonly incomingCompressedBytes: number;
  /** Bytes to the client, as they went over the network. */
  readonly outgoingCompressedBytes: number;
}

/** What the client said of itself: an address may be a private one, and behind an RD Gateway there is none. */
export interface ClientInfo {
  /** The client machine's name. */
  readonly name: string | undefined;
  /** The build number of the client program. */
  readonly build: number | undefined;
  /** IPv4 or IPv6, as text. */
  readonly address: string | undefined;
  /** The client's display. */
  readonly display: Display | undefined;
  /** Over which protocol it is connected. */
  readonly protocol: Protocol;
  /** Where the client program is installed on the client. */
  readonly directory: string | undefined;
  /** The product id of the client program. */
  readonly productId: number | undefined;
  /** Reserved; Windows says 0. */
  readonly hardwareId: number | undefined;
}

/** `WTS_PROTOCOL_TYPE_*` in words. `'unknown'` is a number that this library has no word for. */
export type Protocol = 'console' | 'ica' | 'rdp' | 'unknown';

/** The resolution and colours of a client. */
export interface Display {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** `undefined` when Windows gives a code without a known meaning. */
  readonly bitsPerPixel: number | undefined;
}
