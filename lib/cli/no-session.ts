/** A host has no session that fits what was asked for by name. */
export class NoSessionError extends Error {
  constructor(host: string, what: string) {
    super(`${host} has ${what}`);
    this.name = 'NoSessionError';
  }
}
