// What `winstation/moniker` exports beside its functions. It is the same over any backend.
export type * from './types.js';
