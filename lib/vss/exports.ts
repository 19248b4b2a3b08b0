// What `winstation/vss` exports beside its functions. It is the same over any backend.
export { VSS_CODES, type VssCodeName } from './codes.js';
export type * from './component-types.js';
export type * from './options.js';
export type * from './requester/types.js';
export type * from './types.js';
export type * from './writer/types.js';
