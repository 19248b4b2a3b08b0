// What `winstation/iscsi` exports beside its function. It is the same over any backend.
export { ISDSC_CODES, type IsdscCodeName } from './codes.js';
export type * from './info/types.js';
export type * from './types.js';
