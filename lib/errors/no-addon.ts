/** The native addon can't be used here: another system, a missing prebuild, too old a Node. The message says what to do. */
export class NoAddonError extends Error {
  readonly code = 'ERR_WINSTATION_NO_ADDON';

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'NoAddonError';
  }
}
