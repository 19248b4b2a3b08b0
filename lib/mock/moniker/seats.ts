/** A logon to a session. */
export interface SeatLogon {
  readonly user: string;
  readonly logonTime: bigint;
}

/** The sessions of the local host, as far as COM is concerned. */
export interface Seats {
  /** Who is logged on to a session, and since when: `undefined` for nobody, or without such a session. */
  logonOf(sessionId: number): SeatLogon | undefined;
  consoleSessionId(): number | undefined;
  callerSessionId(): number;
}
