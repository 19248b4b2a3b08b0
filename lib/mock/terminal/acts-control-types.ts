import type { LogonMode } from '../../terminal/acts/types.js';
import type { Fault } from '../world/fault.js';

/** What the administrators of a host have set. */
export interface PolicySettings {
  /** The policy for shadowing, 0 to 4. `undefined` takes it away. */
  readonly shadow?: number | undefined;
  /** Who may log on. */
  readonly logonMode?: LogonMode;
}

/** The back door to what acts have to do with: protected processes, child sessions, policies, power. */
export interface ActsControl {
  /** Nobody may end this process until the fault ends, as with the processes that Windows protects. */
  protect(pid: number): Fault;
  /**
   * A child session of this session starts; returns its id. It ends with its parent.
   * @throws RangeError when child sessions are not enabled, or there is one already.
   */
  childOf(parentId: number): number;
  /** What administrators have set, as by policy or `change logon`. */
  policy(settings: PolicySettings): void;
  /**
   * The host starts again after it was shut down.
   * @throws RangeError when it runs.
   */
  boot(): void;
}
