import { defaultBackend } from './backend.js';
import { createWinstation } from './winstation.js';
import type { Winstation } from './winstation-types.js';

const winstation: Winstation = createWinstation(defaultBackend);

/** @function */
export const localHost: Winstation['localHost'] = winstation.localHost;
/** @function */
export const openHost: Winstation['openHost'] = winstation.openHost;
/** @function */
export const activeConsoleSessionId: Winstation['activeConsoleSessionId'] = winstation.activeConsoleSessionId;
/** @function */
export const currentSessionId: Winstation['currentSessionId'] = winstation.currentSessionId;
/** @function */
export const sessionIdOf: Winstation['sessionIdOf'] = winstation.sessionIdOf;
/** @function */
export const isRemoteSession: Winstation['isRemoteSession'] = winstation.isRemoteSession;
/** @function */
export const diagnose: Winstation['diagnose'] = winstation.diagnose;

export * from './exports.js';
