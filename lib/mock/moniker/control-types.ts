import type { Guid } from '../../identity/guid-text.js';
import type { ScenarioComClass } from '../../scenario/com-classes.js';

/** A server that COM has started and that is still referenced. */
export interface WorldComServer {
  /** Its class. */
  readonly clsid: Guid;
  /** The session that it runs in. */
  readonly sessionId: number;
  /** As whom it runs. */
  readonly user: string | undefined;
}

/** The back door to the COM classes of this machine. */
export interface MonikerControl {
  /** Registers a class, or changes its registration in one view. */
  register(registration: ScenarioComClass): void;
  /** Takes the registration away, in both views. */
  unregister(clsid: string): void;
  /** The servers that run because somebody holds an object of theirs, oldest first. */
  readonly servers: readonly WorldComServer[];
}
