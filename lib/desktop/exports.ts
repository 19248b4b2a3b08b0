// What `winstation/desktop` exports beside its functions. It is the same over any backend.
export type * from './types.js';
