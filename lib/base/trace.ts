import type { Answer, Failure } from './answer.js';

/** What is published on `winstation:call`: a raw call that has answered. */
export interface TracedCall {
  readonly syscall: string;
  readonly host: string;
  readonly sessionId: number | undefined;
  /** Windows' code; 0 and `ok: false` is a failure without one. */
  readonly ok: boolean;
  readonly code: number | undefined;
  /** The class, for `WTSQuerySessionInformationW`. */
  readonly infoClass: number | undefined;
}

interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}

const NONE: Channel = { hasSubscribers: false, publish() {} };

/** Channels of `node:diagnostics_channel`, where there is one: not in browsers, and not in Node before 20.16. */
function channel(name: string): Channel {
  const builtin = (globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } }).process
    ?.getBuiltinModule;
  const module = builtin?.('node:diagnostics_channel') as { channel(name: string): Channel } | undefined;
  return module?.channel(name) ?? NONE;
}

/** Every raw call about sessions, but for the opening and closing of server handles, which belong to threads. */
export const CALLS: Channel = channel('winstation:call');
/** Every event that a source of a host tells, before any filter. */
export const EVENTS: Channel = channel('winstation:event');

/** A raw call that answered, told to those who trace. Ask `CALLS.hasSubscribers` first. */
export function traceCall(
  host: string,
  syscall: string,
  failure: Failure | undefined,
  sessionId?: number,
  infoClass?: number,
): void {
  const call: TracedCall = { syscall, host, sessionId, ok: !failure, code: failure?.code, infoClass };
  CALLS.publish(call);
}

/** The same for an answer, which it gives back. */
export function traced<A extends Answer<unknown>>(host: string, syscall: string, answer: A, sessionId?: number): A {
  if (CALLS.hasSubscribers)
    traceCall(host, answer.ok ? syscall : answer.syscall, answer.ok ? undefined : answer, sessionId);
  return answer;
}

/** A listing: the calls that failed, then the one that answered. */
export function traceListing(
  host: string,
  facts: { readonly failures: readonly Failure[]; readonly via?: string },
): void {
  for (const failure of facts.failures) traceCall(host, failure.syscall, failure);
  if (facts.via) traceCall(host, facts.via, undefined);
}
