import fc from 'fast-check';
import { one, turns, weighted } from '../step-kinds.js';

const user = fc.constantFrom('anna', 'berta', 'carl');
/** Counts from the newest, or the sessions that users can have. */
const which = fc.nat(5);
const timeout = fc.constantFrom(undefined, 300, 5_000);
const after = fc.nat(2);
const call = fc.constantFrom('RegOpenKeyExW', 'RegQueryValueExW', 'CoInitializeEx', 'CoGetObject');
const slow = fc.constantFrom('CoInitializeEx', 'CoGetObject', 'CoGetObject', 'Release', 'WTSEnumerateSessionsExW');
const code = fc.constantFrom('ERROR_ACCESS_DENIED', 'ERROR_FILE_NOT_FOUND', 'ERROR_NOT_ENOUGH_MEMORY');
const runAs = fc.constantFrom('Interactive User', 'interactive USER', 'NT AUTHORITY\\SYSTEM', undefined);

/** A step of a program in which servers are started in sessions that come and go. One that makes no sense in the state of the world is skipped. */
export const STEP = fc.oneof(
  weighted(5, one('logon', { user })),
  weighted(4, one('logoff', { which })),
  weighted(1, one('disconnect', { which })),
  weighted(2, one('register', { runAs })),
  weighted(1, one('unregister', {})),
  weighted(4, one('rows', {})),
  weighted(8, one('activate', { which, byRow: fc.boolean(), timeout })),
  weighted(4, one('dispose', { which })),
  weighted(2, one('stop', { which })),
  weighted(4, one('advance', { ms: fc.constantFrom(1, 200, 900, 6_000, 20_000) })),
  weighted(2, turns(30)),
  weighted(1, one('fail', { call, code, after })),
  weighted(4, one('delay', { call: slow, after, ms: fc.constantFrom(1, 200, 900, 15_000) })),
  weighted(2, one('hold', { call: slow, after })),
  weighted(2, one('release', {})),
);
export type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;
