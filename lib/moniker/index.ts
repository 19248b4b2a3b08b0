import { defaultBackend } from '../backend.js';
import { terminalSessions } from '../terminal-sessions.js';
import { createMoniker } from './create.js';
import type { MonikerModule } from './types.js';

const over = createMoniker(defaultBackend, terminalSessions);

/** @function */
export const canActivateInSession: MonikerModule['canActivateInSession'] = over.canActivateInSession;
/** @function */
export const activateInSession: MonikerModule['activateInSession'] = over.activateInSession;

export * from './exports.js';
