import fc from 'fast-check';
import { one, turns, weighted } from './step-kinds.js';

/** Mostly the newest one. */
const which = fc.constantFrom(0, 0, 0, 1, 2);
const iterator = fc.nat(1);
const count = fc.integer({ min: 1, max: 4 });
const size = fc.constantFrom(4, 5, 1_599, 1_601, 20_000, 70_000);
const after = fc.nat(2);
const ms = fc.constantFrom(1, 200, 900, 11_000);
/** The raw calls of an opening and its check, and besides that of the end, which may only be late: a channel that Windows keeps is lost. */
const OPENING = ['WTSQuerySessionInformationW', 'WTSVirtualChannelOpenEx', 'WTSVirtualChannelQuery'] as const;
const call = fc.constantFrom(...OPENING, 'WTSVirtualChannelClose' as const);
const code = fc.constantFrom('ERROR_ACCESS_DENIED', 'ERROR_BUSY', 'ERROR_GEN_FAILURE', 'ERROR_INVALID_FUNCTION');
const timeout = fc.constantFrom(undefined, 300, 5_000);
const kind = fc.constantFrom('dynamic', 'framed', 'plain');

/** A step of a program about virtual channels. One that makes no sense in the state of the world is skipped. */
export const channelStep = fc.oneof(
  weighted(3, one('open', { kind, byRow: fc.boolean(), timeout })),
  weighted(8, one('send', { which, size, count })),
  weighted(4, one('lie', { which })),
  weighted(8, one('write', { which, size, count, timeout })),
  weighted(5, one('read', { which, iterator, count })),
  weighted(2, one('leave', { which, iterator })),
  weighted(3, one('pause', { which })),
  weighted(2, one('goOn', {})),
  weighted(2, one('close', { which })),
  weighted(2, one('abort', { which })),
  weighted(1, one('unplug', { which })),
  weighted(1, one('disconnect', {})),
  weighted(1, one('logoff', {})),
  weighted(3, one('come', {})),
  weighted(2, one('rows', {})),
  weighted(3, one('advance', { ms })),
  weighted(3, turns(20)),
  weighted(1, one('fail', { call: fc.constantFrom(...OPENING), code, after })),
  weighted(3, one('delay', { call, after, ms })),
  weighted(1, one('hold', { call, after })),
  weighted(1, one('release', {})),
);
export type ChannelStep = typeof channelStep extends fc.Arbitrary<infer T> ? T : never;
