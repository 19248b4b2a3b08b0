import { ERROR_CODES as E } from './codes.js';

/**
 * An older call is taken when the newer one is not there (its export or its DLL), or says that it is not implemented. 0 is
 * among them: stubs answer FALSE and leave no code. Any other code is a real failure and is reported.
 */
export const FALLBACK_ON: readonly number[] = [
  E.ERROR_UNREPORTED,
  E.ERROR_NOT_SUPPORTED,
  E.ERROR_CALL_NOT_IMPLEMENTED,
  E.ERROR_MOD_NOT_FOUND,
  E.ERROR_PROC_NOT_FOUND,
];

/** A session that ended between two calls: left out of a list, an error when it was asked for by itself. */
export const VANISHED: readonly number[] = [
  E.ERROR_FILE_NOT_FOUND,
  E.ERROR_CTX_WINSTATION_NAME_INVALID,
  E.ERROR_CTX_CLOSE_PENDING,
  E.ERROR_CTX_WINSTATION_NOT_FOUND,
];

/** The caller may not look at the session. */
export const DENIED: readonly number[] = [E.ERROR_ACCESS_DENIED, E.ERROR_CTX_WINSTATION_ACCESS_DENIED];
