import { defaultBackend } from '../backend.js';
import { createIscsi } from './create.js';
import type { IscsiModule } from './types.js';

/** @function */
export const iscsi: IscsiModule['iscsi'] = createIscsi(defaultBackend).iscsi;

export * from './exports.js';
