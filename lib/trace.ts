import type { Failure } from './contract.js';

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

/** Every raw call that asks Windows about sessions. */
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
