import { isNamed } from './known.js';
import { outcomeText, type Stopped } from './stop.js';

/** A call on a host that has been closed, or that was under way when it was. */
export class HostClosedError extends Error implements Stopped {
  /** The same for every error of this class. */
  readonly code = 'ERR_WINSTATION_HOST_CLOSED';
  /** The host's name. */
  readonly host: string;
  /** `'unknown'` when an act was under way, so that Windows may still carry it out. */
  readonly outcome: 'unknown' | undefined;

  /** Made by the library; public for fakes in tests. */
  constructor(host: string, outcome?: 'unknown') {
    super(`The host ${host} is closed; open it again with openHost()${outcomeText(outcome)}`);
    this.host = host;
    this.outcome = outcome;
  }

  /** Is this a HostClosedError? Also one of another copy of the package or realm. */
  static is(e: unknown): e is HostClosedError {
    return isNamed(e, 'HostClosedError', it => it.code === 'ERR_WINSTATION_HOST_CLOSED');
  }

  static {
    Object.defineProperty(HostClosedError.prototype, 'name', {
      value: 'HostClosedError',
      configurable: true,
      writable: true,
    });
  }
}
