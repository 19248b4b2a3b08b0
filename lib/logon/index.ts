import { defaultBackend } from '../backend.js';
import { terminalSessions } from '../terminal-sessions.js';
import { createLogon } from './create.js';
import type { LogonModule } from './types.js';

const over = createLogon(defaultBackend, terminalSessions);

/** @function */
export const logonSessions: LogonModule['logonSessions'] = over.logonSessions;
/** @function */
export const logonSession: LogonModule['logonSession'] = over.logonSession;

export * from './exports.js';
