import fc from 'fast-check';
import { one, turns, weighted } from '../step-kinds.js';

const user = fc.constantFrom('anna', 'berta', 'carl');
/** Counts from the newest, or the sessions that users can have. */
const which = fc.nat(5);
const timeout = fc.constantFrom(undefined, 300, 5_000);
const ms = fc.constantFrom(1, 200, 900, 6_000);
const after = fc.nat(6);
const call = fc.constantFrom(
  'LsaEnumerateLogonSessions',
  'LsaGetLogonSessionData',
  'WTSQuerySessionInformationW',
  'WTSEnumerateSessionsExW',
  'OpenInputDesktop',
);
const code = fc.constantFrom('ERROR_ACCESS_DENIED', 'ERROR_NOT_ENOUGH_MEMORY', 'ERROR_NO_SUCH_LOGON_SESSION');
const type = fc.constantFrom('network', 'networkCleartext', 'service', 'batch', 'newCredentials', 'unlock');

/** A step of a program in which people log on, and logons are listed. One that makes no sense in the state of the world is skipped. */
export const STEP = fc.oneof(
  weighted(6, one('logon', { user, remote: fc.boolean(), administrator: fc.boolean() })),
  weighted(2, one('connect', {})),
  weighted(2, one('disconnect', { which })),
  weighted(3, one('reconnect', { which, remote: fc.boolean() })),
  weighted(2, one('show', { which, on: which })),
  weighted(4, one('logoff', { which })),
  weighted(1, one('lock', { which })),
  weighted(1, one('unlock', { which })),
  weighted(4, one('add', { type, user, which: fc.option(which, { nil: undefined }) })),
  weighted(2, one('end', { which })),
  weighted(4, one('advance', { ms })),
  weighted(2, turns(30)),
  weighted(1, one('fail', { call, code, after })),
  weighted(4, one('delay', { call, after, ms })),
  weighted(1, one('hold', { call, after })),
  weighted(1, one('release', {})),
  weighted(5, one('rows', {})),
  weighted(6, one('list', { timeout })),
  weighted(8, one('listOf', { which, byRow: fc.boolean(), timeout })),
  weighted(3, one('ask', { which, timeout })),
  weighted(2, one('screen', {})),
);
export type Step = typeof STEP extends fc.Arbitrary<infer T> ? T : never;
