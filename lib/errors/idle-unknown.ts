import { isNamed } from './known.js';
/** Windows does not know how long a session has been idle: nobody is logged on, or it keeps no last input (the console). */
export class IdleUnknownError extends Error {
  /** The same for every error of this class. */
  readonly code = 'ERR_WINSTATION_IDLE_UNKNOWN';
  /** The host's name. */
  readonly host: string;
  /** The session that was asked about. */
  readonly sessionId: number;

  /** Made by the library; public for fakes in tests. */
  constructor(host: string, sessionId: number) {
    super(`Windows does not know how long session ${sessionId} on ${host} has been idle`);
    this.host = host;
    this.sessionId = sessionId;
  }

  /** Is this an IdleUnknownError? Also one of another copy of the package or realm. */
  static is(e: unknown): e is IdleUnknownError {
    return isNamed(e, 'IdleUnknownError', it => it.code === 'ERR_WINSTATION_IDLE_UNKNOWN');
  }

  static {
    Object.defineProperty(IdleUnknownError.prototype, 'name', {
      value: 'IdleUnknownError',
      configurable: true,
      writable: true,
    });
  }
}
