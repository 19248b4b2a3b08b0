import type { BackendContract } from './backend-contract.js';

let native: BackendContract | undefined;

/**
 * The backend of the package itself: the addon, reached here alone and on first use only, so that importing the package
 * loads nothing native. There is no way to get a world from here: a program that wants one says so.
 */
export function defaultBackend(): BackendContract {
  native ??= (require('#native') as typeof import('#native')).nativeBackend();
  return native;
}
