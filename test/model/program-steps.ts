import fc from 'fast-check';
import { one, turns, weighted } from './step-kinds.js';

const user = fc.constantFrom('anna', 'berta', 'carl');
const which = fc.nat(5);
const kind = fc.constantFrom('quick', 'chatty', 'hangs', 'leaves', 'echoes');
const timeout = fc.constantFrom(undefined, 300, 5_000);
const after = fc.nat(3);
const ms = fc.constantFrom(1, 200, 900, 6_000);
/** The raw calls of a start, of its check, and of an end. */
const call = fc.constantFrom(
  'WTSQuerySessionInformationW',
  'WTSQueryUserToken',
  'GetTokenInformation',
  'CreateEnvironmentBlock',
  'CreateNamedPipeW',
  'CreateJobObjectW',
  'SetInformationJobObject',
  'CreateProcessAsUserW',
  'AssignProcessToJobObject',
  'ResumeThread',
  'TerminateJobObject',
  'TerminateProcess',
  'LookupAccountSidW',
);
const code = fc.constantFrom('ERROR_ACCESS_DENIED', 'ERROR_BUSY', 'ERROR_NO_TOKEN', 'ERROR_INVALID_HANDLE');
const started = { which, kind, byRow: fc.boolean(), timeout };

/** A step of a program in which programs are started. One that makes no sense in the state of the world is skipped. */
export const programStep = fc.oneof(
  weighted(6, one('logon', { user, remote: fc.boolean() })),
  weighted(1, one('disconnect', { which })),
  weighted(4, one('logoff', { which })),
  weighted(1, one('logoffCall', { which })),
  weighted(3, one('rows', {})),
  weighted(5, one('advance', { ms })),
  weighted(2, turns(30)),
  weighted(2, one('fail', { call, code, after })),
  weighted(4, one('delay', { call, after, ms })),
  weighted(1, one('hold', { call, after })),
  weighted(1, one('release', {})),
  weighted(7, one('run', started)),
  weighted(
    6,
    one('spawn', { ...started, lifetime: fc.constantFrom('own' as const, 'caller' as const), streams: fc.boolean() }),
  ),
  weighted(3, one('abort', { which: fc.nat(3) })),
  weighted(2, one('end', { which: fc.nat(3), tree: fc.boolean(), wait: fc.boolean() })),
  weighted(1, one('dispose', { which: fc.nat(3) })),
  weighted(2, one('read', { which: fc.nat(3) })),
);
export type ProgramStep = typeof programStep extends fc.Arbitrary<infer T> ? T : never;
