import type { Answer, Failure } from './answer.js';

/** A message on the channel `winstation:call` of `node:diagnostics_channel`: a raw call of Windows that has answered. */
export interface CallMessage {
  /** The export of Windows, by its name. */
  readonly syscall: string;
  /** The host's name. */
  readonly host: string;
  /** The session that it was about. */
  readonly sessionId: number | undefined;
  /** Whether it succeeded. */
  readonly ok: boolean;
  /** With `ok: false`, the code of Windows; 0 is a failure without a code. With `ok: true`, that of a warning. */
  readonly code: number | undefined;
  /** The class, for `WTSQuerySessionInformationW`. */
  readonly infoClass: number | undefined;
  /** The VSS session that it belongs to: a GUID. */
  readonly vssSession?: string | undefined;
}

/** A message on the channel `winstation:act` of `node:diagnostics_channel`: a call that was to change something and has settled. */
export interface ActMessage {
  /** The method, such as `'logoff'`. */
  readonly act: string;
  /** The host's name. */
  readonly host: string;
  /** The session that the caller named, by its id or its name; by its id where the result says it. */
  readonly session: number | string | undefined;
  /** Whose session that is, where the caller gave a row or the result says it. */
  readonly account: string | undefined;
  /** The process that the caller named, or that was started. */
  readonly pid: number | undefined;
  /** The path of a program, the name of a channel, a listener or an account, or the word that was given. Arguments of programs may be secret. */
  readonly what: string | undefined;
  /** `'unknown'`: Windows may still carry it out. */
  readonly outcome: 'done' | 'failed' | 'unknown';
  /** With an error, its code. */
  readonly code: string | undefined;
}

interface Channel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}

const NONE: Channel = { hasSubscribers: false, publish() {} };

/** A channel of `node:diagnostics_channel`. There is none in browsers, nor in Node before 20.16. */
function channel(name: string): Channel {
  const builtin = (globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } }).process
    ?.getBuiltinModule;
  const module = builtin?.('node:diagnostics_channel') as { channel(name: string): Channel } | undefined;
  return module?.channel(name) ?? NONE;
}

/** Every raw call about sessions. Opening and closing server handles is not included: the handles belong to threads. */
export const CALLS: Channel = channel('winstation:call');
/** Every event that a source of a host reports, before any filter. */
export const EVENTS: Channel = channel('winstation:event');

/** Every call that was to change something, when it has settled. */
export const ACTS: Channel = channel('winstation:act');

/** Publishes a raw call that has answered. Ask `CALLS.hasSubscribers` first. */
export function traceCall(
  host: string,
  syscall: string,
  failure: Failure | undefined,
  sessionId?: number,
  infoClass?: number,
  warning = 0,
): void {
  const code = failure?.code ?? (warning === 0 ? undefined : warning);
  const call: CallMessage = { syscall, host, sessionId, ok: !failure, code, infoClass };
  CALLS.publish(call);
}

/** Publishes an answer, if there are subscribers, and returns it. */
export function traced<A extends Answer<unknown>>(host: string, syscall: string, answer: A, sessionId?: number): A {
  if (CALLS.hasSubscribers)
    traceCall(host, answer.ok ? syscall : answer.syscall, answer.ok ? undefined : answer, sessionId);
  return answer;
}

/** Publishes a listing: the calls that failed, then the one that answered. */
export function traceListing(
  host: string,
  facts: { readonly failures: readonly Failure[]; readonly via?: string },
): void {
  for (const failure of facts.failures) traceCall(host, failure.syscall, failure);
  if (facts.via) traceCall(host, facts.via, undefined);
}
