import type { TerminalBackend } from './terminal/contract.js';

/**
 * Gathers facts and decides nothing. One contract per domain; the two implementations are the native addon and a world.
 * What the facts mean is decided once, in the domain's own folder.
 */
export interface BackendContract extends TerminalBackend {}
