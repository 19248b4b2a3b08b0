/** Windows does not know how long a session has been idle: nobody is logged on, or it keeps no last input (the console). */
export class IdleUnknownError extends Error {
  readonly code = 'ERR_WINSTATION_IDLE_UNKNOWN';
  readonly host: string;
  readonly sessionId: number;

  constructor(host: string, sessionId: number) {
    super(`Windows does not know how long session ${sessionId} on ${host} has been idle`);
    this.host = host;
    this.sessionId = sessionId;
  }

  static {
    Object.defineProperty(IdleUnknownError.prototype, 'name', {
      value: 'IdleUnknownError',
      configurable: true,
      writable: true,
    });
  }
}
