import { call, flag, nothing } from '../../../lib/base/call.js';

/** What a stand-in asks the lab and not the world: no raw call of Windows, so in no record. */
export const LAB_CALLS = {
  /** Whether this Windows has the interfaces that came with ids of VSS sessions. */
  'Lab.HasSessionIds': call({ args: {}, value: flag, on: 'object' }),
  /** Nobody waits for what was asked on this object. */
  'Lab.Cancel': call({ args: {}, value: nothing, on: 'object' }),
} as const;
