import type { DesktopBackend } from './desktop/contract.js';
import type { CallBackend } from './lane/contract.js';
import type { TerminalBackend } from './terminal/contract.js';
import type { VssContract } from './vss/contract.js';

/**
 * Gathers facts and decides nothing. The two implementations are the native addon and a world. What the facts mean is decided
 * once, in the domain's own folder. A domain whose questions are all plain calls of this machine needs no more than
 * `CallBackend`; any other one adds its contract here.
 */
export interface BackendContract extends TerminalBackend, DesktopBackend, CallBackend {
  readonly vss: VssContract;
}
