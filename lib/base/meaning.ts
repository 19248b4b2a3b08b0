/** The eight words that a caller asks about. */
export type Reason =
  | 'access-denied'
  | 'not-found'
  | 'changed'
  | 'unreachable'
  | 'not-supported'
  | 'no-user'
  | 'busy'
  | 'other';

/** What a failed call was about: what it did not find, may not touch, or cannot do. */
export type Subject =
  | 'session'
  | 'process'
  /** A file that was to be run. */
  | 'program'
  /** An account, by its name or SID. */
  | 'user'
  | 'listener'
  | 'channel'
  /** Of iSCSI. */
  | 'target'
  /** A class of information, or a kind of object, that is asked for by its number or id. */
  | 'class'
  /** The machine itself, or the way to it. */
  | 'host';

/** What one code means of one call, where that is another thing than elsewhere. */
export interface Meaning {
  readonly reason?: Reason;
  readonly subject?: Subject;
  readonly hint?: string;
}
