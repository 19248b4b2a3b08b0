import { isNamed } from './known.js';
/** The native addon can't be used here: another system, a missing prebuild, too old a Node. The message says what to do. */
export class NoAddonError extends Error {
  /** The same for every error of this class. */
  readonly code = 'ERR_WINSTATION_NO_ADDON';

  /**
   * Made by the library; public for fakes in tests.
   * @param options.cause What the loading failed with.
   */
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'NoAddonError';
  }

  /** Is this a NoAddonError? Also one of another copy of the package or realm. */
  static is(e: unknown): e is NoAddonError {
    return isNamed(e, 'NoAddonError', it => it.code === 'ERR_WINSTATION_NO_ADDON');
  }
}
