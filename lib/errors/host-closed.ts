/** A call on a host that has been closed, or that was under way when it was. */
export class HostClosedError extends Error {
  readonly code = 'ERR_WINSTATION_HOST_CLOSED';
  readonly host: string;

  constructor(host: string) {
    super(`The host ${host} is closed; open it again with openHost()`);
    this.host = host;
  }

  static {
    Object.defineProperty(HostClosedError.prototype, 'name', {
      value: 'HostClosedError',
      configurable: true,
      writable: true,
    });
  }
}
