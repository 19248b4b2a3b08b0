// What `winstation/iscsi` exports beside its function. It is the same over any backend.
export type * from './acts/types.js';
export { ISDSC_CODES, type IsdscCodeName } from './codes.js';
export type * from './info/types.js';
export type * from './sessions/types.js';
export type * from './targets/types.js';
export type * from './types.js';
export type * from './watch/types.js';
