import { defaultBackend } from './backend.js';
import { createWinstation } from './winstation.js';
import type { Winstation } from './winstation-types.js';

const winstation: Winstation = createWinstation(defaultBackend);

export const localHost: Winstation['localHost'] = winstation.localHost;
export const openHost: Winstation['openHost'] = winstation.openHost;
export const activeConsoleSessionId: Winstation['activeConsoleSessionId'] = winstation.activeConsoleSessionId;
export const currentSessionId: Winstation['currentSessionId'] = winstation.currentSessionId;
export const sessionIdOf: Winstation['sessionIdOf'] = winstation.sessionIdOf;
export const isRemoteSession: Winstation['isRemoteSession'] = winstation.isRemoteSession;
export const diagnose: Winstation['diagnose'] = winstation.diagnose;

export * from './exports.js';
