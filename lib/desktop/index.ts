import { defaultBackend } from '../backend.js';
import { createDesktop } from './create.js';
import type { DesktopModule } from './types.js';

const over = createDesktop(defaultBackend);

/** @function */
export const windowStations: DesktopModule['windowStations'] = over.windowStations;
/** @function */
export const inputDesktop: DesktopModule['inputDesktop'] = over.inputDesktop;
/** @function */
export const setRenderHint: DesktopModule['setRenderHint'] = over.setRenderHint;

export * from './exports.js';
