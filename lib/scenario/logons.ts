/** A logon session of the local host. The users in its sessions and its own services have theirs without being named. */
export interface ScenarioLogon {
  /** Such as '0x0:0x1a2b3c'. Default: one that is free. */
  readonly luid?: string;
  /** How it was made. */
  readonly type:
    | 'system'
    | 'interactive'
    | 'network'
    | 'batch'
    | 'service'
    | 'proxy'
    | 'unlock'
    | 'networkCleartext'
    | 'newCredentials'
    | 'remoteInteractive'
    | 'cachedInteractive'
    | 'cachedRemoteInteractive'
    | 'cachedUnlock';
  /** The name of the user. */
  readonly user: string;
  /** Default: the name of the host. */
  readonly domain?: string;
  /** Default: one that follows from domain and user. */
  readonly sid?: string;
  /** The session that it belongs to. Default: 0. */
  readonly sessionId?: number;
  /** What checked the credentials. Default: Negotiate. */
  readonly package?: string;
  /** The server that answered for the account. */
  readonly server?: string;
  /** The DNS name of the domain. */
  readonly dnsDomain?: string;
  /** The name with an at sign. */
  readonly upn?: string;
  /** Default: since `now`. */
  readonly logonTime?: string;
  /** When the password was set. */
  readonly passwordLastSet?: string;
  /** The last logon before it that succeeded. */
  readonly lastSucceeded?: string;
  /** The last one that failed. */
  readonly lastFailed?: string;
  /** How many failed in between. */
  readonly failures?: number;
  /** Windows' UserFlags. */
  readonly flags?: number;
}
