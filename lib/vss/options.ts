import type { Backend } from '../base/backend.js';
import type { AbortSignalLike } from '../lane/cancel.js';

/**
 * Where a live object comes back, `signal` ends that object and `timeout` bounds its opening. Without COM security some writers are silently left
 * out, so `openBackup` and `openRestore` reject unless `initializeSecurity()` has run (whatever it answered), or `asIs` says that
 * it is somebody else's business. `createWriter` does not ask for it.
 */
export interface VssOptions {
  /** Another source of answers, such as `world.backend`. */
  readonly backend?: Backend | undefined;
  /** The security of COM was set by somebody else in this process. */
  readonly security?: 'asIs' | undefined;
  /** When it is aborted, the object is closed. */
  readonly signal?: AbortSignalLike | undefined;
  /** Of the opening, in milliseconds; `Infinity` is no limit. Default: 30,000. */
  readonly timeout?: number | undefined;
}
