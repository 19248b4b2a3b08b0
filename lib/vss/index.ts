import { defaultBackend } from '../backend.js';
import { createVss } from './create.js';
import type { VssModule } from './types.js';

const vss = createVss(defaultBackend);

/** @function */
export const initializeSecurity: VssModule['initializeSecurity'] = vss.initializeSecurity;
/** @function */
export const openBackup: VssModule['openBackup'] = vss.openBackup;
/** @function */
export const openRestore: VssModule['openRestore'] = vss.openRestore;
/** @function */
export const createWriter: VssModule['createWriter'] = vss.createWriter;

export * from './exports.js';
